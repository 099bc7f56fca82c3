"""The words on the card of a record, chosen once for all readers."""

from __future__ import annotations

from dataclasses import dataclass

from ka2results.domain.languages import best
from ka2results.domain.licences import short_name
from ka2results.domain.records import EventFacts, Kind, ShownRecord
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.event_words import (
    ONLINE,
    country_in_english,
    days_in_words,
    kind_in_english,
    place_of,
)

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
        heading=kind_in_english(record),
        title=best(record.titles)[1] or record.pid,
        partnership=" · ".join(filter(None, dict.fromkeys(names))),
        footing=days_in_words(event, _LOCALE) if event else short_name(record.licence or ""),
        footing_detail=_where(event) if event else _licence_words(record.licence),
        demonstration=partnership.demonstration,
    )


def _licence_words(licence: str | None) -> str:
    known = vocabulary("licences").terms.get(licence or "")
    return str(known.facts["brief"]) if known else ""


def _where(event: EventFacts) -> str:
    place = ", ".join(place_of(event, country_in_english(event), venue=False))
    return " · ".join(filter(None, (ONLINE if event.online else "", place)))
