"""A record's life: draft, published, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from ka2results.domain import permissions
from ka2results.domain.entries import EventEntry, OutputEntry
from ka2results.domain.harvest import Reason
from ka2results.domain.permissions import Actor
from ka2results.domain.publication import (
    EventNeeds,
    OutputFacts,
    missing_in_event,
    missing_in_output,
)
from ka2results.domain.records import Status
from ka2results.errors import Conflict, IncompleteRecord, InvalidInput, Missing, WrongState
from ka2results.messages import say
from ka2results.models import IntellectualOutput, MultiplierEvent, Record, WorkSession
from ka2results.services import audit
from ka2results.services.identifiers import new_pid
from ka2results.services.journal import Now
from ka2results.services.loading import load_partnership, load_record, load_to_change
from ka2results.services.publishing import Publishing, linked_records
from ka2results.services.rights import actor


class Deposit:
    """What a partnership does with its records."""

    def __init__(self, session: WorkSession, publishing: Publishing, now: Now) -> None:
        self._session, self._publishing, self._now = session, publishing, now

    def create_output(self, partnership_id: str, entry: OutputEntry, *, by: int) -> str:
        """Start a draft of an intellectual output and give its PID."""
        return self._create(IntellectualOutput, partnership_id, entry, by=by)

    def create_event(self, partnership_id: str, entry: EventEntry, *, by: int) -> str:
        """Start a draft of a multiplier event and give its PID."""
        return self._create(MultiplierEvent, partnership_id, entry, by=by)

    def edit(
        self, pid: str, entry: OutputEntry | EventEntry, *, by: int, edits: int | None = None
    ) -> None:
        """Change what a record says; of a published one the public sees it at once.

        Args:
            edits: number of saves that the person saw; none overwrites whatever is there.

        Raises:
            Conflict: somebody saved meanwhile.
            IncompleteRecord: a published record would lack what it must have.
            WrongState: the record is withdrawn.
        """
        with self._changing(pid, "record.edit", by=by) as (record, person):
            refusal = say("Only members of the partnership can edit this record.")
            permissions.require_member(person, record.partnership_id, refusal)
            if record.status == Status.WITHDRAWN:
                raise WrongState(say("This record is withdrawn and cannot be changed."))
            if edits is not None and edits != record.edits:
                raise Conflict(pid)
            linked_before = set(linked_records(record))
            self._fill(record, entry)
            record.changed_at = self._now()
            if record.status == Status.PUBLISHED:
                same_links = linked_before == set(linked_records(record))
                _require_complete(record, but=("presents",) if same_links else ())
                self._publishing.enter(record, Reason.EDITED)
                self._publishing.enter_links(linked_before - set(linked_records(record)))

    def publish(self, pid: str, *, by: int) -> None:
        """Show a draft to everyone, for ever, and enter it in the feeds.

        Raises:
            IncompleteRecord: something is missing; the error lists it by field.
            WrongState: the record is no draft.
        """
        with self._changing(pid, "record.publish", by=by) as (record, person):
            refusal = say("Only a coordinator of the partnership can publish this record.")
            permissions.require_coordinator(person, record.partnership_id, refusal)
            if record.status != Status.DRAFT:
                raise WrongState(say("This record is not a draft; it was published before."))
            _require_complete(record)
            record.status = Status.PUBLISHED
            record.published_at = record.changed_at = self._now()
            self._publishing.enter(record, Reason.PUBLISHED)

    def withdraw(self, pid: str, reason: str, *, by: int) -> None:
        """Take a published record from public view; a tombstone with the reason stays.

        Raises:
            InvalidInput: no reason is given.
            WrongState: the record is not published.
        """
        with self._changing(pid, "record.withdraw", by=by) as (record, person):
            permissions.require_withdrawer(person, record.partnership_id)
            if record.status != Status.PUBLISHED:
                raise WrongState(say("Only a published record can be withdrawn."))
            if not reason.strip():
                raise InvalidInput({"reason": [say("Say why; the reason stays on the page.")]})
            record.status = Status.WITHDRAWN
            record.withdrawn_at = record.changed_at = self._now()
            record.withdrawal_reason = reason.strip()
            self._publishing.withdraw(record)

    def discard(self, pid: str, *, by: int) -> None:
        """Delete a draft that nobody outside the partnership ever saw."""
        with self._changing(pid, "record.discard", by=by) as (record, person):
            refusal = say("Only members of the partnership can delete this draft.")
            permissions.require_member(person, record.partnership_id, refusal)
            if record.status != Status.DRAFT:
                raise WrongState(say("A published record is never deleted; withdraw it instead."))
            self._session.delete(record)

    def missing(self, pid: str, *, by: int) -> list[Missing]:
        """Say what a draft still lacks before it can be published."""
        record = load_record(self._session, pid)
        permissions.require_visible(
            actor(self._session, by),
            pid=pid,
            partnership_id=record.partnership_id,
            status=Status.DRAFT,
        )
        return _missing(record)

    def _create(
        self,
        kind: type[Record],
        partnership_id: str,
        entry: OutputEntry | EventEntry,
        *,
        by: int,
    ) -> str:
        with self._session.writing():
            partnership = load_partnership(self._session, partnership_id)
            permissions.require_member(
                actor(self._session, by),
                partnership.id,
                say("Only members of the partnership can add records to it."),
            )
            now = self._now()
            record = kind(
                pid=new_pid(),
                status=Status.DRAFT,
                partnership=partnership,
                created_by=by,
                created_at=now,
                changed_at=now,
            )
            self._session.add(record)
            self._fill(record, entry)
            audit.note(self._session, "record.create", record.pid, by=by, at=now)
        return record.pid

    @contextmanager
    def _changing(self, pid: str, deed: str, *, by: int) -> Iterator[tuple[Record, Actor]]:
        """Give a record to change and the person who does; then note, commit, tell the index."""
        try:
            with self._session.writing():
                record = load_to_change(self._session, pid)
                person = actor(self._session, by)
                permissions.require_visible(
                    person,
                    pid=pid,
                    partnership_id=record.partnership_id,
                    status=Status(record.status),
                )
                yield record, person
                audit.note(self._session, deed, pid, by=by, at=self._now())
        except StaleDataError as error:
            raise Conflict(pid) from error
        if record.status != Status.DRAFT:
            self._publishing.tell()

    def _fill(self, record: Record, entry: OutputEntry | EventEntry) -> None:
        record.titles, record.summaries = dict(entry.titles), dict(entry.summaries)
        record.languages, record.keywords = list(entry.languages), list(entry.keywords)
        record.code = entry.code
        if isinstance(record, IntellectualOutput) and isinstance(entry, OutputEntry):
            record.output_type, record.licence = entry.output_type, entry.licence
        elif isinstance(record, MultiplierEvent) and isinstance(entry, EventEntry):
            self._fill_event(record, entry)
        else:
            raise WrongState(say("An output cannot become an event, nor an event an output."))

    def _fill_event(self, event: MultiplierEvent, entry: EventEntry) -> None:
        event.starts_on, event.ends_on = entry.starts_on, entry.ends_on
        event.venue, event.city, event.country = entry.venue, entry.city, entry.country
        event.online = entry.online
        event.local_participants = entry.local_participants
        event.foreign_participants = entry.foreign_participants
        event.outputs = self._own_outputs(event, entry.presents)

    def _own_outputs(
        self, event: MultiplierEvent, pids: tuple[str, ...]
    ) -> list[IntellectualOutput]:
        with self._session.no_autoflush:
            outputs = self._session.scalars(
                select(IntellectualOutput).where(
                    IntellectualOutput.pid.in_(pids),
                    IntellectualOutput.partnership_id == event.partnership.id,
                )
            ).all()
        unknown = set(pids) - {output.pid for output in outputs}
        if unknown:
            raise InvalidInput(
                {"presents": [say("One of the outputs is no longer here; choose again.")]}
            )
        return list(outputs)


def _require_complete(record: Record, *, but: tuple[str, ...] = ()) -> None:
    # `but`: what changed behind the record's back, such as an output that was withdrawn.
    missing = [lack for lack in _missing(record) if lack.field not in but]
    if missing:
        raise IncompleteRecord(record.pid, missing)


def _missing(record: Record) -> list[Missing]:
    if isinstance(record, MultiplierEvent):
        return missing_in_event(
            EventNeeds(
                titles=record.titles,
                summaries=record.summaries,
                starts_on=record.starts_on,
                ends_on=record.ends_on,
                country=record.country,
                online=record.online,
                published_outputs=sum(o.status == Status.PUBLISHED for o in record.outputs),
            )
        )
    if not isinstance(record, IntellectualOutput):
        raise TypeError(f"{record.pid} is neither an output nor an event.")
    return missing_in_output(
        OutputFacts(
            titles=record.titles,
            summaries=record.summaries,
            output_type=record.output_type,
            languages=tuple(record.languages),
            licence=record.licence,
            files=len(record.files),
        )
    )
