"""Reading XML and HTML without building a tree, without entities, without the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ka2results.extraction.transcript import Damaged, Transcript

_BARE_DOCTYPE = re.compile(
    rb"""<!DOCTYPE\s++[\w:.-]++(?:\s++(?:PUBLIC|SYSTEM))?+"""
    rb"""(?:\s++"[^"<>\[]*+"|\s++'[^'<>\[]*+'){0,2}+\s*+>"""
)


class XmlTarget:
    """Receives the events of a parser; does nothing with those that a subclass leaves out."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Character data; long runs may come in pieces."""


@dataclass(frozen=True)
class WalkRules:
    """Which elements hold text, all by local name."""

    keep: frozenset[str] | None = None
    """Only the character data of these counts; None: of all elements."""
    within: frozenset[str] | None = None
    """Only what is inside one of these counts; None: the whole document."""
    skip: frozenset[str] = frozenset()
    """Subtrees left out."""
    breaks: Mapping[str, str] = field(default_factory=dict)
    """What is added at the end of an element."""


class TextWalk(XmlTarget):
    """Adds the text of one XML part to a transcript, following the rules of its format."""

    def __init__(self, transcript: Transcript, rules: WalkRules) -> None:
        self._transcript = transcript
        self._rules = rules
        self._skipping = 0
        self._inside = 0 if rules.within is not None else 1
        self._keeping = 0 if rules.keep is not None else 1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter an element."""
        self._step(local_name(tag), 1)

    def end(self, tag: str) -> None:
        """Leave an element and add its break."""
        name = local_name(tag)
        if name in self._rules.breaks and self._inside and not self._skipping:
            self._transcript.add(self._rules.breaks[name])
        self._step(name, -1)

    def data(self, text: str) -> None:
        """Add character data where it counts."""
        if self._keeping and self._inside and not self._skipping:
            self._transcript.add(text)

    def _step(self, name: str, by: int) -> None:
        if name in self._rules.skip:
            self._skipping += by
        if self._rules.within is not None and name in self._rules.within:
            self._inside += by
        if self._rules.keep is not None and name in self._rules.keep:
            self._keeping += by


class _StrictTarget:
    """Passes events on and refuses a DOCTYPE before any of its entities is declared."""

    def __init__(self, target: XmlTarget) -> None:
        self.start, self.end, self.data = target.start, target.end, target.data

    def doctype(self, *_: Any) -> None:
        raise Damaged("XML with a DOCTYPE is not read: it may hold entities")

    def close(self) -> None:
        """Nothing to hand over."""


class _TolerantTarget(_StrictTarget):
    def doctype(self, *_: Any) -> None:
        """HTML has one by rule; its parser knows no entities but those of HTML."""


def local_name(tag: str) -> str:
    """Strip the namespace of a tag."""
    return tag.rpartition("}")[2]


def walk_xml(chunks: Iterable[bytes], target: XmlTarget) -> None:
    """Send one XML document through a target.

    Raises:
        Damaged: not well-formed, or a DOCTYPE is there.
    """
    parser = etree.XMLParser(
        target=_StrictTarget(target),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    _feed(parser, chunks)


def without_bare_doctype(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Take out a DOCTYPE that only names a standard, as many drawings and books carry one.

    It declares nothing itself, and what it names is never fetched. Any other is left to be refused.
    """
    for number, chunk in enumerate(chunks):
        yield _BARE_DOCTYPE.sub(b"", chunk, count=1) if number == 0 else chunk


def walk_html(chunks: Iterable[bytes], target: XmlTarget, *, encoding: str) -> None:
    """Send one HTML document, however untidy, through a target."""
    parser = etree.HTMLParser(
        target=_TolerantTarget(target), encoding=encoding, no_network=True, huge_tree=False
    )
    _feed(parser, chunks)


def _feed(parser: Any, chunks: Iterable[bytes]) -> None:
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Damaged(f"not well-formed: {error.msg}") from None
