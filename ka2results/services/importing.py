"""Loads projects, organisations and participations from lists; a second run updates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ka2results.domain.entries import ImportedProject
from ka2results.models import Partnership, WorkSession
from ka2results.services import audit
from ka2results.services.identifiers import new_pid
from ka2results.services.journal import Now
from ka2results.services.partnerships import (
    Partnerships,
    set_participations,
    update_partnership,
)
from ka2results.services.publishing import Publishing


@dataclass(frozen=True)
class ImportCounts:
    """What a load did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: ImportCounts) -> ImportCounts:
        return ImportCounts(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
        )


class Importing:
    """Adds or updates partnerships by project number."""

    def __init__(
        self,
        session: WorkSession,
        partnerships: Partnerships,
        publishing: Publishing,
        now: Now,
    ) -> None:
        self._session, self._partnerships = session, partnerships
        self._publishing, self._now = publishing, now

    def load(self, projects: Sequence[ImportedProject]) -> ImportCounts:
        """Load projects in one transaction; published records of changed ones are entered anew.

        Every project must have its number; a batch names each number once.
        """
        with self._session.writing():
            numbers = [project.entry.number for project in projects]
            rows = self._session.scalars(
                select(Partnership)
                .where(Partnership.number.in_(numbers))
                .options(selectinload(Partnership.participations))
            )
            known = {partnership.number: partnership for partnership in rows}
            counts = ImportCounts()
            for project in projects:
                counts += self._load(project, known.get(project.entry.number))
        self._session.expunge_all()
        self._publishing.tell()
        return counts

    def _load(self, project: ImportedProject, known: Partnership | None) -> ImportCounts:
        partnership = known or Partnership(public_id=new_pid(), created_at=self._now())
        changed = update_partnership(partnership, project.entry)
        if known is None:
            self._session.add(partnership)
        changed |= set_participations(self._session, partnership, project.participations)
        if not changed:
            return ImportCounts(unchanged=1)
        self._partnerships.enter_records(partnership)
        action = "partnership.update" if known else "partnership.import"
        audit.note(self._session, action, partnership.public_id, by=None, at=self._now())
        return ImportCounts(updated=1) if known else ImportCounts(added=1)
