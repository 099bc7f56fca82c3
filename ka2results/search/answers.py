"""What all engines share: the formula of relevance, the page window, the order of counts."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ka2results.domain.search import (
    FACETS,
    MAX_OFFSET,
    MAX_PAGE_SIZE,
    FacetCount,
    HitPage,
    SearchQuery,
)
from ka2results.messages import say

WEIGHTS = {"title": 2.0, "keywords": 1.5, "partnership": 1.0, "summary": 1.0, "files": 0.25}
"""How much a word counts in each field."""

STEM_SHARE = 0.5
"""What a word counts that has only the same stem, against the exact word."""

K1, B = 1.6, 0.75
Number = TypeVar("Number", float, NDArray[np.float64])


def rarity(found: int, documents: int) -> float:
    """Say how telling a word is that so many of the documents hold."""
    return math.log(documents / (found + 1)) + 1.0


def gain(count: Number, length: Number, average: float, worth: float) -> Number:
    """Score a word in one field of one document, or of many at once.

    Args:
        count: how often it occurs.
        length: words in the field.
        average: words in the field of the average document.
        worth: weight of the field times rarity of the word.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, §3.
    """
    return worth * count * (K1 + 1) / (count + K1 * (1 - B + B * length / average))


def window(query: SearchQuery) -> tuple[int, int, tuple[str, ...]]:
    """Give the first and the last hit of a page, and a note when it lies too deep."""
    start = max(query.offset, 0)
    end = min(start + min(query.page_size, MAX_PAGE_SIZE), MAX_OFFSET)
    if start < MAX_OFFSET:
        return start, end, ()
    return 0, 0, (say("Pages end after {max:,} hits. Add a word or a filter.", max=MAX_OFFSET),)


def chosen(query: SearchQuery) -> dict[str, frozenset[str]]:
    """Give the filters that hold a value."""
    return {name: frozenset(values) for name, values in query.filters.items() if values}


def facet_counts(counts: Mapping[str, int], selected: Collection[str]) -> tuple[FacetCount, ...]:
    """Put the values of one facet in order; a selected one stays in sight with no hit at all."""
    present = {value: count for value, count in counts.items() if count}
    values = present | {value: present.get(value, 0) for value in selected}
    ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, count, value in selected) for value, count in ordered)


def all_facets(
    counts: Mapping[str, Mapping[str, int]], filters: Mapping[str, Collection[str]]
) -> dict[str, tuple[FacetCount, ...]]:
    """Put every facet in its order, also those without a value."""
    return {name: facet_counts(counts[name], filters.get(name, ())) for name in FACETS}


def nothing(query: SearchQuery) -> HitPage:
    """Answer from an index that holds no document yet."""
    return HitPage((), 0, all_facets({name: {} for name in FACETS}, chosen(query)))
