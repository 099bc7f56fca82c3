"""The journal: every public change, in an order that never lies.

ADR-1 says why the clock is one locked row.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ka2results.models.base import Base, SetSpecs


class JournalClock(Base):
    """One row: the last sequence and datestamp given out; locking it orders all writers."""

    __tablename__ = "journal_clock"
    __table_args__ = (CheckConstraint("id = 1", "single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    datestamp: Mapped[datetime]


class Change(Base):
    """One change of a record; append-only."""

    __tablename__ = "changes"

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    record_pid: Mapped[str]
    reason: Mapped[str]
    datestamp: Mapped[datetime]


class HarvestEntry(Base):
    """Where a record stands in the feeds; one row per record ever published, kept for ever."""

    __tablename__ = "harvest_entries"

    record_pid: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, unique=True)
    """Newest change that harvesters must see; the position in every list."""
    datestamp: Mapped[datetime] = mapped_column(index=True)
    deleted: Mapped[bool]
    sets: Mapped[tuple[str, ...]] = mapped_column(SetSpecs)


class Representation(Base):
    """A record rendered in one format at publication.

    A withdrawn record keeps its rows with an empty body: they tell in which formats harvesters
    may have seen it and must learn of its deletion.
    """

    __tablename__ = "representations"

    record_pid: Mapped[str] = mapped_column(primary_key=True)
    syntax: Mapped[str] = mapped_column(primary_key=True)
    """xml | json: the door; a metadata prefix names a format within it."""
    metadata_prefix: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
