"""People who can sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from ka2results.models.base import Base


class User(Base):
    """One account; what its owner may do comes from memberships."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    """Lower case."""
    name: Mapped[str]
    password_hash: Mapped[str]
    """argon2id in its PHC string form."""
    session_key: Mapped[str]
    """Random; part of every session, so that changing it signs the person out everywhere."""
    administrator: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str | None]
    """Language in which the person reads pages; none: whatever the browser asks for."""
    created_at: Mapped[datetime]
