"""What the page of hits shows besides the hits: facets, chips, orders and pages as addresses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from flask import url_for
from flask_babel import lazy_gettext

from ka2results.domain.search import FACETS, PAGE_SIZE, FacetCount, SearchQuery, Sort
from ka2results.services.pages import SearchAnswer
from ka2results.wording.labels import value_label

FACET_TITLES = {
    "kind": lazy_gettext("What"),
    "type": lazy_gettext("Type of result"),
    "language": lazy_gettext("Language of the material"),
    "field": lazy_gettext("Field of education"),
    "topic": lazy_gettext("Topic"),
    "licence": lazy_gettext("Licence"),
    "country": lazy_gettext("Country of a partner"),
    "year": lazy_gettext("Call year"),
    "agency": lazy_gettext("National agency"),
}
_ORDERS = {
    Sort.RELEVANCE: lazy_gettext("Best match"),
    Sort.NEWEST: lazy_gettext("Newest"),
    Sort.TITLE: lazy_gettext("Title"),
}
_OPEN_FACETS = 5
_SHOWN_VALUES = 8


@dataclass(frozen=True)
class FacetLink:
    """One value of a facet as a link that adds or drops it."""

    id: str
    """The same on every page, so that the focus stays on it when the page changes in place."""
    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True)
class FacetBox:
    """One facet with its values."""

    name: str
    title: str
    first: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    open: bool


@dataclass(frozen=True)
class Choice:
    """A filter or an order in words, with the address that drops or takes it."""

    label: str
    url: str
    selected: bool = True


@dataclass(frozen=True)
class SearchPage:
    """A page of hits, ready for its template."""

    answer: SearchAnswer

    @property
    def query(self) -> SearchQuery:
        """The query that the page answers."""
        return self.answer.query

    @property
    def boxes(self) -> list[FacetBox]:
        """The facets that hold anything, in their order."""
        found = ((name, self.answer.facets.get(name, ())) for name in FACETS)
        return [
            self._box(name, counts, place < _OPEN_FACETS)
            for place, (name, counts) in enumerate(found)
            if counts
        ]

    @property
    def chips(self) -> list[Choice]:
        """The active filters."""
        return [
            Choice(value_label(value, name), self._toggled(name, value))
            for name, value in self.query_filters
        ]

    @property
    def orders(self) -> list[Choice]:
        """Every order that makes a difference: without words there is no best match."""
        shown = [sort for sort in _ORDERS if self.query.text or sort is not Sort.RELEVANCE]
        current = self.query.sort if self.query.sort in shown else Sort.NEWEST
        return [
            Choice(
                str(_ORDERS[sort]), address(replace(self.query, sort=sort, page=1)), sort is current
            )
            for sort in shown
        ]

    @property
    def query_filters(self) -> list[tuple[str, str]]:
        """Every active filter by facet and value."""
        return [(name, value) for name, values in self.query.filters.items() for value in values]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a new search keeps: the filters, and the order if it was chosen."""
        order = [] if self.query.sort is Sort.RELEVANCE else [("sort", self.query.sort.value)]
        return [*self.query_filters, *order]

    @property
    def here_url(self) -> str:
        """This page itself."""
        return address(self.query)

    @property
    def atom_url(self) -> str:
        """The same search to be followed."""
        return address(replace(self.query, page=1), "following.atom")

    @property
    def csv_url(self) -> str:
        """The same search as a table."""
        return address(replace(self.query, page=1), "following.table")

    @property
    def clear_url(self) -> str:
        """The same words without any filter."""
        return address(replace(self.query, filters={}, page=1))

    @property
    def previous_url(self) -> str | None:
        """The page before."""
        return self._page_url(self.query.page - 1)

    @property
    def next_url(self) -> str | None:
        """The page after."""
        return self._page_url(self.query.page + 1)

    def _page_url(self, page: int) -> str | None:
        inside = 1 <= page <= self.answer.pages
        return address(replace(self.query, page=page)) if inside else None

    def _box(self, name: str, counts: tuple[FacetCount, ...], is_open: bool) -> FacetBox:
        links = [self._link(name, count) for count in counts]
        shown = [link for link in links if link.selected]
        shown += [link for link in links if not link.selected][: _SHOWN_VALUES - len(shown)]
        first = tuple(link for link in links if link in shown)
        more = tuple(link for link in links if link not in shown)
        opened = is_open or name in self.query.filters
        return FacetBox(name, str(FACET_TITLES[name]), first, more, opened)

    def _link(self, name: str, count: FacetCount) -> FacetLink:
        digest = hashlib.sha256(count.value.encode()).hexdigest()[:8]
        return FacetLink(
            f"{name}-{digest}",
            value_label(count.value, name),
            count.count,
            count.selected,
            self._toggled(name, count.value),
        )

    def _toggled(self, name: str, value: str) -> str:
        values = self.query.filters.get(name, ())
        if value not in values:
            return self._before_one_more + urlencode({name: value})
        rest = tuple(other for other in values if other != value)
        filters = {**self.query.filters, name: rest}
        kept = {facet: chosen for facet, chosen in filters.items() if chosen}
        return address(replace(self.query, filters=kept, page=1))

    @cached_property
    def _before_one_more(self) -> str:
        # Made once: a page has fifty links that add a filter.
        here = address(replace(self.query, page=1))
        return here + ("&" if "?" in here else "?")


def asked_by(query: SearchQuery, languages: tuple[str, ...]) -> SearchQuery:
    """The same query, asked by a reader of these languages."""
    return replace(query, reader_languages=languages)


def address(query: SearchQuery, endpoint: str = "catalogue.search") -> str:
    """The address of a query; what is at its default is left out."""
    arguments: dict[str, object] = {"q": query.text} if query.text else {}
    arguments |= {name: list(values) for name, values in query.filters.items()}
    if query.sort is not Sort.RELEVANCE:
        arguments["sort"] = query.sort.value
    if query.page > 1:
        arguments["page"] = query.page
    if query.page_size != PAGE_SIZE:
        arguments["page_size"] = query.page_size
    # Not by `url_for` with arguments, which takes long for the fifty links of a page.
    words = urlencode(arguments, doseq=True)
    return url_for(endpoint) + (f"?{words}" if words else "")
