"""What people follow: the newest of a search or a partnership, coming events, hits as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from ka2results.domain.records import Kind, ShownPartnership, ShownRecord
from ka2results.domain.search import MAX_OFFSET, MAX_PAGE_SIZE, SearchQuery, Sort
from ka2results.errors import NotFound
from ka2results.formats.following_port import FollowedList, FollowingFormat, Wording
from ka2results.models import JournalClock, WorkSession
from ka2results.search.port import SearchIndex
from ka2results.services.browsing import Browsing
from ka2results.services.catalogue import Catalogue
from ka2results.services.journal import Now

ENTRIES = 50
"""Records in a feed; a reader that asks once a week misses none on a busy day."""
MOST_EVENTS = 500
"""Coming events in one calendar; the nearest ones."""
_DEEPEST_PAGE = MAX_OFFSET // MAX_PAGE_SIZE


@dataclass(frozen=True)
class Followed:
    """Records to follow, and how fresh they are."""

    records: tuple[ShownRecord, ...]
    last_change: datetime
    """Last public change of anything, for a list that holds nothing."""

    @property
    def updated(self) -> datetime:
        """Last change of these records."""
        return max((record.changed_at for record in self.records), default=self.last_change)


class Following:
    """Answers programs that come back for more; nothing here changes anything."""

    def __init__(
        self,
        session: WorkSession,
        index: SearchIndex,
        catalogue: Catalogue,
        browsing: Browsing,
        now: Now,
        *,
        atom: FollowingFormat,
        calendar: FollowingFormat,
    ) -> None:
        self._session, self._index, self._catalogue = session, index, catalogue
        self._browsing, self._now = browsing, now
        self._atom, self._calendar = atom, calendar

    def newest(self, query: SearchQuery) -> Followed:
        """Give what a search finds, newest first, whatever order and page were asked for.

        Raises:
            IndexUnavailable: the index cannot be read now.
        """
        last_change = self._last_change()
        asked = replace(query, sort=Sort.NEWEST, page=1, page_size=ENTRIES)
        records, _ = self._hits(asked)
        return Followed(records, last_change)

    def partnership(self, public_id: str) -> tuple[ShownPartnership, Followed]:
        """Give the public records of a partnership, newest first.

        Raises:
            NotFound: there is no such partnership.
        """
        last_change = self._last_change()
        page = self._catalogue.partnership(public_id, by=None)
        records = sorted(page.records, key=_age, reverse=True)
        return page.partnership, Followed(tuple(records[:ENTRIES]), last_change)

    def partnership_events(self, public_id: str) -> tuple[ShownPartnership, Followed]:
        """Give all public events of a partnership, past and coming, by day.

        Raises:
            NotFound: there is no such partnership.
        """
        last_change = self._last_change()
        page = self._catalogue.partnership(public_id, by=None)
        return page.partnership, Followed(_by_day(page.events), last_change)

    def event(self, pid: str) -> ShownRecord:
        """Give a published event, or what remains of a withdrawn one.

        Raises:
            NotFound: no such record, a draft, or no event.
        """
        record = self._catalogue.public_record(pid)
        if record.kind is not Kind.EVENT:
            raise NotFound("event", pid)
        return record

    def coming_events(self) -> Followed:
        """Give the events of all partnerships that are not over yet, by day."""
        events = self._browsing.coming_events(self._now().date(), MOST_EVENTS)
        return Followed(_by_day(events), self._last_change())

    def pages(self, query: SearchQuery) -> Iterator[tuple[ShownRecord, ...]]:
        """Give all hits of a search page by page, each once, as deep as people may look.

        Raises:
            IndexUnavailable: the index cannot be read now.
        """
        seen: set[str] = set()
        for page in range(1, _DEEPEST_PAGE + 1):
            # A slow reader must not hold the snapshot of the database, nor all that was sent.
            self._session.look_afresh()
            self._session.expunge_all()
            found, total = self._hits(replace(query, page=page, page_size=MAX_PAGE_SIZE))
            yield tuple(record for record in found if record.pid not in seen)
            seen.update(record.pid for record in found)
            if page * MAX_PAGE_SIZE >= total:
                return

    def atom(
        self, followed: FollowedList, records: Sequence[ShownRecord], wording: Wording
    ) -> bytes:
        """Write a feed."""
        return self._atom.render(followed, records, wording)

    def calendar(
        self, followed: FollowedList, records: Sequence[ShownRecord], wording: Wording
    ) -> bytes:
        """Write a calendar."""
        return self._calendar.render(followed, records, wording)

    def _hits(self, query: SearchQuery) -> tuple[tuple[ShownRecord, ...], int]:
        page = self._index.search(query)
        if not page.total:
            # Nothing may also mean that the index was lost: the page of hits knows and raises.
            self._catalogue.search(query)
        records = self._catalogue.published([hit.pid for hit in page.hits])
        return tuple(records.values()), page.total

    def _last_change(self) -> datetime:
        return self._session.scalars(select(JournalClock.datestamp)).one()


def _age(record: ShownRecord) -> tuple[datetime, str]:
    return record.published_at or record.changed_at, record.pid


def _by_day(events: Sequence[ShownRecord]) -> tuple[ShownRecord, ...]:
    return tuple(sorted(events, key=_first_day))


def _first_day(record: ShownRecord) -> tuple[date, str]:
    day = record.event.starts_on if record.event else None
    return day or date.min, record.pid
