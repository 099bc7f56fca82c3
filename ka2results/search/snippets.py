"""The part of a text that best shows why it was found, with the words of the query marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ka2results.search.analysis import (
    different_words,
    fold,
    forms,
    is_elided,
    matches,
    stem,
    stemmed_languages,
)
from ka2results.search.query_parser import MOST_WORDS, ParsedQuery, Phrase, Prefix, Word, wanted

WIDTH = 220
LONGEST_SCAN = 2_000_000
"""Characters of a text that are looked at."""

MOST_MARKS = 5_000
"""Found words after which the rest of a text is left alone."""

_BLANKS = re.compile(" +")


@dataclass(frozen=True)
class Fragment:
    """A piece of a snippet; plain text that the page still has to escape."""

    text: str
    marked: bool


class _Found(NamedTuple):
    start: int
    end: int
    term: int
    """Which word of the query it is."""


def snippet(
    text: str, query: ParsedQuery, languages: Iterable[str], *, width: int = WIDTH
) -> tuple[Fragment, ...] | None:
    """Cut out the window of a text that holds the most words of a query.

    Args:
        languages: of the text and of the reader, for words that only share a stem.
        width: of the window, in characters; marked words are never cut.

    Returns:
        Pieces to be shown in a row, or nothing when no word of the query is in the text.
    """
    best = _best_window(text, query, languages, width)
    return None if best is None else _fragments(text, best[1], width)


def best_snippet(
    texts: Sequence[str], query: ParsedQuery, languages: Iterable[str], *, width: int = WIDTH
) -> tuple[int, tuple[Fragment, ...]] | None:
    """Give the text that shows the most words of a query, by its place, with its snippet."""
    spoken = tuple(languages)
    windows = [_best_window(text, query, spoken, width) for text in texts]
    found = [(-best[0], place, best[1]) for place, best in enumerate(windows) if best is not None]
    if not found:
        return None
    _, place, marks = min(found)
    return place, _fragments(texts[place], marks, width)


def _best_window(
    text: str, query: ParsedQuery, languages: Iterable[str], width: int
) -> tuple[int, list[_Found]] | None:
    """Give the number of different words in the best window, and all that is found in it."""
    found = list(_occurrences(text[:LONGEST_SCAN], query, languages))
    inside: Counter[int] = Counter()
    first, best, span = 0, (0, 0), (0, 0)
    for last, mark in enumerate(found):
        inside[mark.term] += 1
        while mark.end - found[first].start > width and first < last:
            inside.subtract([found[first].term])
            first += 1
        rank = (sum(count > 0 for count in inside.values()), last - first)
        if rank > best:
            best, span = rank, (first, last + 1)
    return (best[0], found[slice(*span)]) if found else None


def _occurrences(text: str, query: ParsedQuery, languages: Iterable[str]) -> Iterator[_Found]:
    spoken = tuple(sorted(stemmed_languages(languages)))
    terms = _terms_inside(text, query, spoken)
    left = MOST_MARKS
    for match in matches(text) if terms else ():
        term = terms.get(match[0])
        if term is None or is_elided(fold(match[0]), text[match.end() : match.end() + 1]):
            continue
        yield _Found(match.start(), match.end(), term)
        left -= 1
        if not left:
            return


def _terms_inside(text: str, query: ParsedQuery, spoken: tuple[str, ...]) -> dict[str, int]:
    """Number those words of a text that are words of the query; each different one is read once."""
    terms, prefixes = _terms(query, spoken)
    heads = {name.rpartition(":")[2][:2] for name in terms}
    starts = tuple(prefixes)
    found: dict[str, int] = {}
    for word in different_words(text) if terms or prefixes else ():
        # Most words of a text are neither stemmed nor folded then.
        if not starts and word.isascii() and word[:2].lower() not in heads:
            continue
        folded = fold(word)
        if folded[:2] in heads:
            names = (folded, *(stem(word, language) for language in spoken))
            exact = next((terms[name] for name in names if name in terms), None)
            if exact is not None:
                found[word] = exact
                continue
        if starts and folded.startswith(starts):
            found[word] = next(prefixes[start] for start in starts if folded.startswith(start))
    return found


@lru_cache(maxsize=256)
def _terms(query: ParsedQuery, languages: tuple[str, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Number the words of a query: all their forms, and beginnings."""
    terms: dict[str, int] = {}
    prefixes: dict[str, int] = {}
    for number, node in enumerate(wanted(query.root)):
        match node:
            case Word(word):
                exact, stems = forms(word, languages)
                terms |= dict.fromkeys((exact, *stems), number)
            case Phrase(words):
                for place, word in enumerate(words):
                    terms.setdefault(word, number + MOST_WORDS * place)
            case Prefix(letters):
                prefixes[letters] = number
    return terms, prefixes


def _fragments(text: str, marks: list[_Found], width: int) -> tuple[Fragment, ...]:
    start, end = _edges(text, marks[0].start, marks[-1].end, width)
    pieces = [Fragment("…", marked=False)] if start > 0 else []
    at = start
    for mark in marks:
        pieces.append(Fragment(_one_line(text[at : mark.start]), marked=False))
        pieces.append(Fragment(_one_line(text[mark.start : mark.end]), marked=True))
        at = mark.end
    pieces.append(Fragment(_one_line(text[at:end]), marked=False))
    if end < len(text):
        pieces.append(Fragment("…", marked=False))
    return tuple(piece for piece in pieces if piece.text)


def _edges(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Widen a span to about the width, a third before it, without cutting words at its ends."""
    room = max(width - (end - start), 0)
    left = max(start - room // 3, 0)
    right = min(left + max(width, end - left), len(text))
    left = max(min(left, right - width), 0)  # what the end of the text leaves over
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return left, right


def _one_line(text: str) -> str:
    """Show runs of white space and control characters as one blank."""
    return _BLANKS.sub(" ", "".join(c if c.isprintable() else " " for c in text))
