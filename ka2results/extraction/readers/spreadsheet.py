"""The cells of an Excel workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ka2results.extraction.transcript import Transcript
from ka2results.extraction.xml_walk import XmlTarget, local_name


class SharedStrings(XmlTarget):
    """Collects the strings that the cells of all sheets share."""

    def __init__(self, max_characters: int) -> None:
        self.values: list[str] = []
        self._left = max_characters
        self._pieces: list[str] = []
        self._inside = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter a run of text."""
        self._inside += local_name(tag) == "t"

    def end(self, tag: str) -> None:
        """Leave a run of text, or finish a string."""
        name = local_name(tag)
        self._inside -= name == "t"
        if name == "si":
            self.values.append("".join(self._pieces))
            self._pieces.clear()

    def data(self, text: str) -> None:
        """Add to the string, as far as any of it can still fit into the transcript."""
        if self._inside and self._left > 0:
            self._pieces.append(text)
            self._left -= len(text)


class SheetWalk(XmlTarget):
    """Adds the cells of one sheet, a space between cells and a line for each row."""

    def __init__(self, transcript: Transcript, strings: Sequence[str]) -> None:
        self._transcript = transcript
        self._strings = strings
        self._shared = False
        self._inside = 0
        self._value: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter a cell or its value."""
        name = local_name(tag)
        if name == "c":
            self._shared = attributes.get("t") == "s"
            self._value.clear()
        self._inside += name in ("v", "t")

    def end(self, tag: str) -> None:
        """Leave a value, a cell or a row."""
        name = local_name(tag)
        self._inside -= name in ("v", "t")
        if name == "c" and self._value:
            self._transcript.add(self._text() + " ")
        elif name == "row":
            self._transcript.add("\n")

    def data(self, text: str) -> None:
        """Collect the value; formulas are left out."""
        if self._inside:
            self._value.append(text)

    def _text(self) -> str:
        value = "".join(self._value)
        if not self._shared:
            return value
        known = value.isdecimal() and int(value) < len(self._strings)
        return self._strings[int(value)] if known else ""
