"""Selective harvesting over the journal's current entries; no record is loaded or rendered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, func, or_, select, type_coerce

from ka2results.domain.harvest import (
    START,
    HarvestedRecord,
    HarvestPage,
    HarvestQuery,
    Header,
    Position,
    SetDescription,
    Syntax,
    describe_set,
)
from ka2results.errors import NoRecordsMatch, NotFound, UnknownFormat
from ka2results.formats.port import Format
from ka2results.models import HarvestEntry, JournalClock, Representation, WorkSession
from ka2results.services.journal import Journal


class Harvest:
    """Answers harvesters; nothing is kept for them between two pages."""

    def __init__(
        self, session: WorkSession, journal: Journal, formats: Sequence[Format], *, page_size: int
    ) -> None:
        self._session, self._journal = session, journal
        self._formats, self._page_size = tuple(formats), page_size

    def moment(self) -> datetime:
        """Take the response date; call it before anything is read. Source: ADR-1."""
        return self._journal.barrier()

    def formats(self, syntax: Syntax, pid: str | None = None) -> tuple[Format, ...]:
        """List the formats of one door, or those in which one record is available.

        Raises:
            NotFound: there is no such record in the feeds.
        """
        offered = tuple(f for f in self._formats if f.syntax is syntax)
        if pid is None:
            return offered
        self._entry(pid)
        prefixes = set(
            self._session.scalars(
                select(Representation.metadata_prefix).where(
                    Representation.record_pid == pid, Representation.syntax == syntax
                )
            )
        )
        return tuple(f for f in offered if f.prefix in prefixes)

    def sets(self) -> tuple[SetDescription, ...]:
        """List every set that a header names, and the sets above them, by spec; never none."""
        # An empty list of sets would be no valid answer.
        specs = {"events", "oer", "results"}
        for row in self._session.scalars(select(HarvestEntry.sets).distinct()):
            for spec in row:
                parts = spec.split(":")
                specs.update(":".join(parts[: depth + 1]) for depth in range(len(parts)))
        return tuple(describe_set(spec) for spec in sorted(specs))

    def earliest(self) -> datetime:
        """Tell a lower bound of all datestamps, now and later. Source: OAI-PMH 2.0 §4.2."""
        first = self._session.scalars(select(func.min(HarvestEntry.datestamp))).one()
        return first or self._session.scalars(select(JournalClock.datestamp)).one()

    def record(self, syntax: Syntax, metadata_prefix: str, pid: str) -> HarvestedRecord:
        """Give one record in one format; a withdrawn one without its body.

        Raises:
            UnknownFormat: the door has no such format, or the record cannot be said in it.
            NotFound: there is no such record in the feeds.
        """
        self._require_format(syntax, metadata_prefix)
        entry = self._entry(pid)
        body = self._session.get(Representation, (pid, syntax, metadata_prefix))
        if body is None:
            raise UnknownFormat(metadata_prefix)
        header = Header(pid, entry.datestamp, entry.sets, entry.deleted)
        return HarvestedRecord(header, None if entry.deleted else body.body)

    def page(self, query: HarvestQuery, position: Position = START) -> HarvestPage:
        """Give the next page of a list, in journal order, tail left open.

        A record that changes during the list moves to its end and comes again; none is missed.

        Raises:
            UnknownFormat: the door has no such format.
            NoRecordsMatch: the list is empty from its beginning.
        """
        self._require_format(query.syntax, query.metadata_prefix)
        conditions = _conditions(query)
        rows = self._rows(conditions, HarvestEntry.sequence > position.sequence)
        left = self._count(conditions, position)
        if not rows:
            rows = self._last_sent_again(conditions, position)
        page, more = rows[: self._page_size], len(rows) > self._page_size
        sent = position.sent + len(page)
        return HarvestPage(
            records=tuple(_harvested(row) for row in page),
            position=position,
            next=Position(page[-1].sequence, sent) if more else None,
            complete_list_size=max(position.sent + left, sent),
        )

    def _require_format(self, syntax: Syntax, prefix: str) -> None:
        if all((f.syntax, f.prefix) != (syntax, prefix) for f in self._formats):
            raise UnknownFormat(prefix)

    def _entry(self, pid: str) -> HarvestEntry:
        entry = self._session.get(HarvestEntry, pid)
        if entry is None:
            raise NotFound("record", pid)
        return entry

    def _rows(self, conditions: list[ColumnElement[bool]], where: Any) -> Sequence[Any]:
        return self._session.execute(
            select(
                HarvestEntry.record_pid,
                HarvestEntry.sequence,
                HarvestEntry.datestamp,
                HarvestEntry.sets,
                HarvestEntry.deleted,
                Representation.body,
            )
            .join(Representation, Representation.record_pid == HarvestEntry.record_pid)
            .where(*conditions, where)
            .order_by(HarvestEntry.sequence)
            .limit(self._page_size + 1)
        ).all()

    def _count(self, conditions: list[ColumnElement[bool]], position: Position) -> int:
        return self._session.scalars(
            select(func.count())
            .select_from(HarvestEntry)
            .join(Representation, Representation.record_pid == HarvestEntry.record_pid)
            .where(*conditions, HarvestEntry.sequence > position.sequence)
        ).one()

    def _last_sent_again(
        self, conditions: list[ColumnElement[bool]], position: Position
    ) -> Sequence[Any]:
        # Changes emptied the rest of a list that promised more: a list may never be empty, so the
        # newest record before the position is sent once more and the list ends there.
        if position == START:
            raise NoRecordsMatch("No record fits; widen the range of dates or leave out the set.")
        newest = (
            select(func.max(HarvestEntry.sequence))
            .join(Representation, Representation.record_pid == HarvestEntry.record_pid)
            .where(*conditions)
            .scalar_subquery()
        )
        rows = self._rows(conditions, HarvestEntry.sequence == newest)
        if not rows:
            raise NoRecordsMatch("Every record of this list has changed; start the list again.")
        return rows


def _conditions(query: HarvestQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Representation.syntax == query.syntax,
        Representation.metadata_prefix == query.metadata_prefix,
    ]
    if query.from_ is not None:
        found.append(HarvestEntry.datestamp >= query.from_)
    if query.until is not None:
        found.append(HarvestEntry.datestamp <= query.until)
    if query.set_spec is not None:
        # Plain LIKE on the text behind the tuple; the session makes it case-sensitive on SQLite.
        specs = type_coerce(HarvestEntry.sets, Text)
        exact = specs.contains(f"|{query.set_spec}|", autoescape=True)
        below = specs.contains(f"|{query.set_spec}:", autoescape=True)
        found.append(or_(exact, below))
    return found


def _harvested(row: Any) -> HarvestedRecord:
    header = Header(row.record_pid, row.datestamp, row.sets, row.deleted)
    return HarvestedRecord(header, None if row.deleted else row.body)
