"""The record: the life that intellectual outputs and multiplier events share."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from ka2results.models.base import Base
from ka2results.models.partnership import Partnership
from ka2results.models.stored_file import StoredFile


class Record(Base):
    """One deposit of a partnership, from draft to tombstone; never deleted once published."""

    __tablename__ = "records"
    __table_args__: tuple[SchemaItem, ...] = (
        CheckConstraint("kind IN ('output', 'event')", "kind_known"),
        CheckConstraint("status IN ('draft', 'published', 'withdrawn')", "status_known"),
        CheckConstraint("status = 'draft' OR published_at IS NOT NULL", "published_has_time"),
        CheckConstraint("status <> 'withdrawn' OR withdrawal_reason IS NOT NULL", "reason_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pid: Mapped[str] = mapped_column(unique=True)
    """Persistent identifier: ten base32 letters with a checksum, such as pvq4z-43t41."""
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(default="draft", index=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnerships.id"), index=True)
    code: Mapped[str | None]
    """O1, E2 of the application form; none in calls with lump sums."""
    titles: Mapped[dict[str, str]] = mapped_column(default=dict)
    """Language map."""
    summaries: Mapped[dict[str, str]] = mapped_column(default=dict)
    """Language map, plain text."""
    keywords: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    """ISO 639-1 codes of the material or of the event."""
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    """Last change of anything that the landing page shows."""
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]
    """Shown on the tombstone."""
    edits: Mapped[int] = mapped_column()
    """Counts saves; two people saving the same state cannot both succeed."""

    partnership: Mapped[Partnership] = relationship()
    files: Mapped[list[StoredFile]] = relationship(
        cascade="all, delete-orphan", order_by=StoredFile.position
    )

    __mapper_args__ = {"polymorphic_on": "kind", "version_id_col": edits}  # noqa: RUF012
