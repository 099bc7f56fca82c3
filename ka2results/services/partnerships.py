"""Partnerships: opened by a person, imported from a list, joined by members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ka2results.domain.entries import ParticipationEntry, PartnershipEntry
from ka2results.domain.harvest import Reason
from ka2results.domain.permissions import Role, require_coordinator
from ka2results.domain.records import Status
from ka2results.errors import InvalidInput
from ka2results.messages import say
from ka2results.models import (
    Membership,
    Participation,
    Partnership,
    Record,
    User,
    WorkSession,
)
from ka2results.services import audit
from ka2results.services.identifiers import new_pid
from ka2results.services.journal import Now
from ka2results.services.loading import every_record, load_partnership
from ka2results.services.organisations import Organisations
from ka2results.services.publishing import Publishing
from ka2results.services.rights import actor

_ENTERED = (
    "acronym", "number", "kind", "field", "action", "call_year", "agency", "starts_on", "ends_on",
    "website",
)  # fmt: skip
"""What people enter, besides titles and summaries."""
_LISTED = ("duration_months", "topics", "project_card", "source")
"""What only lists tell."""


class Partnerships:
    """What is done with partnerships as a whole."""

    def __init__(self, session: WorkSession, publishing: Publishing, now: Now) -> None:
        self._session, self._publishing, self._now = session, publishing, now

    def open(
        self,
        entry: PartnershipEntry,
        participations: Sequence[ParticipationEntry] = (),
        *,
        by: int,
    ) -> str:
        """Enter a partnership; whoever opens it coordinates it.

        Returns:
            Public identifier.

        Raises:
            InvalidInput: the project number is already here.
        """
        with self._session.writing():
            actor(self._session, by)
            partnership = Partnership(
                public_id=new_pid(), created_at=self._now(), demonstration=entry.demonstration
            )
            fill_partnership(partnership, entry)
            self._session.add(partnership)
            self._flush(entry)
            set_participations(self._session, partnership, participations)
            partnership.memberships.append(Membership(user_id=by, role=Role.COORDINATOR))
            audit.note(
                self._session, "partnership.open", partnership.public_id, by=by, at=self._now()
            )
        return partnership.public_id

    def edit(self, public_id: str, entry: PartnershipEntry, *, by: int) -> None:
        """Change what a partnership says of itself; its published records show it at once.

        Raises:
            InvalidInput: the project number is already here.
        """
        with self._session.writing():
            partnership = load_partnership(self._session, public_id)
            require_coordinator(
                actor(self._session, by),
                partnership.id,
                say("Only a coordinator can change this partnership."),
            )
            fill_partnership(partnership, entry)
            self._flush(entry)
            self.enter_records(partnership)
            audit.note(self._session, "partnership.edit", public_id, by=by, at=self._now())
        self._publishing.tell()

    def add_organisation(self, public_id: str, entry: ParticipationEntry, *, by: int) -> None:
        """Add an organisation to a partnership; its published records show it at once."""
        with self._session.writing():
            partnership = load_partnership(self._session, public_id)
            require_coordinator(
                actor(self._session, by),
                partnership.id,
                say("Only a coordinator can add organisations to this partnership."),
            )
            set_participations(self._session, partnership, [entry])
            self.enter_records(partnership)
            audit.note(
                self._session, "partnership.add-organisation", public_id, by=by, at=self._now(),
                organisation=entry.organisation.name,
            )  # fmt: skip
        self._publishing.tell()

    def add_member(self, public_id: str, email: str, role: Role, *, by: int | None) -> None:
        """Give a person a role in a partnership; `by` is none for the operator.

        Raises:
            InvalidInput: nobody has that address.
        """
        with self._session.writing():
            partnership = load_partnership(self._session, public_id)
            if by is not None:
                require_coordinator(
                    actor(self._session, by),
                    partnership.id,
                    say("Only a coordinator can add people to this partnership."),
                )
            user = self._session.scalars(
                select(User).where(User.email == email.strip().lower())
            ).one_or_none()
            if user is None:
                nobody = say("Nobody with the address {address} has an account.", address=email)
                raise InvalidInput({"email": [nobody]})
            current = next((m for m in partnership.memberships if m.user_id == user.id), None)
            if current is None:
                partnership.memberships.append(Membership(user_id=user.id, role=role))
            else:
                _require_other_coordinator(partnership, current, role)
                current.role = role
            audit.note(
                self._session, "partnership.add-member", public_id, by=by, at=self._now(),
                user=user.id, role=role,
            )  # fmt: skip

    def enter_records(self, partnership: Partnership) -> None:
        """Enter every published record of a partnership because the partnership changed."""
        records = self._session.scalars(
            every_record().where(
                Record.partnership_id == partnership.id, Record.status == Status.PUBLISHED
            )
        ).all()
        self._publishing.enter_all(records, Reason.PARTNERSHIP)

    def _flush(self, entry: PartnershipEntry) -> None:
        try:
            self._session.flush()
        except IntegrityError as error:
            here = say(
                "Project {number} is already here. Ask its coordinator.", number=entry.number
            )
            raise InvalidInput({"number": [here]}) from error


def _require_other_coordinator(partnership: Partnership, current: Membership, role: Role) -> None:
    others = (m for m in partnership.memberships if m is not current)
    steps_down = current.role == Role.COORDINATOR and role is not Role.COORDINATOR
    if steps_down and not any(m.role == Role.COORDINATOR for m in others):
        alone = say(
            "{name} is the only coordinator; make somebody else one first.",
            name=current.user.name,
        )
        raise InvalidInput({"email": [alone]})


def fill_partnership(partnership: Partnership, entry: PartnershipEntry) -> None:
    """Copy what people enter; what only lists tell stays as it is."""
    new: dict[str, Any] = {field: getattr(entry, field) for field in _ENTERED}
    new |= {"titles": dict(entry.titles), "summaries": dict(entry.summaries or {})}
    if entry.topics:
        # The form does not ask for them.
        new["topics"] = list(entry.topics)
    if entry.number is None and entry.action is None:
        # The form tells agency and action by the number only.
        del new["action"], new["agency"]
    _set(partnership, new)


def update_partnership(partnership: Partnership, entry: PartnershipEntry) -> bool:
    """Copy what a list tells; nothing that is known gives way to an empty value.

    A title that is known in some language stays in that language, since lists tell none.

    Returns:
        Whether anything changed.
    """
    new: dict[str, Any] = {field: getattr(entry, field) for field in (*_ENTERED, *_LISTED)}
    new |= {"titles": dict(entry.titles), "topics": list(entry.topics)}
    new["summaries"] = dict(entry.summaries or {})
    if set(entry.titles.values()) <= set((partnership.titles or {}).values()):
        del new["titles"]
    told = {f: v for f, v in new.items() if v or getattr(partnership, f) is None}
    return _set(partnership, told)


def _set(partnership: Partnership, new: Mapping[str, Any]) -> bool:
    changed = {field: value for field, value in new.items() if getattr(partnership, field) != value}
    for field, value in changed.items():
        setattr(partnership, field, value)
    return bool(changed)


def set_participations(
    session: WorkSession, partnership: Partnership, entries: Sequence[ParticipationEntry]
) -> bool:
    """Add or update organisations of a partnership; others stay.

    Returns:
        Whether anything changed.
    """
    changed = False
    organisations = Organisations(session, [entry.organisation for entry in entries])
    for entry in entries:
        organisation = organisations.find(entry.organisation)
        current = next(
            (p for p in partnership.participations if p.organisation is organisation), None
        )
        if current is None:
            current = Participation(organisation=organisation, role="")
            partnership.participations.append(current)
        facts = (entry.role, entry.row_code, entry.grant_cents)
        changed |= facts != (current.role, current.row_code, current.grant_cents)
        current.role, current.row_code, current.grant_cents = facts
    return changed
