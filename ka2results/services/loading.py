"""How records are fetched: all that a page shows in a fixed number of statements."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic

from ka2results.errors import NotFound
from ka2results.models import (
    IntellectualOutput,
    MultiplierEvent,
    Participation,
    Partnership,
    Record,
    WorkSession,
)

_EVERY = with_polymorphic(Record, [IntellectualOutput, MultiplierEvent])
"""Both kinds in one statement; names of `Record` fit its columns."""
_ALL = select(_EVERY).options(
    selectinload(_EVERY.files),
    joinedload(_EVERY.partnership)
    .selectinload(Partnership.participations)
    .joinedload(Participation.organisation),
    selectinload(_EVERY.IntellectualOutput.events),
    selectinload(_EVERY.MultiplierEvent.outputs),
)
"""Made once: the making takes longer than the fetching of a small page."""


def every_record() -> Select[Record]:
    """Fetch records of both kinds with partnership, organisations, files and links."""
    return _ALL


def load_record(session: WorkSession, pid: str) -> Record:
    """Fetch one record with all that it shows.

    Raises:
        NotFound: there is no such record.
    """
    if "\0" in pid:  # which PostgreSQL would not even compare
        raise NotFound("record", pid.replace("\0", ""))
    record = session.scalars(every_record().where(Record.pid == pid)).one_or_none()
    if record is None:
        raise NotFound("record", pid)
    return record


def load_to_change(session: WorkSession, pid: str) -> Record:
    """Fetch one record with all that it shows, locked until the end of the transaction.

    On SQLite the write lock of the transaction does the same.

    Raises:
        NotFound: there is no such record.
    """
    session.execute(select(Record.id).where(Record.pid == pid).with_for_update())
    return load_record(session, pid)


def load_partnership(session: WorkSession, public_id: str) -> Partnership:
    """Fetch one partnership with its organisations.

    Raises:
        NotFound: there is no such partnership.
    """
    partnership = session.scalars(
        select(Partnership)
        .where(Partnership.public_id == public_id)
        .options(selectinload(Partnership.participations))
    ).one_or_none()
    if partnership is None:
        raise NotFound("partnership", public_id)
    return partnership
