"""What an engine keeps of one document: its words by field, and a few facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from ka2results.domain.search import FACETS, IndexDocument
from ka2results.search.analysis import stem, stemmed_languages, tokens

MOST_FILE_WORDS = 50_000
"""Words of the files of one record that are indexed; a thick book has 100,000."""

VALUE_GAP = 100
"""Empty places between two values of a field, so that no phrase reaches across."""


@dataclass
class FieldWords:
    """The words of one field of one document."""

    positions: dict[str, list[int]] = field(default_factory=dict)
    """Where each folded word stands."""
    stems: Counter[str] = field(default_factory=Counter)
    """How often each stem occurs."""
    length: int = 0
    _next: int = 0

    def read(self, text: str, languages: Iterable[str], most: int | None = None) -> None:
        """Add one value, stemmed in some languages; at most so many words of it."""
        written: Counter[str] = Counter()
        for token in islice(tokens(text), most):
            self.positions.setdefault(token.folded, []).append(self._next)
            self._next += 1
            written[token.word.lower()] += 1
        self.length += written.total()
        self._next += VALUE_GAP
        for language in languages:
            for word, count in written.items():
                self.stems[stem(word, language)] += count


@dataclass(frozen=True)
class Entry:
    """One document as an engine sees it."""

    pid: str
    sequence: int
    published: int
    """Day of publication, counted from year 1."""
    title: str
    """The first title, folded for sorting."""
    facets: Mapping[str, tuple[str, ...]]
    languages: frozenset[str]
    """Whose stems occur in `words`."""
    words: Mapping[str, FieldWords]


def describe(document: IndexDocument) -> Entry:
    """Read the words of a document."""
    material = stemmed_languages([*document.languages, *document.titles])
    words = {
        "title": _texts(document.titles),
        "keywords": _values(document.keywords, material),
        "partnership": _values((*document.partnership, *document.organisations), material | {"en"}),
        "summary": _texts(document.summaries),
        "files": _files(document),
    }
    used = {name.partition(":")[0] for part in words.values() for name in part.stems}
    return Entry(
        pid=document.pid,
        sequence=document.sequence,
        published=document.published_on.toordinal(),
        title=sort_key(next(iter(document.titles.values()), "")),
        facets={
            name: tuple(dict.fromkeys(document.facets[name]))
            for name in FACETS
            if document.facets.get(name)
        },
        languages=frozenset(used),
        words=words,
    )


def sort_key(title: str) -> str:
    """Write a title so that Ä stands beside A and case does not matter."""
    return " ".join(token.folded for token in tokens(title[:1_000]))[:200]


def _texts(by_language: Mapping[str, str]) -> FieldWords:
    words = FieldWords()
    for language, text in by_language.items():
        words.read(text, stemmed_languages([language]))
    return words


def _values(values: Iterable[str], languages: Iterable[str]) -> FieldWords:
    words = FieldWords()
    for value in values:
        words.read(value, languages)
    return words


def _files(document: IndexDocument) -> FieldWords:
    words = FieldWords()
    for file in document.file_texts:
        spoken = [file.language] if file.language else document.languages
        words.read(file.text, stemmed_languages(spoken), MOST_FILE_WORDS - words.length)
    return words
