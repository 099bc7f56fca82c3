"""Loads projects, organisations and participations from lists; a second run updates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from ka2results.domain.entries import ImportedProject, OrganisationEntry, ParticipationEntry
from ka2results.models import Organisation, Participation, Partnership, WorkSession
from ka2results.services import audit
from ka2results.services.identifiers import new_pid
from ka2results.services.journal import Now
from ka2results.services.partnerships import Partnerships, update_partnership
from ka2results.services.publishing import Publishing

_IDENTIFIERS = ("oid", "pic", "source_key")


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
            organisations = _Organisations(self._session, projects, known.values())
            counts = ImportCounts()
            for project in projects:
                counts += self._load(project, known.get(project.entry.number), organisations)
        self._session.expunge_all()
        self._publishing.tell()
        return counts

    def _load(
        self, project: ImportedProject, known: Partnership | None, organisations: _Organisations
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


class _Organisations:
    """The organisations that a batch names or changes, fetched in one statement."""

    def __init__(
        self,
        session: WorkSession,
        projects: Sequence[ImportedProject],
        partnerships: Iterable[Partnership],
    ) -> None:
        self._session = session
        self._known: dict[tuple[str, ...], Organisation] = {}
        entries = [part.organisation for project in projects for part in project.participations]
        named = [Organisation.name.in_({entry.name for entry in entries})]
        for field in _IDENTIFIERS:
            values = {getattr(entry, field) for entry in entries} - {None}
            named += [getattr(Organisation, field).in_(values)] if values else []
        found = session.scalars(select(Organisation).where(or_(*named)).order_by(Organisation.id))
        for organisation in found:
            self._remember(organisation)
        for partnership in partnerships:
            for part in partnership.participations:
                self._remember(part.organisation)

    def find(self, entry: OrganisationEntry) -> Organisation:
        """Find an organisation by what identifies it, else by name and country; add a new one.

        Facts that are known stay; what was not known is filled in, identifiers too.
        """
        found = self._match(entry)
        if found is None:
            found = Organisation(public_id=new_pid(), name=entry.name, country=entry.country)
            self._session.add(found)
        if _is_registered(entry) and not _is_registered(found):
            found.name = entry.name
        for field in (*_IDENTIFIERS, "organisation_type", "city", "region"):
            told = getattr(entry, field)
            if getattr(found, field) is None and (field, told) not in self._known:
                setattr(found, field, told)
        self._remember(found)
        return found

    def _match(self, entry: OrganisationEntry) -> Organisation | None:
        for key in _identified(entry):
            if key in self._known:
                return self._known[key]
        same = self._known.get(_named(entry))
        # A list without OIDs may have come before one with them; two OIDs are two organisations.
        return None if same and _is_registered(same) and _is_registered(entry) else same

    def _remember(self, organisation: Organisation) -> None:
        for key in (*_identified(organisation), _named(organisation)):
            self._known.setdefault(key, organisation)


def _identified(given: Organisation | OrganisationEntry) -> Iterable[tuple[str, ...]]:
    return ((field, getattr(given, field)) for field in _IDENTIFIERS if getattr(given, field))


def _is_registered(given: Organisation | OrganisationEntry) -> bool:
    return bool(given.oid or given.pic)


def _named(given: Organisation | OrganisationEntry) -> tuple[str, ...]:
    """Country and name, letter by letter: some lists write ITA-SUOMEN for Itä-Suomen."""
    letters = unicodedata.normalize("NFKD", given.name.casefold())
    return ("name", given.country, "".join(letter for letter in letters if letter.isalnum()))


def _take_part(
    partnership: Partnership,
    entries: Sequence[ParticipationEntry],
    organisations: _Organisations,
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
        if _named(part.organisation) == _named(organisation)
        and not _is_registered(part.organisation)
    )
    return same[0] if same else next(by_name, None)
