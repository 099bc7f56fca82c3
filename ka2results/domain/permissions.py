"""Who may do what. Rights belong to the partnership, not to a person.

Source: the permission matrix in `docs/reference/permissions.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ka2results.domain.records import Status
from ka2results.errors import NotAllowed, NotFound
from ka2results.messages import Message, say


class Role(StrEnum):
    """What a person is in one partnership."""

    COORDINATOR = "coordinator"
    CONTRIBUTOR = "contributor"


@dataclass(frozen=True)
class Actor:
    """The person who asks, with the roles that count."""

    user_id: int
    name: str
    administrator: bool = False
    roles: Mapping[int, Role] = field(default_factory=dict)
    """Role by the integer key of a partnership."""


def may_see(actor: Actor | None, *, partnership_id: int, status: Status) -> bool:
    """Tell whether a record is visible at all; drafts exist only for their partnership."""
    if status is not Status.DRAFT:
        return True
    return actor is not None and (actor.administrator or partnership_id in actor.roles)


def require_member(actor: Actor, partnership_id: int, refusal: Message) -> None:
    """Let members of the partnership pass.

    Args:
        refusal: the whole sentence for everyone else.

    Raises:
        NotAllowed: the person is no member.
    """
    if partnership_id not in actor.roles:
        raise NotAllowed(refusal)


def require_coordinator(actor: Actor, partnership_id: int, refusal: Message) -> None:
    """Let coordinators of the partnership pass.

    Args:
        refusal: the whole sentence for everyone else.

    Raises:
        NotAllowed: the person is no coordinator of it.
    """
    if actor.roles.get(partnership_id) is not Role.COORDINATOR:
        raise NotAllowed(refusal)


def require_withdrawer(actor: Actor, partnership_id: int) -> None:
    """Let coordinators of the partnership and administrators withdraw.

    Raises:
        NotAllowed: the person is neither.
    """
    refusal = say(
        "Only a coordinator of the partnership or an administrator can withdraw this record."
    )
    if not actor.administrator:
        require_coordinator(actor, partnership_id, refusal)


def require_visible(actor: Actor | None, *, pid: str, partnership_id: int, status: Status) -> None:
    """Hide drafts of others as if they did not exist.

    Raises:
        NotFound: the record is a draft of a partnership that the person is not in.
    """
    if not may_see(actor, partnership_id=partnership_id, status=status):
        raise NotFound("record", pid)
