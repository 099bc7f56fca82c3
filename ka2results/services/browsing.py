"""Ways in for people who look around: counts by many lists, organisations, coming events."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from ka2results.domain.addresses import Addresses
from ka2results.domain.figures import Figure
from ka2results.domain.records import Kind, ShownRecord, Status
from ka2results.domain.search import FACETS, SearchQuery
from ka2results.domain.topics import topic_codes
from ka2results.errors import IndexUnavailable, NotFound
from ka2results.models import (
    MultiplierEvent,
    Organisation,
    Participation,
    Partnership,
    Record,
    WorkSession,
)
from ka2results.search.port import SearchIndex
from ka2results.services.listing import count_of_lists, count_values, holds_words
from ka2results.services.loading import every_record
from ka2results.services.pages import OrganisationPage, OrganisationRow, Part
from ka2results.services.snapshot import shown, shown_partnership

log = logging.getLogger(__name__)

_OF_PARTNERSHIPS: Mapping[str, InstrumentedAttribute[Any]] = {
    "agency": Partnership.agency,
    "field": Partnership.field,
    "year": Partnership.call_year,
}


class Browsing:
    """Shows what there is to who does not search for anything yet."""

    def __init__(self, session: WorkSession, index: SearchIndex, addresses: Addresses) -> None:
        self._session, self._index, self._addresses = session, index, addresses

    def figures(self) -> Mapping[str, Figure]:
        """Count everything published by every facet; nothing without an index, which is logged."""
        try:
            facets = self._index.search(SearchQuery(page_size=1)).facets
        except IndexUnavailable:
            log.exception("The pages for browsing go without their counts.")
            facets = {}
        return {
            name: Figure.of(name, ((value.value, value.count) for value in facets.get(name, ())))
            for name in FACETS
        }

    def partnerships_by(self, name: str) -> Figure:
        """Count partnerships by country of an organisation, agency, field, topic or call year.

        Raises:
            NotFound: they are not counted by this.
        """
        if name == "country":
            return Figure.of(name, self._by_country())
        if name == "topic":
            lists = count_of_lists(self._session, Partnership.topics)
            coded = ((topic_codes(topics), count) for topics, count in lists)
            return Figure.of(name, count_values(coded).items())
        column = _OF_PARTNERSHIPS.get(name)
        if column is None:
            raise NotFound("facet", name)
        rows = self._session.execute(select(column, func.count()).group_by(column))
        return Figure.of(name, ((value, count) for value, count in rows))

    def coming_events(self, today: date, limit: int) -> tuple[ShownRecord, ...]:
        """List published events that are not over on a day, those that begin soonest first."""
        event = MultiplierEvent.__table__
        rows = self._session.scalars(
            every_record()
            .where(
                Record.status == Status.PUBLISHED,
                func.coalesce(event.c.ends_on, event.c.starts_on) >= today,
            )
            .order_by(event.c.starts_on, Record.id)
            .limit(limit)
        ).all()
        return tuple(shown(record, self._addresses) for record in rows)

    def organisations(
        self, text: str, page: int, page_size: int
    ) -> tuple[list[OrganisationRow], int]:
        """List organisations that take part in anything, by name.

        Args:
            text: every word must occur in the name, the town or the OID.

        Returns:
            One page, and the number of all that fit.
        """
        takes_part = select(Participation.organisation_id)
        conditions = [Organisation.id.in_(takes_part), *holds_words(Organisation.search_text, text)]
        parts = (
            select(func.count())
            .where(Participation.organisation_id == Organisation.id)
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(Organisation, parts)
            .where(*conditions)
            .order_by(Organisation.search_text, Organisation.id)
            .limit(page_size)
            .offset((page - 1) * page_size)
        )
        counted = select(func.count()).select_from(Organisation).where(*conditions)
        return [_row(found, count) for found, count in rows], self._session.scalars(counted).one()

    def organisation(self, public_id: str) -> OrganisationPage:
        """Open an organisation with its partnerships and their published records.

        Raises:
            NotFound: there is no such organisation.
        """
        found = self._session.scalars(
            select(Organisation).where(Organisation.public_id == public_id)
        ).one_or_none()
        if found is None:
            raise NotFound("organisation", public_id)
        records = self._records_of(found)
        events = [record for record in records if record.kind is Kind.EVENT]
        return OrganisationPage(
            public_id=found.public_id,
            name=found.name,
            organisation_type=found.organisation_type,
            city=found.city,
            region=found.region,
            country=found.country,
            oid=found.oid,
            partnerships=self._parts_of(found),
            outputs=tuple(record for record in records if record.kind is Kind.OUTPUT),
            events=tuple(sorted(events, key=_first_day, reverse=True)),
        )

    def _by_country(self) -> Iterator[tuple[str, int]]:
        counted = func.count(distinct(Participation.partnership_id))
        rows = self._session.execute(
            select(Organisation.country, counted)
            .join(Participation, Participation.organisation_id == Organisation.id)
            .group_by(Organisation.country)
        )
        return ((country, count) for country, count in rows)

    def _parts_of(self, organisation: Organisation) -> tuple[Part, ...]:
        rows = self._session.execute(
            select(Partnership, Participation.role)
            .join(Participation, Participation.partnership_id == Partnership.id)
            .where(Participation.organisation_id == organisation.id)
            .options(selectinload(Partnership.participations))
            .order_by(Partnership.call_year.desc().nulls_last(), Partnership.id)
        ).all()
        return tuple(Part(shown_partnership(found, self._addresses), role) for found, role in rows)

    def _records_of(self, organisation: Organisation) -> list[ShownRecord]:
        its_own = select(Participation.partnership_id).where(
            Participation.organisation_id == organisation.id
        )
        rows = self._session.scalars(
            every_record()
            .where(Record.partnership_id.in_(its_own), Record.status == Status.PUBLISHED)
            .order_by(Record.published_at.desc(), Record.id.desc())
        ).all()
        return [shown(record, self._addresses) for record in rows]


def _row(organisation: Organisation, partnerships: int) -> OrganisationRow:
    return OrganisationRow(
        public_id=organisation.public_id,
        name=organisation.name,
        organisation_type=organisation.organisation_type,
        city=organisation.city,
        country=organisation.country,
        partnerships=partnerships,
    )


def _first_day(record: ShownRecord) -> date:
    return (record.event and record.event.starts_on) or date.min
