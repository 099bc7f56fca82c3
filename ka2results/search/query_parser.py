"""Our own small query language for people.

Words must all occur; `"a phrase"` word by word; `-word` must not; `a OR b` binds its two
neighbours; `educat*` begins a word. Words joined without a space, such as `e-learning` or a
project number, are a phrase. Nothing is an error: what cannot be used is left out, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from ka2results.messages import say
from ka2results.search.analysis import tokens

LONGEST_TEXT = 200
MOST_WORDS = 16
SHORTEST_PREFIX = 3
MOST_EXPANSIONS = 256
"""Words that one prefix stands for, in the order of the alphabet."""

T = TypeVar("T")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_CHUNK = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


@dataclass(frozen=True)
class Word:
    """One word as written; engines expand it to its forms."""

    word: str


@dataclass(frozen=True)
class Phrase:
    """Folded words that stand side by side in one field."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Prefix:
    """The folded beginning of a word."""

    letters: str


@dataclass(frozen=True)
class Not:
    """Documents without a match."""

    node: Node


@dataclass(frozen=True)
class And:
    """All must match; everything when empty."""

    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Or:
    """One must match; nothing when empty."""

    nodes: tuple[Node, ...] = ()


Node = Word | Phrase | Prefix | Not | And | Or


@dataclass(frozen=True)
class ParsedQuery:
    """A query that can be evaluated, and what had to be left out of it, in words."""

    root: Node
    notes: tuple[str, ...] = ()

    @property
    def asks_for_everything(self) -> bool:
        """Tell whether there is no text at all to rank by."""
        return self.root == And()


def parse(text: str) -> ParsedQuery:
    """Understand whatever a person typed."""
    return _Parser(text).parsed()


def wanted(node: Node) -> Iterator[Word | Phrase | Prefix]:
    """Walk through what a query asks to see, without what it excludes."""
    if isinstance(node, And | Or):
        for child in node.nodes:
            yield from wanted(child)
    elif not isinstance(node, Not):
        yield node


@dataclass
class _Parser:
    text: str
    groups: list[list[Node]] = field(default_factory=list)
    """Must all match; alternatives inside one."""
    notes: dict[str, None] = field(default_factory=dict)
    words: int = 0
    joins: bool = False
    """An OR stands before the next part."""

    def parsed(self) -> ParsedQuery:
        text = self.text.strip()
        if len(text) > LONGEST_TEXT:
            self._note(say("Only the first {n} characters were used.", n=LONGEST_TEXT))
        for chunk in _CHUNK.finditer(text[:LONGEST_TEXT].translate(_QUOTES)):
            self._take(*chunk.groups())
        if text and not self.groups:
            self._note(say("There is no word here to look for."))
            return ParsedQuery(Or(), tuple(self.notes))
        groups = tuple(group[0] if len(group) == 1 else Or(tuple(group)) for group in self.groups)
        return ParsedQuery(groups[0] if len(groups) == 1 else And(groups), tuple(self.notes))

    def _take(self, minus: str, quoted: str | None, loose: str | None) -> None:
        if loose == "OR" and not minus:
            self.joins = bool(self.groups)
            return
        if loose == "AND" and not minus:
            return
        node = self._joined(quoted) if loose is None else self._loose(loose)
        if node is None:
            return
        node = Not(node) if minus else node
        if self.joins:
            self.groups[-1].append(node)
        else:
            self.groups.append([node])
        self.joins = False

    def _loose(self, chunk: str) -> Node | None:
        if not chunk.endswith("*"):
            return self._joined(chunk)
        parts = [token.word for token in tokens(chunk)]
        if not parts:
            return None
        before, prefix = self._joined(" ".join(parts[:-1])), self._prefix(parts[-1])
        both = tuple(node for node in (before, prefix) if node is not None)
        return And(both) if len(both) > 1 else next(iter(both), None)

    def _joined(self, chunk: str | None) -> Node | None:
        parts = self._within_limit([*tokens(chunk or "")])
        if len(parts) > 1:
            return Phrase(tuple(token.folded for token in parts))
        return Word(parts[0].word) if parts else None

    def _prefix(self, word: str) -> Node | None:
        letters = next(tokens(word)).folded
        if len(letters) < SHORTEST_PREFIX:
            self._note(
                say(
                    "“{letters}*” was left out: a beginning of a word needs {min} letters or more.",
                    letters=letters,
                    min=SHORTEST_PREFIX,
                )
            )
            return None
        return Prefix(letters) if self._within_limit([letters]) else None

    def _within_limit(self, parts: list[T]) -> list[T]:
        kept = parts[: MOST_WORDS - self.words]
        self.words += len(kept)
        if len(kept) < len(parts):
            self._note(say("Only the first {n} words were used.", n=MOST_WORDS))
        return kept

    def _note(self, words: str) -> None:
        self.notes[words] = None


def cut_prefix(letters: str) -> str:
    """Say that a prefix stands for more words than are looked up."""
    return say(
        "“{letters}*” begins more than {max} words; the first {max} were used. Type more letters.",
        letters=letters,
        max=MOST_EXPANSIONS,
    )
