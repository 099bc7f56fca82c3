"""Writes the audit trail, in the transaction of the deed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ka2results.models import AuditEntry, WorkSession


def note(
    session: WorkSession, action: str, subject: str, *, by: int | None, at: datetime, **details: Any
) -> None:
    """Add one deed; the caller commits."""
    session.add(AuditEntry(at=at, user_id=by, action=action, subject=subject, details=details))
