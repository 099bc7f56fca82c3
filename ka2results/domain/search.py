"""What can be asked of the search index, what it is told, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

FACETS = ("kind", "type", "language", "field", "topic", "licence", "country", "year", "agency")
"""Facets in the order in which a reader sees them.

kind: output | event; type: result category; language: of the material; field: school, vet, ...;
topic: code of the vocabulary `topics`, or a name that it does not know; licence: SPDX identifier;
country: of the participating organisations (EL, UK as the programme writes them); year: call year
of the partnership; agency: national agency such as FI01.
"""

PAGE_SIZE = 10
MAX_PAGE_SIZE = 100
MAX_OFFSET = 10_000
"""Deepest hit that a page for people reaches; machines harvest instead."""

NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Sort(StrEnum):
    """Orders of a page of hits; ties fall to the newest change, then the PID."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"


@dataclass(frozen=True)
class SearchQuery:
    """One question to the index, already checked for form.

    Values of one facet are alternatives; different facets must all fit. An empty text asks
    for everything, newest first.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    reader_languages: tuple[str, ...] = ("en",)

    @property
    def offset(self) -> int:
        """Hits before this page."""
        return (self.page - 1) * self.page_size


@dataclass(frozen=True)
class FileText:
    """The text inside one file of a record."""

    name: str
    language: str | None
    text: str


@dataclass(frozen=True)
class IndexDocument:
    """All that the index knows of one published record; a copy, never the truth."""

    pid: str
    sequence: int
    """Journal sequence of the change that this document shows."""
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    keywords: tuple[str, ...]
    partnership: tuple[str, ...]
    """Project number, acronym and titles of the partnership."""
    organisations: tuple[str, ...]
    languages: tuple[str, ...]
    """Of the material; decides which stemmers read the file texts."""
    facets: Mapping[str, tuple[str, ...]]
    """Values by facet name of `FACETS`; a facet without a value is left out."""
    published_on: date
    file_texts: tuple[FileText, ...] = ()


@dataclass(frozen=True)
class Hit:
    """One record that fits a query; scores compare only inside one answer."""

    pid: str
    score: float


@dataclass(frozen=True)
class FacetCount:
    """How many hits hold one value of a facet."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class HitPage:
    """One page of hits with the counts of every facet.

    The counts of a facet leave its own filter out, so that its other values stay in sight.
    `notes` says in words what was left out of an over-long or too short query.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    notes: tuple[str, ...] = ()
