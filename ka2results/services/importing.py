"""Loads projects, organisations and participations from lists; a second run updates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ka2results.domain.entries import ImportedProject, ParticipationEntry
from ka2results.models import Organisation, Participation, Partnership, WorkSession
from ka2results.services import audit
from ka2results.services.identifiers import new_pid
from ka2results.services.journal import Now
from ka2results.services.organisations import Organisations, is_registered, known_name
from ka2results.services.partnerships import Partnerships, update_partnership
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
            entries = [p.organisation for project in projects for p in project.participations]
            organisations = Organisations(self._session, entries, known.values())
            counts = ImportCounts()
            for project in projects:
                counts += self._load(project, known.get(project.entry.number), organisations)
        self._session.expunge_all()
        self._publishing.tell()
        return counts

    def _load(
        self, project: ImportedProject, known: Partnership | None, organisations: Organisations
    ) -> ImportCounts:
        partnership = known or Partnership(public_id=new_pid(), created_at=self._now())
        changed = update_partnership(partnership, project.entry)
        if known is None:
            self._session.add(partnership)
        changed |= _take_part(partnership, project.participations, organisations)
        if not changed:
            return ImportCounts(unchanged=1)
        if known:
            self._partnerships.enter_records(partnership)
        action = "partnership.update" if known else "partnership.import"
        audit.note(self._session, action, partnership.public_id, by=None, at=self._now())
        return ImportCounts(updated=1) if known else ImportCounts(added=1)


def _take_part(
    partnership: Partnership,
    entries: Sequence[ParticipationEntry],
    organisations: Organisations,
) -> bool:
    """Add or update participations; others stay, and nothing known gives way to an empty cell.

    Returns:
        Whether anything changed.
    """
    changed = False
    for entry in entries:
        organisation = organisations.find(entry.organisation)
        part = _part_of(partnership, organisation)
        if part is None:
            part = Participation(role=entry.role)
            partnership.participations.append(part)
        told = {
            "organisation": organisation,
            "row_code": entry.row_code,
            "grant_cents": entry.grant_cents,
            "role": entry.role,
        }
        for field, value in told.items():
            if value in (None, "unknown") or value == getattr(part, field):
                continue
            setattr(part, field, value)
            changed = True
    return changed


def _part_of(partnership: Partnership, organisation: Organisation) -> Participation | None:
    """Find the participation of an organisation, also as it was known by its name only."""
    same = [part for part in partnership.participations if part.organisation is organisation]
    by_name = (
        part
        for part in partnership.participations
        if known_name(part.organisation) == known_name(organisation)
        and not is_registered(part.organisation)
    )
    return same[0] if same else next(by_name, None)
