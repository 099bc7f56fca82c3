"""Asks either door and refuses every answer that its schema refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

DATA = Path(__file__).parents[1] / "data"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
SCHEMA = etree.XMLSchema(file=str(DATA / "xsd" / "offline.xsd"))


def golden(name: str) -> str:
    return (DATA / "golden" / name).read_text("utf-8")


def read_xml(response: TestResponse) -> Any:
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml; charset=UTF-8"
    root = etree.fromstring(response.data)
    assert SCHEMA.validate(root), f"{SCHEMA.error_log}\n{response.text}"
    return root


def read_json(response: TestResponse) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/json"
    document = dict(orjson.loads(response.data))
    assert {"responseDate", "request"} < set(document)
    assert ("error" in document) != (document["request"].get("verb") in document)
    return document


def ask_xml(client: FlaskClient, **arguments: str) -> Any:
    return read_xml(client.get("/oai", query_string=_named(arguments)))


def ask_json(client: FlaskClient, **arguments: str) -> dict[str, Any]:
    return read_json(client.get("/oai.json", query_string=_named(arguments)))


def codes(root: Any) -> list[str]:
    return [element.get("code") for element in root.findall(f"{OAI}error")]


def json_codes(document: dict[str, Any]) -> list[str]:
    return [error["code"] for error in document.get("error", [])]


def texts(root: Any, name: str) -> list[str]:
    return [element.text for element in root.iter(f"{OAI}{name}")]


def _named(arguments: dict[str, str]) -> dict[str, str]:
    return {name.rstrip("_"): value for name, value in arguments.items()}  # from_ for from
