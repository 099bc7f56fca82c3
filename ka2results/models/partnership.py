"""Partnerships with the organisations and the people in them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Connection, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from ka2results.domain.letters import bare
from ka2results.models.base import Base
from ka2results.models.organisation import Organisation
from ka2results.models.user import User


class Partnership(Base):
    """One project of Key Action 2 and the organisations that carry it."""

    __tablename__ = "partnerships"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    """Project number in its tidy form; none while a partnership has not got it."""
    acronym: Mapped[str] = mapped_column(default="")
    titles: Mapped[dict[str, str]]
    """Language map."""
    summaries: Mapped[dict[str, str]] = mapped_column(default=dict)
    """Language map."""
    kind: Mapped[str | None]
    """innovation | exchange: broad development, or exchange of good practices."""
    field: Mapped[str | None]
    """Code of the vocabulary `fields`."""
    action: Mapped[str | None]
    call_year: Mapped[int | None]
    agency: Mapped[str | None]
    """National agency that runs the project, such as FI01."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    duration_months: Mapped[int | None]
    """As the source states it; may contradict the dates."""
    topics: Mapped[list[str]] = mapped_column(default=list)
    website: Mapped[str | None]
    project_card: Mapped[str | None]
    """Address of the project on the Erasmus+ Project Results Platform."""
    source: Mapped[str | None]
    """List from which the facts were imported; none for those entered here."""
    demonstration: Mapped[bool] = mapped_column(default=False)
    """Made up to show the software; every page says so."""
    search_text: Mapped[str] = mapped_column(default="", server_default="")
    """Number, acronym and titles in bare letters, for lists; follows them at every save."""
    created_at: Mapped[datetime]

    participations: Mapped[list[Participation]] = relationship(
        back_populates="partnership", cascade="all, delete-orphan", order_by="Participation.id"
    )
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="partnership", cascade="all, delete-orphan", order_by="Membership.id"
    )


@event.listens_for(Partnership, "before_insert")
@event.listens_for(Partnership, "before_update")
def _follow(_mapper: Mapper[Partnership], _connection: Connection, saved: Partnership) -> None:
    words = (saved.number or "", saved.acronym or "", *saved.titles.values())
    saved.search_text = bare(" ".join(words))


class Participation(Base):
    """One organisation's part in one partnership."""

    __tablename__ = "participations"
    __table_args__ = (UniqueConstraint("partnership_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnerships.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[str]
    """coordinator | partner | associated | affiliated | unknown."""
    row_code: Mapped[str | None]
    """Project number with the row suffix of school partnerships, as the list gives it."""
    grant_cents: Mapped[int | None] = mapped_column(BigInteger)
    """Grant of this organisation in euro cents, where the source tells it."""

    partnership: Mapped[Partnership] = relationship(back_populates="participations")
    organisation: Mapped[Organisation] = relationship(lazy="joined")


class Membership(Base):
    """A person's role in one partnership; rights come from here only."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("partnership_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnerships.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    """coordinator | contributor."""

    partnership: Mapped[Partnership] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship(lazy="joined")
