"""One commit of the index as arrays over all its documents, and the postings beneath them."""

from __future__ import annotations

import heapq
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ka2results.domain.search import FACETS
from ka2results.search.answers import WEIGHTS
from ka2results.search.whoosh_engine import Commit, Postings, SegmentFile
from ka2results.search.whoosh_storage import guarded

Cached = Postings | NDArray[np.int64] | tuple[str, ...] | None
_LANGUAGES = "languages"
_OVERHEAD_BYTES = 200


class Facet(NamedTuple):
    """Pairs of document and value: values may be many for one document."""

    labels: list[str]
    documents: NDArray[np.int64]
    codes: NDArray[np.int64]


class Column(NamedTuple):
    """The facts of some documents."""

    pids: list[str]
    sequences: NDArray[np.int64]
    published: NDArray[np.int64]
    titles: list[str]
    lengths: NDArray[np.float64]
    """One row per document, one column per field of `WEIGHTS`."""
    facets: dict[str, Facet]


class Segment:
    """One immutable part of the index; its files close when no snapshot holds it any more."""

    def __init__(self, name: str, file: SegmentFile, folder: Path) -> None:
        self.name, self.file, self.size = name, file, file.documents
        facts = file.facts()
        with guarded(folder):
            pids, sequences, published, titles, languages, lengths, facets = (
                zip(*facts, strict=True) if facts else ([],) * 7
            )
            self.column = Column(
                list(pids),
                np.array(sequences, np.int64),
                np.array(published, np.int64),
                list(titles),
                np.array(lengths, np.float64).reshape(self.size, len(WEIGHTS)),
                {name: _facet([own.get(name, ()) for own in facets]) for name in FACETS}
                | {_LANGUAGES: _facet(languages)},
            )


class PostingCache:
    """Decoded postings of immutable segments, the least used leaving first."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._kept: OrderedDict[tuple[str, ...], Cached] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: tuple[str, ...], read: Callable[[], Cached]) -> Cached:
        """Give what is kept under a key, or read and keep it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = read()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = value
                self._bytes += _size(value)
            while self._bytes > self._limit_bytes:
                self._bytes -= _size(self._kept.popitem(last=False)[1])
        return value


