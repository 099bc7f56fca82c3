"""What a record says in unqualified Dublin Core: one table behind the XML and the JSON form.

Source: Dublin Core Metadata Element Set 1.1; OpenAIRE, BASE and CORE guidelines for its use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ka2results.domain.records import EventFacts, ShownRecord
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.characters import legal
from ka2results.formats.event_words import (
    ONLINE,
    country_in_english,
    days_in_iso,
    place_of,
)
from ka2results.formats.funding import funding_note

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_EVENT_TYPES = ("Event", "http://purl.org/dc/dcmitype/Event")
_Texts = Iterable[tuple[str, str | None]]


@dataclass(frozen=True)
class Statement:
    """One element with its text."""

    element: str
    text: str
    language: str | None
    """Language of the text; none for names, codes and addresses."""


def statements(record: ShownRecord) -> Iterator[Statement]:
    """Say all that Dublin Core can say of a record, in the order of the table."""
    for element, texts in _TABLE:
        said = set()
        for text, language in texts(record):
            known = language if language and _LANGUAGE.fullmatch(language) else None
            statement = Statement(element, legal(text), known)
            if statement.text and statement not in said:
                said.add(statement)
                yield statement


def _plain(texts: Iterable[str | None]) -> _Texts:
    return ((text, None) for text in texts if text)


def _titles(record: ShownRecord) -> _Texts:
    return ((text, language) for language, text in record.titles.items())


def _creators(record: ShownRecord) -> _Texts:
    organisations = record.partnership.organisations
    return _plain(o.name for o in organisations if o.role == "coordinator")


def _contributors(record: ShownRecord) -> _Texts:
    organisations = record.partnership.organisations
    return _plain(o.name for o in organisations if o.role != "coordinator")


def _subjects(record: ShownRecord) -> _Texts:
    yield from _plain(record.keywords)
    if record.partnership.field:
        yield vocabulary("fields").label(record.partnership.field), "en"


def _descriptions(record: ShownRecord) -> _Texts:
    yield from ((text, language) for language, text in record.summaries.items())
    yield funding_note(record.partnership), "en"


def _dates(record: ShownRecord) -> _Texts:
    return _plain([record.published_at.date().isoformat() if record.published_at else None])


def _types(record: ShownRecord) -> _Texts:
    if record.output_type is None:
        return _plain(_EVENT_TYPES)
    term = vocabulary("output_types").terms.get(record.output_type)
    if term is None:
        return _plain([record.output_type])
    # Label and address of the COAR type first: aggregators read the first that they know.
    return _plain([term.facts["coar_label"], term.facts["coar"], term.label])


def _formats(record: ShownRecord) -> _Texts:
    return _plain(file.media_type for file in record.files)


def _identifiers(record: ShownRecord) -> _Texts:
    # CORE and BASE take the first address for the landing page and look for full text in the rest.
    return _plain([record.url, *(file.url for file in record.files)])


def _languages(record: ShownRecord) -> _Texts:
    terms = vocabulary("languages").terms
    return _plain(
        str(terms[code].facts["iso639_3"]) if code in terms else code for code in record.languages
    )


def _relations(record: ShownRecord) -> _Texts:
    related = (*record.presents, *record.presented_at)
    partnership = record.partnership
    return _plain([partnership.project_card, partnership.url, *(other.url for other in related)])


def _coverage(record: ShownRecord) -> _Texts:
    if record.event is not None:
        return _plain(_place_and_time(record.event))
    countries = vocabulary("countries")
    return _plain(countries.label(o.country) for o in record.partnership.organisations)


def _place_and_time(event: EventFacts) -> Iterator[str]:
    yield ", ".join(place_of(event, country_in_english(event), venue=False))
    if event.online:
        yield ONLINE
    yield days_in_iso(event)


def _rights(record: ShownRecord) -> _Texts:
    if record.licence is None:
        return ()
    term = vocabulary("licences").terms.get(record.licence)
    return _plain([term.facts["url"] if term else record.licence])


_TABLE: tuple[tuple[str, Callable[[ShownRecord], _Texts]], ...] = (
    ("title", _titles),
    ("creator", _creators),
    ("subject", _subjects),
    ("description", _descriptions),
    ("contributor", _contributors),
    ("date", _dates),
    ("type", _types),
    ("format", _formats),
    ("identifier", _identifiers),
    ("language", _languages),
    ("relation", _relations),
    ("coverage", _coverage),
    ("rights", _rights),
)
