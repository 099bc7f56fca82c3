"""What people enter, checked for form by a schema before it comes here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OutputEntry:
    """What is entered for an intellectual output; everything may still be empty in a draft."""

    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    code: str | None = None
    output_type: str | None = None
    licence: str | None = None


@dataclass(frozen=True)
class EventEntry:
    """What is entered for a multiplier event; everything may still be empty in a draft."""

    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    code: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    venue: str = ""
    city: str = ""
    country: str | None = None
    online: bool = False
    local_participants: int = 0
    foreign_participants: int = 0
    presents: tuple[str, ...] = ()
    """PIDs of outputs of the same partnership."""


@dataclass(frozen=True)
class OrganisationEntry:
    """What is known of an organisation: by OID or PIC where it has one, else by a key of ours."""

    name: str
    country: str
    oid: str | None = None
    pic: str | None = None
    source_key: str | None = None
    organisation_type: str | None = None
    city: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class ParticipationEntry:
    """One organisation's part in a partnership."""

    organisation: OrganisationEntry
    role: str = "partner"
    """coordinator | partner | associated | affiliated | unknown."""
    row_code: str | None = None
    grant_cents: int | None = None


@dataclass(frozen=True)
class PartnershipEntry:
    """What is entered or imported for a partnership."""

    titles: Mapping[str, str]
    acronym: str = ""
    number: str | None = None
    """In its tidy form."""
    summaries: Mapping[str, str] | None = None
    kind: str | None = None
    field: str | None = None
    action: str | None = None
    call_year: int | None = None
    agency: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    duration_months: int | None = None
    topics: tuple[str, ...] = ()
    website: str | None = None
    project_card: str | None = None
    source: str | None = None
    demonstration: bool = False


@dataclass(frozen=True)
class ImportedProject:
    """One project of a list with the participations that the list tells of."""

    entry: PartnershipEntry
    participations: tuple[ParticipationEntry, ...] = ()
