"""RIS, the tagged lines that every program for references reads.

Source: RIS Format Specifications (Research Information Systems), tag format and authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ka2results.domain.records import ShownRecord
from ka2results.formats.event_words import event_in_english
from ka2results.formats.reference import EVENT, Reference, refer

_TYPES = {
    EVENT: "GEN",
    "statistics": "DATA",
    "presentation": "SLIDE",
    "website": "ELEC",
    "app": "COMP",
    "video": "VIDEO",
    "photo": "ART",
}
"""Reference types by kind of record; everything that people read is a report."""
_COMMA = re.compile(r"\s*,\s*")


class Ris:
    """One reference: a tag a line, lines end with CR LF as the specification wants."""

    name = "ris"
    media_type = "application/x-research-info-systems"

    def __init__(self, publisher: str) -> None:
        self._publisher = publisher

    def render(self, record: ShownRecord) -> bytes:
        """Write from TY to ER."""
        reference = refer(record, self._publisher)
        lines = (f"{tag}  - {value}\r\n" for tag, value in _lines(reference) if value)
        return "".join([*lines, "ER  - \r\n"]).encode()


def _lines(reference: Reference) -> Iterator[tuple[str, str]]:
    published = reference.published_on
    yield "TY", _TYPES.get(reference.kind, "RPRT")
    yield "ID", reference.pid
    yield from (("AU", _institution(name)) for name in reference.authors)
    yield "TI", reference.title
    yield "PY", str(published.year) if published else ""
    yield "DA", f"{published:%Y/%m/%d}/" if published else ""
    yield "PB", reference.publisher
    yield "UR", reference.url
    yield "LA", ", ".join(reference.languages)
    yield from (("KW", keyword.replace("*", "")) for keyword in reference.keywords)
    yield "AB", reference.abstract
    yield "N1", event_in_english(reference.event) if reference.event else ""
    yield "N1", reference.note
    yield "N1", f"Licence: {reference.licence}" if reference.licence else ""


def _institution(name: str) -> str:
    # A comma parts family from given name, so one at the very end keeps the whole name together
    # and none may stand inside; an asterisk is not allowed in names at all.
    whole = _COMMA.sub(" – ", name.replace("*", "")).strip(" –")
    return f"{whole}," if whole else ""
