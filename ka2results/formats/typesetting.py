"""Sets words of any European alphabet into a picture, in the typeface of the pages.

The typeface comes in one file for each alphabet, as browsers load it. A line is drawn run by run,
each run with the file that has its letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont, truetype

ALPHABETS = ("latin", "latin-ext", "greek", "cyrillic")
ELLIPSIS = "…"
_NO_LETTER = "\uffff"
"""Never a letter in any typeface, so it shows what a missing one looks like."""


@dataclass(frozen=True)
class Style:
    """How large and how strong letters are."""

    size: int
    """In pixels."""
    weight: int
    leading: float = 1.25
    """From one line to the next, in sizes."""

    @property
    def line_px(self) -> int:
        """Height of one line in pixels."""
        return round(self.size * self.leading)


class Typeface:
    """One family; its files are opened once for every size and weight in use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fonts: dict[tuple[str, int, int], FreeTypeFont] = {}
        self._alphabets: dict[str, str] = {}

    def width(self, text: str, style: Style) -> float:
        """Width of a line in pixels."""
        return sum(self._font(alphabet, style).getlength(run) for alphabet, run in self._runs(text))

    def draw(
        self, picture: ImageDraw, place: tuple[float, float], text: str, style: Style, fill: str
    ) -> None:
        """Draw one line with its baseline at a place."""
        x, y = place
        for alphabet, run in self._runs(text):
            font = self._font(alphabet, style)
            picture.text((x, y), run, fill=fill, font=font, anchor="ls")
            x += font.getlength(run)

    def lines(self, text: str, style: Style, width: float, most: int) -> list[str]:
        """Break a text into lines; what does not fit into the last one ends in an ellipsis."""
        lines = [""]
        for word in self._words(self.writable(text), style, width):
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, style) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) <= most:
            return [line for line in lines if line]
        return [*lines[: most - 1], self._shortened(lines[most - 1], style, width)]

    def writable(self, text: str) -> str:
        """The text in letters that the typeface has; marks it lacks fall off their letters."""
        letters = []
        for letter in unicodedata.normalize("NFC", " ".join(text.split())):
            if unicodedata.category(letter) == "Cf":
                continue
            plain = letter if self._alphabet(letter) else unicodedata.normalize("NFKD", letter)
            letters += [part for part in plain if self._alphabet(part)]
        return " ".join("".join(letters).split())

    def _words(self, text: str, style: Style, width: float) -> Iterator[str]:
        for word in text.split():
            if self.width(word, style) <= width:
                yield word
                continue
            part = ""
            for letter in word:
                if part and self.width(f"{part}{letter}-", style) > width:
                    yield f"{part}-"
                    part = ""
                part += letter
            yield part

    def _shortened(self, line: str, style: Style, width: float) -> str:
        while line and self.width(line + ELLIPSIS, style) > width:
            line = line[:-1]
        return line.rstrip(" ,;:–-") + ELLIPSIS

    def _runs(self, text: str) -> Iterator[tuple[str, str]]:
        for alphabet, letters in groupby(text, key=lambda letter: self._alphabet(letter)):
            yield alphabet or ALPHABETS[0], "".join(letters)

    def _alphabet(self, letter: str) -> str:
        """The first file that has a letter; empty where none has it."""
        if letter not in self._alphabets:
            found = (name for name in ALPHABETS if self._has(name, letter))
            self._alphabets[letter] = next(found, "")
        return self._alphabets[letter]

    def _has(self, alphabet: str, letter: str) -> bool:
        font = self._font(alphabet, Style(24, 400))
        return bytes(font.getmask(letter)) != bytes(font.getmask(_NO_LETTER))

    def _font(self, alphabet: str, style: Style) -> FreeTypeFont:
        key = (alphabet, style.size, style.weight)
        if key not in self._fonts:
            path = self._folder / f"commissioner-{alphabet}-wght-normal.woff2"
            font = truetype(str(path), style.size)
            font.set_variation_by_axes([style.weight])
            self._fonts[key] = font
        return self._fonts[key]
