"""What every public change does in its own transaction, and what follows after the commit."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from ka2results.domain.addresses import Addresses
from ka2results.domain.harvest import Reason
from ka2results.domain.records import Status
from ka2results.errors import IndexUnavailable
from ka2results.models import IntellectualOutput, MultiplierEvent, Record, WorkSession
from ka2results.services.indexing import IndexFollower
from ka2results.services.journal import Journal
from ka2results.services.snapshot import shown

log = logging.getLogger(__name__)


class Publishing:
    """Enters records in the journal and tells the index afterwards."""

    def __init__(
        self,
        session: WorkSession,
        journal: Journal,
        follower: IndexFollower,
        addresses: Addresses,
    ) -> None:
        self._session, self._journal = session, journal
        self._follower, self._addresses = follower, addresses

    def enter(self, record: Record, reason: Reason) -> None:
        """Enter a published record and every published record that shows it."""
        self._session.flush()
        self._journal.show(shown(record, self._addresses), reason)
        self._enter_linked(record)

    def enter_all(self, records: Iterable[Record], reason: Reason) -> None:
        """Enter published records, each once, because of something that they all show."""
        self._session.flush()
        for record in records:
            self._journal.show(shown(record, self._addresses), reason)

    def withdraw(self, record: Record) -> None:
        """Enter a withdrawn record as a tombstone, and those that showed it without it."""
        self._session.flush()
        self._journal.withdraw(record.pid)
        self._enter_linked(record)

    def enter_links(self, records: set[Record]) -> None:
        """Enter published records because what they point to changed."""
        public = [record for record in records if record.status == Status.PUBLISHED]
        self.enter_all(sorted(public, key=lambda linked: linked.id), Reason.LINKED)

    def tell(self) -> None:
        """Let the index catch up with what was committed.

        The deed stands whatever happens here: an index that cannot be written catches up later.
        """
        try:
            self._follower.catch_up()
        except IndexUnavailable:
            log.exception("The search index is behind; it will catch up.")

    def _enter_linked(self, record: Record) -> None:
        self.enter_links(set(linked_records(record)))


def linked_records(record: Record) -> list[Record]:
    """List what a record points to and what points to it."""
    if isinstance(record, MultiplierEvent):
        return list(record.outputs)
    if isinstance(record, IntellectualOutput):
        return list(record.events)
    return []
