"""What programs that follow make of an answer."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask.testing import FlaskClient
from icalendar import Calendar
from werkzeug.test import TestResponse

from tests.formats.atom_rules import ATOM, read_feed, rel

BASE = "https://results.example.org"


def feed(client: FlaskClient, path: str, **options: Any) -> Any:
    response = client.get(path, **options)
    assert response.status_code == 200
    assert response.content_type == "application/atom+xml; charset=utf-8"
    return read_feed(response.data)


def pids(root: Any) -> list[str]:
    found = root.findall(f"{ATOM}entry/{ATOM}id")
    return [str(element.text).rpartition("/")[2] for element in found]


def link(root: Any, kind: str) -> str:
    (found,) = (link for link in root.findall(f"{ATOM}link") if rel(link) == kind)
    return str(found.get("href"))


def events(response: TestResponse) -> dict[str, Any]:
    assert response.content_type == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.data)
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def rows(response: TestResponse, separator: str = ",") -> list[list[str]]:
    assert response.status_code == 200
    text = response.data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
