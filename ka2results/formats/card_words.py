"""The words on the card of a record, chosen once for all readers."""

from __future__ import annotations

from dataclasses import dataclass

from babel.dates import format_date, format_interval

from ka2results.domain.languages import best
from ka2results.domain.licences import short_name
from ka2results.domain.records import EventFacts, Kind, ShownRecord
from ka2results.domain.vocabulary import vocabulary

_LOCALE = "en_GB"


@dataclass(frozen=True)
class CardWords:
    """All that a card shows; equal words make an equal card."""

    pid: str
    kind: Kind
    repository: str
    heading: str
    title: str
    partnership: str
    footing: str
    footing_detail: str
    demonstration: bool


def card_words(record: ShownRecord, repository: str) -> CardWords:
    """Choose the words of a card: English where the record has it, since nobody is asking yet."""
    partnership = record.partnership
    names = (partnership.acronym, best(partnership.titles)[1])
    event = record.event
    return CardWords(
        pid=record.pid,
        kind=record.kind,
        repository=repository,
        heading="Multiplier event" if event else _type(record),
        title=best(record.titles)[1] or record.pid,
        partnership=" · ".join(filter(None, dict.fromkeys(names))),
        footing=_when(event) if event else short_name(record.licence or ""),
        footing_detail=_where(event) if event else _licence_words(record.licence),
        demonstration=partnership.demonstration,
    )


def _type(record: ShownRecord) -> str:
    if not record.output_type:
        return "Intellectual output"
    return vocabulary("output_types").label(record.output_type)


def _licence_words(licence: str | None) -> str:
    known = vocabulary("licences").terms.get(licence or "")
    return str(known.facts["brief"]) if known else ""


def _when(event: EventFacts) -> str:
    if event.starts_on is None:
        return ""
    if event.ends_on in (None, event.starts_on):
        return format_date(event.starts_on, "long", locale=_LOCALE)
    return format_interval(event.starts_on, event.ends_on, "yMMMMd", locale=_LOCALE)


def _where(event: EventFacts) -> str:
    country = vocabulary("countries").label(event.country) if event.country else ""
    place = ", ".join(filter(None, (event.city, country)))
    return " · ".join(filter(None, ("Online" if event.online else "", place)))
