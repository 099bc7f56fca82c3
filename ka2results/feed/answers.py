"""What either door has to say, before it is put into XML or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ka2results.domain.addresses import Addresses
from ka2results.domain.harvest import HarvestedRecord, SetDescription, Syntax
from ka2results.feed.faults import Fault

PROTOCOL_VERSION = "2.0"
DELETED_RECORD = "persistent"
GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
SAMPLE_PID = "pvq4z-43t41"
METADATA_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
"""For the metadata in the feeds; every file has its own licence."""
TOKEN_TTL = timedelta(hours=24)
"""Shown to harvesters, who like to see a date; a token is honoured as long as the key lives."""
RIGHTS_APPLY_TO = "http://www.openarchives.org/OAI/2.0/entity#metadata"


@dataclass(frozen=True)
class Door:
    """One of the two doors and the repository behind it."""

    syntax: Syntax
    base_url: str
    """Of the door, from the settings: harvesters take another spelling for another repository."""
    addresses: Addresses
    repository_name: str
    admin_email: str


@dataclass(frozen=True)
class Identity:
    """Answer to Identify, besides what the door knows."""

    earliest: datetime


@dataclass(frozen=True)
class OfferedFormat:
    """One metadata format."""

    prefix: str
    schema: str
    namespace: str


@dataclass(frozen=True)
class OfferedFormats:
    """Answer to ListMetadataFormats."""

    formats: tuple[OfferedFormat, ...]


@dataclass(frozen=True)
class OfferedSets:
    """Answer to ListSets."""

    sets: tuple[SetDescription, ...]


@dataclass(frozen=True)
class OneRecord:
    """Answer to GetRecord."""

    record: HarvestedRecord


@dataclass(frozen=True)
class Resumption:
    """How an incomplete list goes on."""

    token: str | None
    """None on the page that completes the list."""
    cursor: int
    """Records sent before this page."""
    complete_list_size: int


@dataclass(frozen=True)
class RecordList:
    """Answer to ListRecords and ListIdentifiers; never empty."""

    records: tuple[HarvestedRecord, ...]
    resumption: Resumption | None
    """None when the list fits one page."""


@dataclass(frozen=True)
class Refusal:
    """No answer, and why."""

    faults: tuple[Fault, ...]


Content = Identity | OfferedFormats | OfferedSets | OneRecord | RecordList | Refusal


@dataclass(frozen=True)
class Answer:
    """One answer of one door."""

    door: Door
    moment: datetime
    """Response date, taken before anything was read."""
    echo: Mapping[str, str]
    """Verb and arguments; empty when they could not be understood."""
    content: Content

    @property
    def tokens_expire_at(self) -> datetime:
        """The date shown with a resumption token."""
        return self.moment + TOKEN_TTL


def utc(moment: datetime) -> str:
    """Write a moment as the protocol wants it. Source: OAI-PMH 2.0 §3.3."""
    # isoformat, for strftime writes the year 1 without its zeros.
    whole = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{whole.isoformat()}Z"
