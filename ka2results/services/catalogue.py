"""What the public sees: hits with snippets, landing pages, partnerships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from ka2results.domain.addresses import Addresses
from ka2results.domain.listing import PartnershipQuery
from ka2results.domain.permissions import Actor, Role, require_visible
from ka2results.domain.records import EventFacts, Kind, ShownRecord, Status
from ka2results.domain.search import SearchQuery
from ka2results.errors import IndexUnavailable, WrongState
from ka2results.messages import Message, say
from ka2results.models import ExtractedText, JournalClock, Partnership, Record, WorkSession
from ka2results.search.port import SearchIndex
from ka2results.search.query_parser import ParsedQuery, parse
from ka2results.search.snippets import snippet
from ka2results.services.listing import Condition, fits, number_taking_part
from ka2results.services.loading import every_record, load_partnership, load_record
from ka2results.services.pages import (
    FoundRecord,
    LandingPage,
    PartnershipPage,
    SearchAnswer,
    Totals,
    page_of,
)
from ka2results.services.rights import visitor
from ka2results.services.snapshot import shown


class Catalogue:
    """Answers visitors; nothing here changes anything."""

    def __init__(self, session: WorkSession, index: SearchIndex, addresses: Addresses) -> None:
        self._session, self._index, self._addresses = session, index, addresses

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Find published records.

        The index names PIDs only; what is shown comes from the database, which decides what is
        public.

        Raises:
            IndexUnavailable: the index cannot be read now.
        """
        page = self._index.search(query)
        if not page.total:
            self._require_filled_index()
        records = self.published([hit.pid for hit in page.hits])
        texts = self._texts(list(records.values())) if query.text else {}
        parsed = parse(query.text)
        found = (
            self._found(records[hit.pid], parsed, query, texts)
            for hit in page.hits
            if hit.pid in records
        )
        return SearchAnswer(query, tuple(found), page.total, page.facets, page.notes)

    def landing(self, pid: str, *, by: int | None) -> LandingPage:
        """Open a record for whoever looks.

        Raises:
            NotFound: no such record, or a draft of others.
        """
        record = load_record(self._session, pid)
        person = visitor(self._session, by)
        status = Status(record.status)
        require_visible(person, pid=pid, partnership_id=record.partnership_id, status=status)
        member = person is not None and record.partnership_id in person.roles
        page = shown(record, self._addresses, drafts_too=member)
        return _landing(page, person, record.partnership_id)

    def public_record(self, pid: str) -> ShownRecord:
        """Give a published record, or what remains of a withdrawn one.

        That is no texts, no files, and of an event no place.

        Raises:
            NotFound: no such record, or a draft.
        """
        record = self.landing(pid, by=None).record
        if record.status is Status.WITHDRAWN:
            placeless = _placeless(record.event) if record.event else None
            return replace(record, summaries={}, keywords=(), files=(), event=placeless)
        return record

    def published(self, pids: Sequence[str]) -> dict[str, ShownRecord]:
        """Give those of these records that are published, by PID, in the order asked for."""
        rows = self._session.scalars(
            every_record().where(Record.pid.in_(pids), Record.status == Status.PUBLISHED)
        ).all()
        found = {record.pid: shown(record, self._addresses) for record in rows}
        return {pid: found[pid] for pid in pids if pid in found}

    def still_public(self, pid: str, gone: Message) -> ShownRecord:
        """Give a published record.

        Args:
            pid: of the record.
            gone: what is said of a withdrawn one.

        Raises:
            NotFound: no such record, or a draft.
            WrongState: the record was withdrawn.
        """
        record = self.public_record(pid)
        if record.status is Status.WITHDRAWN:
            raise WrongState(gone)
        return record

    def newest(self, limit: int, kind: Kind | None = None) -> tuple[ShownRecord, ...]:
        """List what was published last."""
        query = every_record().where(Record.status == Status.PUBLISHED)
        if kind is not None:
            query = query.where(Record.kind == kind)
        rows = self._session.scalars(
            query.order_by(Record.published_at.desc(), Record.id.desc()).limit(limit)
        ).all()
        return tuple(shown(record, self._addresses) for record in rows)

    def totals(self) -> Totals:
        """Count what the public can see."""
        published = Record.status == Status.PUBLISHED
        counted = self._session.execute(
            select(Record.kind, func.count()).where(published).group_by(Record.kind)
        )
        by_kind = dict(counted.all())
        return Totals(
            outputs=by_kind.get(Kind.OUTPUT, 0),
            events=by_kind.get(Kind.EVENT, 0),
            partnerships=self._count(),
            countries=number_taking_part(self._session)[1],
        )

    def partnership(self, public_id: str, *, by: int | None) -> PartnershipPage:
        """Open a partnership with its records; members also see drafts.

        Raises:
            NotFound: there is no such partnership.
        """
        partnership = load_partnership(self._session, public_id)
        (page,) = self._pages([partnership], visitor(self._session, by))
        return page

    def partnerships(self, query: PartnershipQuery) -> tuple[list[PartnershipPage], int]:
        """List the partnerships that fit by call year, newest first.

        Returns:
            One page, and the number of all that fit.
        """
        conditions = fits(self._session, query)
        rows = self._session.scalars(
            select(Partnership)
            .where(*conditions)
            .options(selectinload(Partnership.participations))
            .order_by(Partnership.call_year.desc().nulls_last(), Partnership.id)
            .limit(query.page_size)
            .offset(query.offset)
        ).all()
        pages = [page_of(partnership, [], None, self._addresses) for partnership in rows]
        return pages, self._count(*conditions)

    def my_partnerships(self, *, by: int) -> list[PartnershipPage]:
        """List the partnerships of a person with all their records."""
        person = visitor(self._session, by)
        partnerships = self._session.scalars(
            select(Partnership)
            .where(Partnership.id.in_(person.roles if person else {}))
            .options(selectinload(Partnership.participations))
            .order_by(Partnership.id.desc())
        ).all()
        return self._pages(partnerships, person)

    def _pages(
        self, partnerships: Sequence[Partnership], person: Actor | None
    ) -> list[PartnershipPage]:
        """Give partnerships with the records that a person may see."""
        roles = person.roles if person else {}
        sees_all = person is not None and person.administrator
        visible: dict[int, list[ShownRecord]] = {p.id: [] for p in partnerships}
        records = self._session.scalars(
            every_record()
            .where(Record.partnership_id.in_(visible))
            .order_by(Record.kind.desc(), Record.code, Record.id)
        ).all()
        for record in records:
            home, member = record.partnership_id, record.partnership_id in roles
            if record.status == Status.PUBLISHED or member or sees_all:
                visible[home].append(shown(record, self._addresses, drafts_too=member))
        return [page_of(p, visible[p.id], roles.get(p.id), self._addresses) for p in partnerships]

    def _require_filled_index(self) -> None:
        # An index that was lost answers with nothing until it is filled again.
        head = select(JournalClock.sequence)
        if self._index.status().sequence == 0 and self._session.scalars(head).one():
            raise IndexUnavailable(say("The search is being rebuilt. Try again in a moment."))

    def _count(self, *conditions: Condition) -> int:
        counted = select(func.count()).select_from(Partnership).where(*conditions)
        return self._session.scalars(counted).one()

    def _texts(self, records: Sequence[ShownRecord]) -> dict[str, str]:
        digests = {file.sha256 for record in records for file in record.files}
        rows = self._session.execute(
            select(ExtractedText.sha256, ExtractedText.text).where(
                ExtractedText.sha256.in_(digests), ExtractedText.text != ""
            )
        )
        return dict(rows.all())

    def _found(
        self,
        record: ShownRecord,
        parsed: ParsedQuery,
        query: SearchQuery,
        texts: Mapping[str, str],
    ) -> FoundRecord:
        for language, summary in _preferred(record.summaries, query.reader_languages):
            place = snippet(summary, parsed, (language, *query.reader_languages))
            if place:
                return FoundRecord(record, place, language, None)
        for file in record.files:
            languages = (*record.languages, *query.reader_languages)
            place = snippet(texts.get(file.sha256, ""), parsed, languages)
            if place:
                return FoundRecord(record, place, file.language, file.name)
        return FoundRecord(record, (), None, None)


def _landing(record: ShownRecord, person: Actor | None, partnership_id: int) -> LandingPage:
    role = person.roles.get(partnership_id) if person else None
    coordinates = role is Role.COORDINATOR
    administers = person is not None and person.administrator
    published = record.status is Status.PUBLISHED
    return LandingPage(
        record=record,
        may_edit=role is not None and record.status is not Status.WITHDRAWN,
        may_publish=coordinates and record.status is Status.DRAFT,
        may_withdraw=published and (coordinates or administers),
    )


def _placeless(event: EventFacts) -> EventFacts:
    # Calendars find by its day what is called off; the place is content and goes like all other.
    return replace(event, venue="", city="", country=None, online=False)


def _preferred(texts: Mapping[str, str], languages: Sequence[str]) -> list[tuple[str, str]]:
    return sorted(
        texts.items(),
        key=lambda entry: languages.index(entry[0]) if entry[0] in languages else len(languages),
    )
