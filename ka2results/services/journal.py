"""The journal of public changes: the one place where sequence numbers and datestamps are made.

ADR-1: writers queue at one locked row, so that commit order equals sequence order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import case, delete, select, update

from ka2results.domain.harvest import Reason, sets_of
from ka2results.domain.records import ShownRecord
from ka2results.formats.port import Format
from ka2results.models import Change, HarvestEntry, JournalClock, Representation, WorkSession

Now = Callable[[], datetime]


class Journal:
    """Writes public changes inside the caller's transaction."""

    def __init__(self, session: WorkSession, formats: Sequence[Format], now: Now) -> None:
        self._session, self._formats, self._now = session, formats, now

    def show(self, record: ShownRecord, reason: Reason) -> None:
        """Enter a published or changed record, rendered once in every format."""
        self._move_entry(record.pid, reason, sets_of(record), deleted=False)
        bodies = {(f.syntax, f.prefix): f.render(record) for f in self._formats}
        self._session.execute(delete(Representation).where(Representation.record_pid == record.pid))
        self._session.add_all(
            Representation(record_pid=record.pid, syntax=syntax, metadata_prefix=prefix, body=body)
            for (syntax, prefix), body in bodies.items()
            if body is not None
        )

    def withdraw(self, pid: str) -> None:
        """Turn a record into a tombstone; its bodies go, its sets and formats stay known."""
        entry = self._session.get_one(HarvestEntry, pid)
        self._move_entry(pid, Reason.WITHDRAWN, entry.sets, deleted=True)
        self._session.execute(
            update(Representation).where(Representation.record_pid == pid).values(body=b"")
        )

    def note(self, pid: str, reason: Reason) -> None:
        """Enter a change that the index must see and harvesters need not."""
        self._enter(pid, reason)

    def barrier(self) -> datetime:
        """Tell the moment up to which everything is visible to a reader from now on.

        Taken behind the writers' lock, in a transaction of its own: a writer that stamped earlier
        has committed, a later one stamps no earlier. Source: `docs/decisions/1-the-journal.md`.

        Returns:
            A whole second, never before the newest datestamp.
        """
        with self._session.writing():
            newest = self._session.scalars(select(JournalClock.datestamp).with_for_update()).one()
            return max(self._now().replace(microsecond=0), newest)

    def head(self) -> int:
        """Tell the newest sequence."""
        return self._session.scalars(select(JournalClock.sequence)).one()

    def _move_entry(
        self, pid: str, reason: Reason, sets: tuple[str, ...], *, deleted: bool
    ) -> None:
        sequence, datestamp = self._enter(pid, reason)
        self._session.merge(
            HarvestEntry(
                record_pid=pid, sequence=sequence, datestamp=datestamp, deleted=deleted, sets=sets
            )
        )

    def _enter(self, pid: str, reason: Reason) -> tuple[int, datetime]:
        sequence, datestamp = self._tick()
        self._session.add(
            Change(sequence=sequence, record_pid=pid, reason=reason, datestamp=datestamp)
        )
        return sequence, datestamp

    def _tick(self) -> tuple[int, datetime]:
        # One statement locks, counts and stamps, so that no writer can come between.
        now = self._now().replace(microsecond=0)
        later = case((JournalClock.datestamp > now, JournalClock.datestamp), else_=now)
        row = self._session.execute(
            update(JournalClock)
            .values(sequence=JournalClock.sequence + 1, datestamp=later)
            .returning(JournalClock.sequence, JournalClock.datestamp)
            .execution_options(synchronize_session=False)
        ).one()
        return row.sequence, row.datestamp