class Snapshot:
    """All documents of one commit; never changes, so that threads share it without locks."""

    def __init__(self, commit: Commit, cache: PostingCache, before: Snapshot | None) -> None:
        self.folder, self.sequence = commit.folder, commit.sequence
        self._cache = cache
        known = {segment.name: segment for segment in before.segments} if before else {}
        self.segments: list[Segment] = [
            known.get(name) or Segment(name, commit.open(place), commit.folder)
            for place, name in enumerate(commit.segment_ids)
        ]
        sizes = [segment.size for segment in self.segments]
        self._bases = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        self.size = int(self._bases[-1])
        self.live = np.ones(self.size, bool)
        with guarded(commit.folder):
            for place, base in enumerate(self._bases[:-1]):
                self.live[base + np.array(commit.deleted(place), np.int64)] = False
        self.documents = int(self.live.sum())
        self._join([segment.column for segment in self.segments])

    def _join(self, parts: list[Column]) -> None:
        self.pids = np.array([pid for part in parts for pid in part.pids], dtype=str)
        self.sequences = _concatenated([part.sequences for part in parts])
        self.published = _concatenated([part.published for part in parts])
        lengths = np.concatenate([np.empty((0, len(WEIGHTS))), *(part.lengths for part in parts)])
        sums = lengths[self.live].sum(axis=0)
        self.lengths = {field: lengths[:, place] for place, field in enumerate(WEIGHTS)}
        self.averages = {
            field: float(sums[place]) / max(self.documents, 1)
            for place, field in enumerate(WEIGHTS)
        }
        self.facets = {
            name: _joined([part.facets[name] for part in parts], self._bases)
            for name in (*FACETS, _LANGUAGES)
        }
        languages = self.facets[_LANGUAGES]
        spoken = np.unique(languages.codes[self.live[languages.documents]])
        self.languages = frozenset(languages.labels[code] for code in spoken)

    @cached_property
    def ties(self) -> NDArray[np.int64]:
        """Rank of each document by newest change, then PID."""
        return _ranks(np.lexsort((self.pids, -self.sequences)))

    @cached_property
    def title_ranks(self) -> NDArray[np.int64]:
        """Rank of each document by its folded title; equal titles share one."""
        titles = [title for segment in self.segments for title in segment.column.titles]
        rank = {title: place for place, title in enumerate(sorted(set(titles)))}
        return np.array([rank[title] for title in titles], np.int64)

    def numbers_of(self, pids: Iterable[str]) -> NDArray[np.int64]:
        """Give the live documents that bear one of some PIDs."""
        return np.flatnonzero(np.isin(self.pids, np.array(list(pids), dtype=str)) & self.live)

    def postings(self, field: str, term: str) -> Postings:
        """Give the live documents that hold a term, and how often."""
        documents, counts = [], []
        for segment, base in zip(self.segments, self._bases, strict=False):
            part = self._cache.get(
                (segment.name, field, term),
                lambda: segment.file.postings(field, term),  # noqa: B023
            )
            if isinstance(part, Postings):
                documents.append(part.documents + base)
                counts.append(part.counts)
        if not documents:
            return _NOBODY
        found = np.concatenate(documents)
        alive = self.live[found]
        return Postings(found[alive], np.concatenate(counts)[alive])

    def places(self, field: str, word: str) -> NDArray[np.int64]:
        """Give the places of a word: document * 2**32 + position, ascending."""
        found = []
        for segment, base in zip(self.segments, self._bases, strict=False):
            part = self._cache.get(
                (segment.name, field, word, "places"),
                lambda: segment.file.places(field, word),  # noqa: B023
            )
            if isinstance(part, np.ndarray):
                found.append(part + (base << 32))
        return _concatenated(found)

    def expand(self, prefix: str, most: int) -> dict[str, list[str]]:
        """Give the first words that begin with a prefix, each with the fields that hold it."""
        lists = []
        for segment in self.segments:
            for field in WEIGHTS:
                words = self._cache.get(
                    (segment.name, field, prefix, str(most)),
                    lambda: tuple(islice(segment.file.words_from(field, prefix), most)),  # noqa: B023
                )
                if isinstance(words, tuple) and not isinstance(words, Postings):
                    lists.append([(word, field) for word in words])
        expanded: dict[str, list[str]] = {}
        for word, field in heapq.merge(*lists):
            if word not in expanded and len(expanded) == most:
                break
            if field not in expanded.setdefault(word, []):
                expanded[word].append(field)
        return expanded


_NOBODY = Postings(np.empty(0, np.int64), np.empty(0))


def _size(value: Cached) -> int:
    if isinstance(value, tuple) and not isinstance(value, Postings):
        return _OVERHEAD_BYTES + sum(_OVERHEAD_BYTES // 2 for _ in value)
    if value is None:
        return _OVERHEAD_BYTES
    return _OVERHEAD_BYTES + (value.bytes if isinstance(value, Postings) else value.nbytes)


def _facet(values: Iterable[Iterable[str]]) -> Facet:
    pairs = [(number, value) for number, own in enumerate(values) for value in own]
    labels = sorted({value for _, value in pairs})
    code = {label: place for place, label in enumerate(labels)}
    return Facet(
        labels,
        np.array([number for number, _ in pairs], np.int64),
        np.array([code[value] for _, value in pairs], np.int64),
    )


def _joined(parts: list[Facet], bases: NDArray[np.int64]) -> Facet:
    labels = sorted({label for part in parts for label in part.labels})
    code = {label: place for place, label in enumerate(labels)}
    documents = [part.documents + base for part, base in zip(parts, bases, strict=False)]
    codes = [
        np.array([code[label] for label in part.labels], np.int64)[part.codes] for part in parts
    ]
    return Facet(labels, _concatenated(documents), _concatenated(codes))


def _concatenated(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate([np.empty(0, np.int64), *parts])


def _ranks(order: NDArray[np.int64]) -> NDArray[np.int64]:
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks
