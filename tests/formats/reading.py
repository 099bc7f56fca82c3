"""Rendered bodies set in lines, as golden files hold them, and the schemas they must keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from lxml import etree

DATA = Path(__file__).parents[1] / "data"


def golden(name: str) -> str:
    return (DATA / "golden" / name).read_text("utf-8")


def xml_lines(body: bytes | None) -> str:
    root = etree.fromstring(body)
    etree.indent(root)
    return str(etree.tostring(root, encoding="unicode")) + "\n"


def json_lines(body: bytes | None) -> str:
    assert body is not None
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(orjson.loads(body), option=options).decode()


def loaded(body: bytes | None) -> dict[str, Any]:
    assert body is not None
    return dict(orjson.loads(body))
