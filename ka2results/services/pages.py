"""What pages show: detached from the database, with what the person who looks may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ka2results.domain.addresses import Addresses
from ka2results.domain.permissions import Role
from ka2results.domain.records import Kind, ShownPartnership, ShownRecord
from ka2results.domain.search import FacetCount, SearchQuery
from ka2results.models import Partnership
from ka2results.search.snippets import Fragment
from ka2results.services.snapshot import shown_partnership


@dataclass(frozen=True)
class FoundRecord:
    """A hit as a reader sees it."""

    record: ShownRecord
    snippet: tuple[Fragment, ...]
    """The place that fits the query, with the words to mark; empty when it is in the title."""
    snippet_language: str | None
    file_name: str | None
    """File in which the place stands; none when it is in the summary."""


@dataclass(frozen=True)
class SearchAnswer:
    """One page of hits with all that the page shows."""

    query: SearchQuery
    found: tuple[FoundRecord, ...]
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    notes: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Pages of hits, at least one."""
        return max(1, -(-self.total // self.query.page_size))


@dataclass(frozen=True)
class LandingPage:
    """A record and what the person who looks may do with it."""

    record: ShownRecord
    may_edit: bool = False
    may_publish: bool = False
    may_withdraw: bool = False


@dataclass(frozen=True)
class Totals:
    """How much there is."""

    outputs: int
    events: int
    partnerships: int
    countries: int
    """Of the organisations that take part in them."""


@dataclass(frozen=True)
class PartnershipPage:
    """A partnership with the records that the person who looks may see."""

    partnership: ShownPartnership
    summaries: Mapping[str, str]
    kind: str | None
    agency: str | None
    starts_on: date | None
    ends_on: date | None
    duration_months: int | None
    topics: tuple[str, ...]
    website: str | None
    source: str | None
    records: tuple[ShownRecord, ...]
    role: Role | None
    """Role of the person who looks."""

    @property
    def outputs(self) -> tuple[ShownRecord, ...]:
        """The intellectual outputs, by code."""
        return tuple(record for record in self.records if record.kind is Kind.OUTPUT)

    @property
    def events(self) -> tuple[ShownRecord, ...]:
        """The multiplier events, by code."""
        return tuple(record for record in self.records if record.kind is Kind.EVENT)


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation in a list."""

    public_id: str
    name: str
    organisation_type: str | None
    """Code of the vocabulary `organisation_types`."""
    city: str | None
    country: str
    partnerships: int
    """How many it takes part in."""


@dataclass(frozen=True)
class Part:
    """A partnership as one of its organisations sees it."""

    partnership: ShownPartnership
    role: str
    """coordinator | partner | associated | affiliated | unknown."""


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation with its partnerships and what these have published."""

    public_id: str
    name: str
    organisation_type: str | None
    """Code of the vocabulary `organisation_types`."""
    city: str | None
    region: str | None
    country: str
    """Programme code: EL, UK."""
    oid: str | None
    partnerships: tuple[Part, ...]
    """By call year, the newest first."""
    outputs: tuple[ShownRecord, ...]
    """What was published last comes first."""
    events: tuple[ShownRecord, ...]
    """The latest comes first."""


def page_of(
    partnership: Partnership,
    records: Sequence[ShownRecord],
    role: Role | None,
    addresses: Addresses,
) -> PartnershipPage:
    """Copy what the page shows."""
    return PartnershipPage(
        partnership=shown_partnership(partnership, addresses),
        summaries=dict(partnership.summaries),
        kind=partnership.kind,
        agency=partnership.agency,
        starts_on=partnership.starts_on,
        ends_on=partnership.ends_on,
        duration_months=partnership.duration_months,
        topics=tuple(partnership.topics),
        website=partnership.website,
        source=partnership.source,
        records=tuple(records),
        role=role,
    )
