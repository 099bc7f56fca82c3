"""How much is published, counted in the database, which is the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, distinct, extract, func, select

from ka2results.domain.figures import Figure
from ka2results.domain.records import Kind, Status
from ka2results.errors import NotFound
from ka2results.models import (
    IntellectualOutput,
    MultiplierEvent,
    Organisation,
    Participation,
    Partnership,
    Record,
    StoredFile,
    WorkSession,
)
from ka2results.services.listing import count_of_lists, count_values, number_taking_part

Counts = Iterable[tuple[str | int | None, int]]


@dataclass(frozen=True)
class Overview:
    """Everything that the page of figures shows."""

    outputs: int
    events: int
    partnerships: int
    organisations: int
    """Those that take part in a partnership."""
    countries: int
    """In which these organisations are."""
    files: int
    """Of published records."""
    size_bytes: int
    """Of these files together."""
    figures: Mapping[str, Figure]
    """By the names of `FIGURES`."""


class Statistics:
    """Counts what is published; one statement for each figure, however much there is."""

    def __init__(self, session: WorkSession) -> None:
        self._session = session

    def overview(self) -> Overview:
        """Count everything."""
        records = dict(self._pairs(_published(Record.kind).group_by(Record.kind)))
        organisations, countries = number_taking_part(self._session)
        stored = (
            select(func.count(), func.coalesce(func.sum(StoredFile.size_bytes), 0))
            .join(Record, Record.id == StoredFile.record_id)
            .where(Record.status == Status.PUBLISHED)
        )
        files, size_bytes = self._session.execute(stored).one()
        return Overview(
            outputs=records.get(Kind.OUTPUT, 0),
            events=records.get(Kind.EVENT, 0),
            partnerships=self._session.scalars(select(func.count(Partnership.id))).one(),
            organisations=organisations,
            countries=countries,
            files=files,
            size_bytes=int(size_bytes),
            figures={name: self.figure(name) for name in FIGURES},
        )

    def figure(self, name: str) -> Figure:
        """Count by one list.

        Raises:
            NotFound: there is no such figure.
        """
        counts = FIGURES.get(name)
        if counts is None:
            raise NotFound("figure", name)
        return Figure.of(name, counts(self))

    def _pairs(self, query: Select[Any, int]) -> Counts:
        return ((value, count) for value, count in self._session.execute(query))

    def _by_year(self) -> Counts:
        year = extract("year", IntellectualOutput.published_at)
        return self._pairs(_published(year, IntellectualOutput).group_by(year))

    def _by_type(self) -> Counts:
        kind = IntellectualOutput.output_type
        return self._pairs(_published(kind, IntellectualOutput).group_by(kind))

    def _by_licence(self) -> Counts:
        licence = IntellectualOutput.licence
        return self._pairs(_published(licence, IntellectualOutput).group_by(licence))

    def _by_field(self) -> Counts:
        query = _published(Partnership.field, IntellectualOutput)
        own = Partnership.id == IntellectualOutput.partnership_id
        return self._pairs(query.join(Partnership, own).group_by(Partnership.field))

    def _by_country(self) -> Counts:
        # Two partners in one country are one reason to count an output there.
        query = (
            select(Organisation.country, func.count(distinct(IntellectualOutput.id)))
            .join(Participation, Participation.organisation_id == Organisation.id)
            .join(
                IntellectualOutput,
                IntellectualOutput.partnership_id == Participation.partnership_id,
            )
            .where(IntellectualOutput.status == Status.PUBLISHED)
            .group_by(Organisation.country)
        )
        return self._pairs(query)

    def _by_language(self) -> Counts:
        public = (Record.status == Status.PUBLISHED, Record.kind == Kind.OUTPUT)
        return count_values(count_of_lists(self._session, Record.languages, *public)).items()

    def _events_by_country(self) -> Counts:
        country = MultiplierEvent.country
        return self._pairs(_published(country, MultiplierEvent).group_by(country))

    def _participants(self) -> Counts:
        query = select(
            func.sum(MultiplierEvent.local_participants),
            func.sum(MultiplierEvent.foreign_participants),
        ).where(MultiplierEvent.status == Status.PUBLISHED)
        local, foreign = self._session.execute(query).one()
        return (("local", local or 0), ("foreign", foreign or 0))


def _published(value: Any, kind: type[Record] = Record) -> Select[Any, int]:
    return select(value, func.count()).select_from(kind).where(kind.status == Status.PUBLISHED)


FIGURES: Mapping[str, Callable[[Statistics], Counts]] = {
    "year": Statistics._by_year,
    "country": Statistics._by_country,
    "language": Statistics._by_language,
    "type": Statistics._by_type,
    "licence": Statistics._by_licence,
    "field": Statistics._by_field,
    "event-country": Statistics._events_by_country,
    "participants": Statistics._participants,
}
"""Figures by name, in the order of the page.

Of outputs: year of publication, country of the partners, language, type, licence, field. Of
events: country of the venue (those online have none), participants (local, foreign).
"""
