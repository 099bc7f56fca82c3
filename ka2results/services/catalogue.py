"""What the public sees: hits with snippets, landing pages, partnerships."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import selectinload

from ka2results.domain.addresses import Addresses
from ka2results.domain.permissions import Actor, Role, require_visible
from ka2results.domain.records import Kind, ShownRecord, Status
from ka2results.domain.search import FacetCount, SearchQuery
from ka2results.errors import IndexUnavailable
from ka2results.models import ExtractedText, JournalClock, Partnership, Record, WorkSession
from ka2results.search.port import SearchIndex
from ka2results.search.query_parser import ParsedQuery, parse
from ka2results.search.snippets import snippet
from ka2results.services.loading import load_partnership, load_record, with_all
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

log = logging.getLogger(__name__)


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
        records = self._published([hit.pid for hit in page.hits])
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
        """Give a published record, or what remains of a withdrawn one: no texts, no files.

        Raises:
            NotFound: no such record, or a draft.
        """
        record = self.landing(pid, by=None).record
        if record.status is Status.WITHDRAWN:
            return replace(record, summaries={}, keywords=(), files=())
        return record

    def newest(self, limit: int, kind: Kind | None = None) -> tuple[ShownRecord, ...]:
        """List what was published last."""
        query = with_all(select(Record)).where(Record.status == Status.PUBLISHED)
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
            partnerships=self._count(Partnership.id.is_not(None)),
        )

    def facets(self) -> Mapping[str, tuple[FacetCount, ...]]:
        """Count everything published by every facet, for browsing; empty without an index."""
        try:
            return self._index.search(SearchQuery(page_size=1)).facets
        except IndexUnavailable:
            log.exception("The pages for browsing go without their counts.")
            return {}

    def partnership(self, public_id: str, *, by: int | None) -> PartnershipPage:
        """Open a partnership with its records; members also see drafts.

        Raises:
            NotFound: there is no such partnership.
        """
        partnership = load_partnership(self._session, public_id)
        person = visitor(self._session, by)
        records = self._session.scalars(
            with_all(select(Record))
            .where(Record.partnership_id == partnership.id)
            .order_by(Record.kind.desc(), Record.code, Record.id)
        ).all()
        role = person.roles.get(partnership.id) if person else None
        visible = [
            shown(record, self._addresses, drafts_too=role is not None)
            for record in records
            if record.status == Status.PUBLISHED
            or (person is not None and (role is not None or person.administrator))
        ]
        return page_of(partnership, visible, role, self._addresses)

    def partnerships(
        self, text: str, page: int, page_size: int
    ) -> tuple[list[PartnershipPage], int]:
        """List partnerships by call year, newest first, those whose name or number fits.

        Returns:
            One page, and the number of all that fit.
        """
        condition = _partnership_fits(text)
        rows = self._session.scalars(
            select(Partnership)
            .where(condition)
            .options(selectinload(Partnership.participations))
            .order_by(Partnership.call_year.desc().nulls_last(), Partnership.id)
            .limit(page_size)
            .offset((page - 1) * page_size)
        ).all()
        pages = [page_of(partnership, [], None, self._addresses) for partnership in rows]
        return pages, self._count(condition)

    def my_partnerships(self, *, by: int) -> list[PartnershipPage]:
        """List the partnerships of a person with all their records."""
        person = visitor(self._session, by)
        roles = person.roles if person else {}
        ids = self._session.scalars(
            select(Partnership.public_id)
            .where(Partnership.id.in_(roles))
            .order_by(Partnership.id.desc())
        ).all()
        return [self.partnership(public_id, by=by) for public_id in ids]

    def _require_filled_index(self) -> None:
        # An index that was lost answers with nothing until it is filled again.
        head = select(JournalClock.sequence)
        if self._index.status().sequence == 0 and self._session.scalars(head).one():
            raise IndexUnavailable("The search is being rebuilt. Try again in a moment.")

    def _count(self, condition: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(Partnership).where(condition)
        return self._session.scalars(counted).one()

    def _published(self, pids: Sequence[str]) -> dict[str, ShownRecord]:
        rows = self._session.scalars(
            with_all(select(Record)).where(Record.pid.in_(pids), Record.status == Status.PUBLISHED)
        ).all()
        return {record.pid: shown(record, self._addresses) for record in rows}

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


def _preferred(texts: Mapping[str, str], languages: Sequence[str]) -> list[tuple[str, str]]:
    return sorted(
        texts.items(),
        key=lambda entry: languages.index(entry[0]) if entry[0] in languages else len(languages),
    )


def _partnership_fits(text: str) -> ColumnElement[bool]:
    words = text.strip().lower()
    if not words:
        return Partnership.id.is_not(None)
    number = func.coalesce(Partnership.number, "")
    titles = cast(Partnership.titles, Text)
    haystack = func.lower(number + " " + Partnership.acronym + " " + titles)
    return haystack.contains(words, autoescape=True)
