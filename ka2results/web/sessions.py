"""Who is signed in: the only module that knows Flask-Login.

A session names the account and its session key; changing the key in the database signs the person
out everywhere. Flask-Login's own session protection stays off, since it trusts a header that
anybody can send.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from flask import Flask, flash, redirect, request, session, url_for
from flask_babel import gettext
from flask_login import (
    LoginManager,
    UserMixin,
    current_user,
    login_user,
    logout_user,
)
from flask_login import (
    login_required as _login_required,
)
from werkzeug.wrappers import Response

from ka2results.door import services
from ka2results.errors import NotAllowed
from ka2results.messages import say
from ka2results.services.accounts import Account

__all__ = ["init_sessions", "login_required", "me", "me_or_nobody", "sign_in", "sign_out"]

_SEPARATOR = ":"
P = ParamSpec("P")
T = TypeVar("T")


def login_required(view: Callable[P, T]) -> Callable[P, T]:
    """Send people who are not signed in to the sign-in page first."""
    return cast(Callable[P, T], _login_required(view))


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """The account of this session."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """What the session keeps: the account and its session key."""
        return f"{self.account.user_id}{_SEPARATOR}{self.account.session_key}"


def init_sessions(app: Flask) -> None:
    """Load the account of a session when a page first asks for it."""
    manager = LoginManager()
    manager.session_protection = None
    manager.unauthorized_handler(_ask_to_sign_in)
    manager.user_loader(_load)
    manager.init_app(app)


def sign_in(account: Account) -> None:
    """Start a fresh session for an account; nothing of the old one stays."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account))


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()


def me() -> int:
    """Key of the account that is signed in; use behind `login_required`."""
    found = me_or_nobody()
    if found is None:
        raise NotAllowed(say("Please sign in first."))
    return found


def me_or_nobody() -> int | None:
    """Key of the account that is signed in, if any."""
    return current_user.account.user_id if current_user.is_authenticated else None


def _ask_to_sign_in() -> Response:
    flash(gettext("Please sign in to go on."))
    # An address that only takes forms is no place to come back to.
    after = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=after))


def _load(kept: str) -> SignedIn | None:
    user_id, _, session_key = kept.partition(_SEPARATOR)
    if not user_id.isdecimal():
        return None
    account = services().accounts.signed_in(int(user_id), session_key)
    return SignedIn(account) if account else None
