"""Work to be done after a commit: an outbox in the same database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from ka2results.models.base import Base


class Job(Base):
    """One piece of work, done at least once; handlers can be repeated without harm."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("state IN ('ready', 'dead')", "state_known"),
        Index("ix_jobs_state_run_at", "state", "run_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    unique_key: Mapped[str | None] = mapped_column(unique=True)
    """Two jobs with the same key would do the same; the second is not added."""
    run_at: Mapped[datetime]
    """Not before this moment."""
    lease_until: Mapped[datetime | None]
    """Somebody works on it until then; afterwards the job is free again."""
    attempts: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="ready")
    """ready | dead; finished jobs are deleted."""
    error: Mapped[str | None]
    """Why the last attempt failed."""
    created_at: Mapped[datetime]
