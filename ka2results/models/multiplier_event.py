"""Multiplier events: seminars and conferences that share the outputs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ka2results.models.intellectual_output import IntellectualOutput, presentations
from ka2results.models.record import Record


class MultiplierEvent(Record):
    """One event; participants are kept as totals only, never as a list of people."""

    __tablename__ = "multiplier_events"
    __table_args__ = (
        CheckConstraint(
            "local_participants >= 0 AND foreign_participants >= 0", "participants_not_negative"
        ),
    )

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    """Last day; none means that it ended on the day it began."""
    venue: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str | None]
    """Programme code of the venue's country."""
    online: Mapped[bool] = mapped_column(default=False)
    local_participants: Mapped[int] = mapped_column(default=0)
    """From the country of the venue."""
    foreign_participants: Mapped[int] = mapped_column(default=0)
    """From any other country."""

    outputs: Mapped[list[IntellectualOutput]] = relationship(
        secondary=presentations, back_populates="events", order_by="IntellectualOutput.id"
    )

    __mapper_args__ = {"polymorphic_identity": "event"}  # noqa: RUF012
