"""The audit trail: who did what, written in the same transaction as the deed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ka2results.models.base import Base


class AuditEntry(Base):
    """One deed; append-only."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    """Who did it; none for the operator at the command line."""
    action: Mapped[str]
    """Such as record.publish."""
    subject: Mapped[str] = mapped_column(index=True)
    """Public identifier of what it was done to."""
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
