"""What the page of hits shows besides the hits: facets, chips, orders and pages as addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import url_for

from ka2results.domain.search import FACETS, PAGE_SIZE, FacetCount, SearchQuery, Sort
from ka2results.domain.vocabulary import vocabulary
from ka2results.services.pages import SearchAnswer
from ka2results.web.filters import country_name, language_name

FACET_TITLES = {
    "kind": "What",
    "type": "Type of result",
    "language": "Language of the material",
    "country": "Country of a partner",
    "licence": "Licence",
    "field": "Field of education",
    "year": "Call year",
}
_KINDS = {"output": "Intellectual outputs", "event": "Multiplier events"}
_ORDERS = {Sort.RELEVANCE: "Best match", Sort.NEWEST: "Newest", Sort.TITLE: "Title"}
_OPEN_FACETS = 5
_SHOWN_VALUES = 8


@dataclass(frozen=True)
class FacetLink:
    """One value of a facet as a link that adds or drops it."""

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
class Chip:
    """One active filter, with the address without it."""

    label: str
    facet: str
    url: str


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
    def chips(self) -> list[Chip]:
        """The active filters."""
        return [
            Chip(value_label(value, name), FACET_TITLES[name], self._toggled(name, value))
            for name, values in self.query.filters.items()
            for value in values
        ]

    @property
    def orders(self) -> list[tuple[str, bool, str]]:
        """Every order: words, whether it is the current one, address."""
        return [
            (words, sort is self.query.sort, address(replace(self.query, sort=sort, page=1)))
            for sort, words in _ORDERS.items()
        ]

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
        links = tuple(
            FacetLink(
                value_label(count.value, name),
                count.count,
                count.selected,
                self._toggled(name, count.value),
            )
            for count in counts
        )
        shown = [link for link in links if link.selected]
        shown += [link for link in links if not link.selected][: _SHOWN_VALUES - len(shown)]
        first = tuple(link for link in links if link in shown)
        more = tuple(link for link in links if link not in shown)
        return FacetBox(
            name, FACET_TITLES[name], first, more, is_open or name in self.query.filters
        )

    def _toggled(self, name: str, value: str) -> str:
        filters = dict(self.query.filters)
        values = filters.get(name, ())
        rest = tuple(other for other in values if other != value)
        filters[name] = rest if value in values else (*values, value)
        kept = {facet: chosen for facet, chosen in filters.items() if chosen}
        return address(replace(self.query, filters=kept, page=1))


def asked_by(query: SearchQuery, languages: tuple[str, ...]) -> SearchQuery:
    """The same query, asked by a reader of these languages."""
    return replace(query, reader_languages=languages)


def address(query: SearchQuery) -> str:
    """The address of a query; what is at its default is left out."""
    arguments: dict[str, object] = {"q": query.text} if query.text else {}
    arguments |= {name: list(values) for name, values in query.filters.items()}
    if query.sort is not Sort.RELEVANCE:
        arguments["sort"] = query.sort.value
    if query.page > 1:
        arguments["page"] = query.page
    if query.page_size != PAGE_SIZE:
        arguments["page_size"] = query.page_size
    return url_for("catalogue.search", **arguments)  # type: ignore[arg-type]


def value_label(value: str, facet: str) -> str:
    """Words for one value of a facet."""
    by_list: Mapping[str, str] = {"type": "output_types", "licence": "licences", "field": "fields"}
    if facet == "kind":
        return _KINDS.get(value, value)
    if facet == "language":
        return language_name(value)
    if facet == "country":
        return country_name(value)
    return vocabulary(by_list[facet]).label(value) if facet in by_list else value
