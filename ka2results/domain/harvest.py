"""Selective harvesting: what is asked, where a list stands, what is answered.

Source: OAI-PMH 2.0 §2.5-2.7 (records, datestamps, sets) and §3.5 (flow control).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ka2results.domain.records import Kind, ShownRecord
from ka2results.domain.vocabulary import vocabulary


class Syntax(StrEnum):
    """The two doors for harvesters; a metadata prefix means a format within one of them."""

    XML = "xml"
    JSON = "json"


class Reason(StrEnum):
    """Why a row was added to the journal."""

    PUBLISHED = "published"
    EDITED = "edited"
    LINKED = "linked"
    """A record that this one points to was published, renamed or withdrawn."""
    PARTNERSHIP = "partnership"
    """The partnership shown with the record changed."""
    WITHDRAWN = "withdrawn"
    TEXT_READ = "text-read"
    """The text inside a file became known: the index follows, harvesters need not."""


@dataclass(frozen=True)
class HarvestQuery:
    """One list request: both ends of the range count, times are whole seconds in UTC."""

    syntax: Syntax
    metadata_prefix: str
    from_: datetime | None = None
    until: datetime | None = None
    set_spec: str | None = None


@dataclass(frozen=True)
class Position:
    """Where a list stands; all that a resumption token must carry besides the query."""

    sequence: int
    """Last journal sequence sent."""
    sent: int
    """Records sent before the next page."""


START = Position(sequence=0, sent=0)


@dataclass(frozen=True)
class Header:
    """The header of one record in a list."""

    pid: str
    datestamp: datetime
    sets: tuple[str, ...]
    deleted: bool


@dataclass(frozen=True)
class HarvestedRecord:
    """A header with the body that was rendered at publication; none for a deleted record."""

    header: Header
    body: bytes | None


@dataclass(frozen=True)
class HarvestPage:
    """One page of a list; never empty."""

    records: tuple[HarvestedRecord, ...]
    position: Position
    """Where this page began."""
    next: Position | None
    """Where the next page begins; none when the list is complete."""
    complete_list_size: int


@dataclass(frozen=True)
class SetDescription:
    """One set that a harvester may select."""

    spec: str
    name: str


def sets_of(record: ShownRecord) -> tuple[str, ...]:
    """Tell which sets a record belongs to, most specific ones only.

    Source: OAI-PMH 2.0 §2.6 (a header names the leaves; `set=results` includes them).
    """
    sets = ["events"] if record.kind is Kind.EVENT else [f"results:{record.output_type}", "oer"]
    if record.partnership.number:
        sets.append(f"project:{record.partnership.number}")
    return tuple(sets)


def describe_set(spec: str) -> SetDescription:
    """Name a set in words."""
    head, _, rest = spec.partition(":")
    if head == "project" and rest:
        return SetDescription(spec, f"Project {rest}")
    if head == "results" and rest:
        return SetDescription(spec, vocabulary("output_types").label(rest))
    names = {
        "results": "Intellectual outputs",
        "events": "Multiplier events",
        "oer": "Open educational resources",
        "project": "Records by project number",
    }
    return SetDescription(spec, names.get(spec, spec))
