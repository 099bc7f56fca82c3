"""CSL-JSON, the form in which programs for references exchange entries.

Source: Citation Style Language 1.0.2, Appendix III (types) and IV (variables).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson

from ka2results.domain.records import EventFacts, ShownRecord
from ka2results.formats.event_words import ONLINE, country_in_english, place_else_online
from ka2results.formats.reference import EVENT, Reference, refer

TYPES = {
    EVENT: "event",
    "statistics": "dataset",
    "website": "webpage",
    "app": "software",
    "video": "motion_picture",
    "photo": "graphic",
}
"""CSL types by kind of record; everything that people read is a report."""


class CslJson:
    """A list of one item, as citation managers expect."""

    name = "csl.json"
    media_type = "application/vnd.citationstyles.csl+json"

    def __init__(self, publisher: str) -> None:
        self._publisher = publisher

    def render(self, record: ShownRecord) -> bytes:
        """Write the item with its institutions as literal names."""
        item = item_of(refer(record, self._publisher))
        return orjson.dumps([item], option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def item_of(reference: Reference) -> dict[str, Any]:
    """One item without empty variables."""
    item = {
        "id": reference.pid,
        "type": TYPES.get(reference.kind, "report"),
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "issued": _date_parts(reference.published_on),
        "publisher": reference.publisher,
        "URL": reference.url,
        "language": reference.title_language,
        "abstract": reference.abstract,
        "keyword": ", ".join(reference.keywords),
        "license": reference.licence,
        "note": reference.note,
        **(_event(reference.event, reference.title) if reference.event else {}),
    }
    return {variable: value for variable, value in item.items() if value}


def _event(facts: EventFacts, title: str) -> dict[str, Any]:
    return {
        "event-title": title,
        "event-date": _date_parts(facts.starts_on, facts.ends_on),
        "event-place": ", ".join(place_else_online(facts, country_in_english(facts), ONLINE)),
    }


def _date_parts(*days: date | None) -> dict[str, Any] | None:
    parts = [[day.year, day.month, day.day] for day in dict.fromkeys(days) if day is not None]
    return {"date-parts": parts} if parts else None
