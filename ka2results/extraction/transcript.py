"""The text that a reader collects, cleaned and capped."""

from __future__ import annotations

import re
import time
import unicodedata

from ka2results.extraction.limits import Limits

_LINE_ENDS = re.compile(r"\r\n?|[\v\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n\f]+")
_LINE_EDGES = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Control characters, soft hyphens, invisible marks that split words, overrides of the writing
# direction that make text look like another text, lone surrogates and non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


class TranscriptFull(Exception):
    """The cap or the patience is used up; what was read so far is kept."""


class Damaged(Exception):
    """The file is broken, encrypted or not what it says it is."""


class TooCostly(Exception):
    """The file asks for more than the limits allow."""


def tidy(text: str) -> str:
    """Normalise text: NFC, no control characters but newline and form feed, no empty runs.

    Runs of spaces become one and at most one line is empty, since excerpts are shown to people.
    Words divided at the end of a line stay divided.
    """
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    text = _LINE_EDGES.sub("\n", _SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", _EMPTY_LINES.sub("\n\n", text)).strip(" \n")


class Transcript:
    """Collects pieces of text until the cap or the patience is used up."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.pages: int | None = None
        self.truncated = False
        self.remark = ""
        """For operators, one line: what was left out and why."""
        self._pieces: list[str] = []
        self._characters = 0
        self._begun_s = time.process_time()

    def add(self, piece: str) -> None:
        """Take one more piece.

        Raises:
            TranscriptFull: the cap or the patience is used up.
        """
        self._pieces.append(piece)
        self._characters += len(piece)
        if self._characters > self.limits.max_characters:
            self._stop(f"stopped after {self.limits.max_characters:,} characters")
        if time.process_time() - self._begun_s > self.limits.patience_s:
            self._stop(f"stopped after {self.limits.patience_s} seconds of computing")

    def end_page(self) -> None:
        """Mark the end of a page or slide."""
        self.add("\f")

    def text(self) -> str:
        """Give the text so far, tidy and never longer than the cap."""
        return tidy("".join(self._pieces))[: self.limits.max_characters]

    def _stop(self, remark: str) -> None:
        self.truncated = True
        self.remark = remark
        raise TranscriptFull(remark)
