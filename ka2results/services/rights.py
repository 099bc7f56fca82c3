"""Who is asking: the person's account and roles, as the domain wants to know them."""

from __future__ import annotations

from sqlalchemy import select

from ka2results.domain.permissions import Actor, Role
from ka2results.errors import NotAllowed
from ka2results.messages import say
from ka2results.models import Membership, User, WorkSession


def actor(session: WorkSession, user_id: int) -> Actor:
    """Load a person with the roles that count now.

    Raises:
        NotAllowed: the account does not exist or was closed.
    """
    user = session.get(User, user_id)
    if user is None or not user.active:
        raise NotAllowed(say("Your account is closed."))
    rows = session.execute(
        select(Membership.partnership_id, Membership.role).where(Membership.user_id == user_id)
    )
    roles = {partnership_id: Role(role) for partnership_id, role in rows}
    return Actor(user.id, user.name, administrator=user.administrator, roles=roles)


def visitor(session: WorkSession, user_id: int | None) -> Actor | None:
    """Load whoever looks at a page; none for a visitor without an account."""
    return None if user_id is None else actor(session, user_id)
