"""What a record shows: the shape behind every page, every format and every index document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """The two kinds of record; they share one life."""

    OUTPUT = "output"
    """Intellectual output (since 2021 the programme says project result)."""
    EVENT = "event"
    """Multiplier event."""


class Status(StrEnum):
    """Where a record stands in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class ShownOrganisation:
    """A participating organisation as a record shows it."""

    name: str
    country: str
    """Programme code: EL, UK."""
    role: str
    oid: str | None
    public_id: str


@dataclass(frozen=True)
class ShownPartnership:
    """The partnership of a record as the record shows it."""

    public_id: str
    url: str
    number: str | None
    acronym: str
    titles: Mapping[str, str]
    action: str | None
    call_year: int | None
    field: str | None
    agency: str | None
    """National agency that runs the project, such as FI01."""
    topics: tuple[str, ...]
    """Codes of the vocabulary `topics`; names that it does not know as they are."""
    project_card: str | None
    demonstration: bool
    organisations: tuple[ShownOrganisation, ...]
    """Coordinator first, then by name."""


@dataclass(frozen=True)
class ShownFile:
    """One file of a record."""

    public_id: str
    url: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    language: str | None


@dataclass(frozen=True)
class RelatedRecord:
    """A record that another one points to."""

    pid: str
    url: str
    titles: Mapping[str, str]


@dataclass(frozen=True)
class EventFacts:
    """What only a multiplier event has."""

    starts_on: date | None
    ends_on: date | None
    """None: it ended on the day it began."""
    venue: str
    city: str
    country: str | None
    online: bool
    local_participants: int
    foreign_participants: int


@dataclass(frozen=True)
class ShownRecord:
    """A record, complete and detached from the database; only published ones reach the formats."""

    pid: str
    kind: Kind
    status: Status
    url: str
    """Address of the landing page."""
    code: str | None
    """O1, E2 of the application; none since lump sums."""
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    keywords: tuple[str, ...]
    languages: tuple[str, ...]
    """Of the material or of the event."""
    published_at: datetime | None
    """None only for a draft."""
    changed_at: datetime
    edits: int
    """Number of saves so far; a later save names it to show that nobody came between."""
    partnership: ShownPartnership
    output_type: str | None = None
    """Code of the vocabulary `output_types`; outputs only."""
    licence: str | None = None
    """SPDX identifier; outputs only."""
    files: tuple[ShownFile, ...] = ()
    event: EventFacts | None = None
    presents: tuple[RelatedRecord, ...] = ()
    """Outputs that this event presented; the published ones where the public looks."""
    presented_at: tuple[RelatedRecord, ...] = ()
    """Published events that presented this output."""
    withdrawn_at: datetime | None = None
    withdrawal_reason: str | None = None
