"""Finds organisations by what identifies them; the one place that decides who is the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select

from ka2results.domain.entries import OrganisationEntry
from ka2results.models import Organisation, Partnership, WorkSession
from ka2results.services.identifiers import new_pid

_IDENTIFIERS = ("oid", "pic", "source_key")


class Organisations:
    """The organisations that entries name, fetched in one statement."""

    def __init__(
        self,
        session: WorkSession,
        entries: Sequence[OrganisationEntry],
        partnerships: Iterable[Partnership] = (),
    ) -> None:
        self._session = session
        self._known: dict[tuple[str, ...], Organisation] = {}
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

        Facts that are known stay, so that nobody renames the partner of another; what was not
        known is filled in, identifiers too.
        """
        found = self._match(entry)
        if found is None:
            found = Organisation(public_id=new_pid(), name=entry.name, country=entry.country)
            self._session.add(found)
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
        same = self._known.get(known_name(entry))
        # A list without OIDs may have come before one with them; two OIDs are two organisations.
        return None if same and is_registered(same) and is_registered(entry) else same

    def _remember(self, organisation: Organisation) -> None:
        for key in (*_identified(organisation), known_name(organisation)):
            self._known.setdefault(key, organisation)


def _identified(given: Organisation | OrganisationEntry) -> Iterable[tuple[str, ...]]:
    return ((field, getattr(given, field)) for field in _IDENTIFIERS if getattr(given, field))


def is_registered(given: Organisation | OrganisationEntry) -> bool:
    """Tell whether an organisation has an identifier of the programme."""
    return bool(given.oid or given.pic)


def known_name(given: Organisation | OrganisationEntry) -> tuple[str, ...]:
    """Country and name, letter by letter: some lists write ITA-SUOMEN for Itä-Suomen."""
    letters = unicodedata.normalize("NFKD", given.name.casefold())
    return ("name", given.country, "".join(letter for letter in letters if letter.isalnum()))
