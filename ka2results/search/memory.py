"""The twin of every engine: the same answers in plain Python, for tests and small trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from ka2results.domain.search import (
    FACETS,
    Hit,
    HitPage,
    IndexDocument,
    SearchQuery,
    Sort,
)
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
from ka2results.search.entries import Entry, describe
from ka2results.search.port import IndexStatus
from ka2results.search.query_parser import (
    MOST_EXPANSIONS,
    And,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    cut_prefix,
    parse,
)

Scores = dict[str, float]
"""Relevance by PID; a document that does not fit is not in it."""


class MemoryIndex:
    """A `SearchIndex` that is forgotten with the process."""

    def __init__(self) -> None:
        self._shelf = _Shelf([])
        self._sequence = 0

    def search(self, query: SearchQuery) -> HitPage:
        """Answer a query with one page of hits and the counts of every facet."""
        return _Evaluation(self._shelf, query).page()

    def apply(
        self, documents: Sequence[IndexDocument], gone: Sequence[str], *, sequence: int
    ) -> None:
        """Replace documents, forget the PIDs in `gone`, and remember `sequence`, at once."""
        if sequence < self._sequence:
            return
        kept = self._shelf.entries | {item.pid: describe(item) for item in documents}
        self._shelf = _Shelf([entry for entry in kept.values() if entry.pid not in set(gone)])
        self._sequence = sequence

    def rebuild(self, batches: Iterable[Sequence[IndexDocument]], *, sequence: int) -> None:
        """Build a fresh index beside the live one and put it in its place at the end."""
        self._shelf = _Shelf([describe(item) for batch in batches for item in batch])
        self._sequence = sequence

    def status(self) -> IndexStatus:
        """Tell how many documents there are and which sequence they show."""
        return IndexStatus(len(self._shelf.entries), self._sequence)

    def close(self) -> None:
        """Keep nothing open."""


class _Shelf:
    """All documents of one state; never changes."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.pid: entry for entry in entries}

    @cached_property
    def averages(self) -> dict[str, float]:
        return {
            field: sum(entry.words[field].length for entry in self.entries.values())
            / max(len(self.entries), 1)
            for field in WEIGHTS
        }

    @cached_property
    def languages(self) -> frozenset[str]:
        return frozenset().union(*(entry.languages for entry in self.entries.values()))

    @cached_property
    def lexicon(self) -> list[str]:
        words = {
            word
            for entry in self.entries.values()
            for part in entry.words.values()
            for word in part.positions
        }
        return sorted(words)


class _Evaluation:
    """One query, document by document."""

    def __init__(self, shelf: _Shelf, query: SearchQuery) -> None:
        self._shelf, self._query = shelf, query
        self._languages = {*query.reader_languages, *shelf.languages, "en"}
        self._notes: list[str] = []

    def page(self) -> HitPage:
        parsed, filters = parse(self._query.text), chosen(self._query)
        matched = self._match(parsed.root)
        found = [pid for pid in matched if self._passes(pid, filters)]
        by_relevance = self._query.sort is Sort.RELEVANCE and not parsed.asks_for_everything
        found.sort(key=lambda pid: self._key(pid, matched[pid] if by_relevance else None))
        start, end, too_deep = window(self._query)
        return HitPage(
            hits=tuple(Hit(pid, matched[pid]) for pid in found[start:end]),
            total=len(found),
            facets=all_facets(
                {name: self._count(name, matched, filters) for name in FACETS}, filters
            ),
            notes=(*parsed.notes, *self._notes, *too_deep),
        )

    def _passes(self, pid: str, filters: dict[str, frozenset[str]], but: str | None = None) -> bool:
        facets = self._shelf.entries[pid].facets
        return all(
            values.intersection(facets.get(name, ()))
            for name, values in filters.items()
            if name != but
        )

    def _count(
        self, facet: str, matched: Collection[str], filters: dict[str, frozenset[str]]
    ) -> Counter[str]:
        seen = (pid for pid in matched if self._passes(pid, filters, but=facet))
        return Counter(v for pid in seen for v in self._shelf.entries[pid].facets.get(facet, ()))

    def _key(self, pid: str, score: float | None) -> tuple[float | str, int, str]:
        entry = self._shelf.entries[pid]
        if score is not None:
            return -score, -entry.sequence, pid
        first = entry.title if self._query.sort is Sort.TITLE else -entry.published
        return first, -entry.sequence, pid

    def _match(self, node: Node) -> Scores:
        match node:
            case Word(word):
                return self._word(word)
            case Phrase(words):
                return self._phrase(words)
            case Prefix(letters):
                return self._prefix(letters)
            case Not(inner):
                without = self._match(inner)
                return {pid: 0.0 for pid in self._shelf.entries if pid not in without}
            case And(nodes):
                parts = [self._match(child) for child in nodes]
                return {
                    pid: sum((part[pid] for part in parts), 0.0)
                    for pid in self._shelf.entries
                    if all(pid in part for part in parts)
                }
            case Or(nodes):
                parts = [self._match(child) for child in nodes]
                found = {pid for part in parts for pid in part}
                return {pid: sum((part.get(pid, 0.0) for part in parts), 0.0) for pid in found}

    def _word(self, word: str) -> Scores:
        exact, stems = forms(word, self._languages)
        scores: Scores = {}
        for field in WEIGHTS:
            for pid, gained in self._gains(field, exact).items():
                scores[pid] = scores.get(pid, 0.0) + gained
            for pid, gained in self._most(field, stems).items():
                scores[pid] = scores.get(pid, 0.0) + STEM_SHARE * gained
        return scores

    def _prefix(self, letters: str) -> Scores:
        words = [word for word in self._shelf.lexicon if word.startswith(letters)]
        if len(words) > MOST_EXPANSIONS:
            self._notes.append(cut_prefix(letters))
        scores: Scores = {}
        for field in WEIGHTS:
            for pid, gained in self._most(field, words[:MOST_EXPANSIONS]).items():
                scores[pid] = scores.get(pid, 0.0) + gained
        return scores

    def _phrase(self, words: tuple[str, ...]) -> Scores:
        scores: Scores = {}
        for field in WEIGHTS:
            gains = [self._gains(field, word) for word in words]
            for pid, entry in self._shelf.entries.items():
                if _side_by_side(entry, field, words):
                    for gained in gains:
                        scores[pid] = scores.get(pid, 0.0) + gained[pid]
        return scores

    def _most(self, field: str, terms: Iterable[str]) -> Scores:
        best: Scores = {}
        for term in terms:
            for pid, gained in self._gains(field, term).items():
                best[pid] = max(best.get(pid, 0.0), gained)
        return best

    def _gains(self, field: str, term: str) -> Scores:
        entries = self._shelf.entries
        counts = {pid: _occurrences(entry, field, term) for pid, entry in entries.items()}
        counts = {pid: count for pid, count in counts.items() if count}
        if not counts:
            return {}
        worth = WEIGHTS[field] * rarity(len(counts), len(entries))
        average = self._shelf.averages[field]
        return {
            pid: gain(float(count), float(entries[pid].words[field].length), average, worth)
            for pid, count in counts.items()
        }


def _occurrences(entry: Entry, field: str, term: str) -> int:
    words = entry.words[field]
    return words.stems[term] if ":" in term else len(words.positions.get(term, ()))


def _side_by_side(entry: Entry, field: str, words: tuple[str, ...]) -> bool:
    positions = entry.words[field].positions
    if not all(word in positions for word in words):
        return False
    starts = ({place - offset for place in positions[word]} for offset, word in enumerate(words))
    return bool(set.intersection(*starts))
