"""What a list of references says of a record, before any format spells it.

Institutions are the authors: the programme knows partnerships of organisations, not writers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ka2results.domain.languages import best
from ka2results.domain.records import EventFacts, Kind, ShownPartnership, ShownRecord
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.characters import line, lines
from ka2results.formats.funding import funding_note

EVENT = "event"


@dataclass(frozen=True)
class Reference:
    """One entry of a list of references; every text is a single line."""

    pid: str
    url: str
    kind: str
    """Code of the vocabulary `output_types`, or `event`; empty where nobody chose one."""
    title: str
    title_language: str
    authors: tuple[str, ...]
    """Names of institutions, the coordinator first; never none where the partnership has a name."""
    publisher: str
    """The repository."""
    published_on: date | None
    languages: tuple[str, ...]
    abstract: str
    keywords: tuple[str, ...]
    licence: str
    """Address of the licence; its code where no list knows it."""
    note: str
    """Who paid, with the project number."""
    event: EventFacts | None


def refer(record: ShownRecord, publisher: str, wanted: Sequence[str] = ()) -> Reference:
    """Gather what a reference needs.

    Args:
        record: a published one; a draft gives an entry without a date.
        publisher: name of the repository.
        wanted: the reader's languages, dearest first; they choose title and abstract.
    """
    language, title = best(record.titles, wanted)
    is_event = record.kind is Kind.EVENT
    return Reference(
        pid=record.pid,
        url=record.url,
        kind=EVENT if is_event else record.output_type or "",
        title=line(title),
        title_language=language,
        authors=authors(record.partnership),
        publisher=line(publisher),
        published_on=record.published_at.date() if record.published_at else None,
        languages=record.languages,
        abstract=line(best(record.summaries, (language, *wanted))[1]),
        keywords=lines(record.keywords),
        licence=_licence(record.licence),
        note=line(funding_note(record.partnership)),
        event=record.event,
    )


def authors(partnership: ShownPartnership) -> tuple[str, ...]:
    """The organisations, coordinator first; the partnership itself where it lists none."""
    named = lines(organisation.name for organisation in partnership.organisations)
    return named or lines([partnership.acronym or best(partnership.titles)[1]])


def _licence(code: str | None) -> str:
    term = vocabulary("licences").terms.get(code or "")
    return str(term.facts["url"]) if term else line(code or "")
