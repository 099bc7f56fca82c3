"""Queries evaluated as array arithmetic over one snapshot of the index."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ka2results.domain.search import FACETS, Hit, HitPage, SearchQuery, Sort
from ka2results.search.analysis import forms
from ka2results.search.answers import (
    STEM_SHARE,
    WEIGHTS,
    all_facets,
    chosen,
    gain,
    rarity,
    window,
)
from ka2results.search.query_parser import (
    MOST_EXPANSIONS,
    And,
    Node,
    Not,
    Or,
    ParsedQuery,
    Phrase,
    Prefix,
    Word,
    cut_prefix,
    parse,
)
from ka2results.search.whoosh_engine import Postings
from ka2results.search.whoosh_snapshot import Snapshot

Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]


class Match(NamedTuple):
    """Which documents fit, and how well; those that do not fit score nothing."""

    fits: Mask
    scores: Scores


def answer(snapshot: Snapshot, query: SearchQuery) -> HitPage:
    """Answer a query from one snapshot."""
    parsed = parse(query.text)
    evaluation = _Evaluation(snapshot, {*query.reader_languages, *snapshot.languages, "en"})
    match = evaluation.match(parsed.root)
    filters = chosen(query)
    masks = {name: _with_value(snapshot, name, values) for name, values in filters.items()}
    fits = reduce(np.logical_and, masks.values(), match.fits)
    start, end, too_deep = window(query)
    keys = _keys(snapshot, query.sort, parsed, match.scores)
    best = _best(np.flatnonzero(fits), keys, snapshot.ties, end)[start:]
    return HitPage(
        hits=tuple(Hit(str(snapshot.pids[n]), float(match.scores[n])) for n in best),
        total=int(fits.sum()),
        facets=all_facets(_counts(snapshot, match.fits, masks, fits), filters),
        notes=(*parsed.notes, *evaluation.notes, *too_deep),
    )


class _Evaluation:
    """Matches one query; every sum runs in the order in which the memory twin adds."""

    def __init__(self, snapshot: Snapshot, languages: Collection[str]) -> None:
        self._snapshot, self._languages = snapshot, languages
        self.notes: list[str] = []

    def match(self, node: Node) -> Match:
        """Match any part of a query."""
        match node:
            case Word(word):
                return self._word(word)
            case Phrase(words):
                return self._phrase(words)
            case Prefix(letters):
                return self._prefix(letters)
            case Not(inner):
                return Match(~self.match(inner).fits & self._snapshot.live, self._nothing())
            case And(nodes):
                return self._all([self.match(child) for child in nodes])
            case Or(nodes):
                return self._any([self.match(child) for child in nodes])

    def _all(self, parts: list[Match]) -> Match:
        fits = reduce(np.logical_and, (part.fits for part in parts), self._snapshot.live)
        return Match(fits, self._sum(parts) * fits)

    def _any(self, parts: list[Match]) -> Match:
        fits = reduce(np.logical_or, (part.fits for part in parts), self._none())
        return Match(fits, self._sum(parts))

    def _word(self, word: str) -> Match:
        exact, stems = forms(word, self._languages)
        fits, scores = self._none(), self._nothing()
        for field in WEIGHTS:
            found = self._snapshot.postings(field, exact)
            fits[found.documents] = True
            scores[found.documents] += self._gains(field, found)
            scores += STEM_SHARE * self._most(field, stems, fits)
        return Match(fits, scores)

    def _prefix(self, letters: str) -> Match:
        words = self._snapshot.expand(letters, MOST_EXPANSIONS + 1)
        if len(words) > MOST_EXPANSIONS:
            self.notes.append(cut_prefix(letters))
        kept = list(words)[:MOST_EXPANSIONS]
        fits, scores = self._none(), self._nothing()
        for field in WEIGHTS:
            scores += self._most(field, [word for word in kept if field in words[word]], fits)
        return Match(fits, scores)

    def _phrase(self, words: tuple[str, ...]) -> Match:
        fits, scores = self._none(), self._nothing()
        for field in WEIGHTS:
            holders = self._side_by_side(field, words)
            if not len(holders):
                continue
            fits[holders] = True
            for word in words:
                found = self._snapshot.postings(field, word)
                gains = self._gains(field, found)
                scores[holders] += gains[np.searchsorted(found.documents, holders)]
        return Match(fits, scores)

    def _side_by_side(self, field: str, words: tuple[str, ...]) -> NDArray[np.int64]:
        """Give the documents that hold all words in a row in one field."""
        holders = [self._snapshot.postings(field, word).documents for word in words]
        both = reduce(np.intersect1d, holders)
        if not len(both):
            return both
        allowed = self._none()
        allowed[both] = True
        starts = []
        for offset, word in enumerate(words):
            places = self._snapshot.places(field, word)
            starts.append(places[allowed[places >> 32]] - offset)
        return np.unique(reduce(np.intersect1d, starts) >> 32)

    def _most(self, field: str, terms: Collection[str], fits: Mask) -> Scores:
        """Give each document the gain of its best term, so that synonyms do not add up."""
        best = self._nothing()
        for term in terms:
            found = self._snapshot.postings(field, term)
            if len(found.documents):
                fits[found.documents] = True
                gains = self._gains(field, found)
                best[found.documents] = np.maximum(best[found.documents], gains)
        return best

    def _gains(self, field: str, found: Postings) -> Scores:
        snapshot = self._snapshot
        if not len(found.documents):
            return found.counts
        worth = WEIGHTS[field] * rarity(len(found.documents), snapshot.documents)
        lengths = snapshot.lengths[field][found.documents]
        return gain(found.counts, lengths, snapshot.averages[field], worth)

    def _sum(self, parts: list[Match]) -> Scores:
        return reduce(np.add, (part.scores for part in parts), self._nothing())

    def _none(self) -> Mask:
        return np.zeros(self._snapshot.size, bool)

    def _nothing(self) -> Scores:
        return np.zeros(self._snapshot.size)


def _with_value(snapshot: Snapshot, name: str, values: frozenset[str]) -> Mask:
    mask = np.zeros(snapshot.size, bool)
    if name in FACETS:
        facet = snapshot.facets[name]
        codes = [code for code, label in enumerate(facet.labels) if label in values]
        mask[facet.documents[np.isin(facet.codes, codes)]] = True
    return mask


def _counts(
    snapshot: Snapshot, matched: Mask, masks: Mapping[str, Mask], fits: Mask
) -> dict[str, dict[str, int]]:
    """Count the values of each facet, its own filter left out."""
    counted = {}
    for name in FACETS:
        others = [mask for other, mask in masks.items() if other != name]
        seen = reduce(np.logical_and, others, matched) if name in masks else fits
        labels, documents, codes = snapshot.facets[name]
        numbers = np.bincount(codes[seen[documents]], minlength=len(labels))
        counted[name] = dict(zip(labels, numbers.tolist(), strict=True))
    return counted


def _keys(
    snapshot: Snapshot, sort: Sort, parsed: ParsedQuery, scores: Scores
) -> NDArray[np.int64] | Scores:
    if sort is Sort.TITLE:
        return snapshot.title_ranks
    if sort is Sort.NEWEST or parsed.asks_for_everything:
        return -snapshot.published
    return -scores


def _best(
    documents: NDArray[np.int64],
    keys: NDArray[np.int64] | Scores,
    ties: NDArray[np.int64],
    most: int,
) -> NDArray[np.int64]:
    """Put the first documents in order, without sorting all the others."""
    own = keys[documents]
    if 0 < most < len(documents) // 4:
        near = own <= np.partition(own, most - 1)[most - 1]
        documents, own = documents[near], own[near]
    return documents[np.lexsort((ties[documents], own))][:most]
