"""Intellectual outputs, and the events that presented them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ka2results.models.base import Base
from ka2results.models.record import Record

presentations = Table(
    "presentations",
    Base.metadata,
    Column("event_id", ForeignKey("multiplier_events.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "output_id",
        ForeignKey("intellectual_outputs.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)
"""Which event presented which output; many to many."""


class IntellectualOutput(Record):
    """A result that others can use: a handbook, a course, an app (since 2021 "project result")."""

    __tablename__ = "intellectual_outputs"

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    output_type: Mapped[str | None]
    """Code of the vocabulary `output_types`."""
    licence: Mapped[str | None]
    """SPDX identifier."""

    events: Mapped[list[Record]] = relationship(
        "MultiplierEvent",
        secondary=presentations,
        back_populates="outputs",
        order_by="MultiplierEvent.starts_on",
    )
    """Events that presented this output; typed by what both kinds share, since an event knows its
    outputs and not the other way round."""

    __mapper_args__ = {"polymorphic_identity": "output"}  # noqa: RUF012
