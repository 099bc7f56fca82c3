"""Accounts: made by operators, signed in to with a password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ka2results.domain.languages import INTERFACE_LANGUAGES
from ka2results.errors import InvalidInput, NotFound, SignInFailed
from ka2results.messages import say
from ka2results.models import User, WorkSession
from ka2results.services import audit
from ka2results.services.journal import Now

MIN_PASSWORD_LENGTH = 10
_HASHER = PasswordHasher()
# Checked for unknown addresses, so that an answer takes as long whether or not there is an account.
_NOBODY = _HASHER.hash(secrets.token_urlsafe())


@dataclass(frozen=True)
class Account:
    """An account as doors know it."""

    user_id: int
    email: str
    name: str
    administrator: bool
    session_key: str
    """Part of the session; a session with another key is no longer valid."""
    language: str | None
    """Language in which the person reads pages; none: whatever the browser asks for."""


class Accounts:
    """Adds accounts and tells who somebody is."""

    def __init__(self, session: WorkSession, now: Now) -> None:
        self._session, self._now = session, now

    def add(self, email: str, name: str, password: str, *, administrator: bool = False) -> Account:
        """Add an account.

        Raises:
            InvalidInput: the address is taken, or the password is too short.
        """
        password_hash = _hashed(password)
        address = email.strip().lower()
        try:
            with self._session.writing():
                user = User(
                    email=address,
                    name=name.strip(),
                    password_hash=password_hash,
                    session_key=secrets.token_urlsafe(16),
                    administrator=administrator,
                    created_at=self._now(),
                )
                self._session.add(user)
                audit.note(self._session, "user.add", address, by=None, at=self._now())
        except IntegrityError as error:
            taken = say("{address} already has an account.", address=address)
            raise InvalidInput({"email": [taken]}) from error
        return _account(user)

    def sign_in(self, email: str, password: str) -> Account:
        """Check an address and a password.

        Raises:
            SignInFailed: they do not fit, or the account is closed.
        """
        user = self._session.scalars(
            select(User).where(User.email == email.strip().lower())
        ).one_or_none()
        known = _fits(user.password_hash if user else _NOBODY, password)
        if user is None or not known or not user.active:
            raise SignInFailed
        return _account(user)

    def signed_in(self, user_id: int, session_key: str) -> Account | None:
        """Find the account of a session; none when it was closed or signed out everywhere."""
        user = self._session.get(User, user_id)
        if user is None or not user.active:
            return None
        same = secrets.compare_digest(user.session_key.encode(), session_key.encode())
        return _account(user) if same else None

    def sign_out_everywhere(self, user_id: int) -> None:
        """End every session of an account, also one that somebody copied."""
        with self._session.writing():
            user = self._session.get_one(User, user_id)
            user.session_key = secrets.token_urlsafe(16)
            audit.note(self._session, "user.sign-out", user.email, by=user_id, at=self._now())

    def change_password(self, email: str, password: str) -> None:
        """Set a new password and end every session of the account.

        Raises:
            InvalidInput: the password is too short.
            NotFound: nobody has that address.
        """
        password_hash = _hashed(password)
        with self._session.writing():
            user = self._user(email)
            user.password_hash, user.session_key = password_hash, secrets.token_urlsafe(16)
            audit.note(self._session, "user.password", user.email, by=None, at=self._now())

    def choose_language(self, user_id: int, language: str | None) -> None:
        """Keep the language in which a person reads pages; none goes back to the browser's.

        Raises:
            InvalidInput: pages are not offered in that language.
        """
        if language is not None and language not in INTERFACE_LANGUAGES:
            raise InvalidInput({"language": [say("Choose one of the languages of these pages.")]})
        with self._session.writing():
            user = self._session.get_one(User, user_id)
            user.language = language
            audit.note(self._session, "user.language", user.email, by=user_id, at=self._now())

    def close(self, email: str) -> None:
        """Close an account: nobody can sign in with it, and its sessions end.

        Raises:
            NotFound: nobody has that address.
        """
        with self._session.writing():
            user = self._user(email)
            user.active, user.session_key = False, secrets.token_urlsafe(16)
            audit.note(self._session, "user.close", user.email, by=None, at=self._now())

    def by_email(self, email: str) -> Account:
        """Find an account by its address.

        Raises:
            NotFound: nobody has that address.
        """
        return _account(self._user(email))

    def _user(self, email: str) -> User:
        address = email.strip().lower()
        user = self._session.scalars(select(User).where(User.email == address)).one_or_none()
        if user is None:
            raise NotFound("account", email)
        return user

    def all(self) -> list[Account]:
        """List all accounts by address."""
        return [_account(user) for user in self._session.scalars(select(User).order_by(User.email))]


def _hashed(password: str) -> str:
    if len(password) < MIN_PASSWORD_LENGTH:
        short = say("Use at least {min} characters.", min=MIN_PASSWORD_LENGTH)
        raise InvalidInput({"password": [short]})
    return _HASHER.hash(password)


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


def _account(user: User) -> Account:
    return Account(
        user_id=user.id,
        email=user.email,
        name=user.name,
        administrator=user.administrator,
        session_key=user.session_key,
        language=user.language,
    )
