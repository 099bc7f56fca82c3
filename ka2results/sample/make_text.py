"""Read the plain source texts of the demonstration files.

A source is a small part of Markdown: one `# ` title, `## ` headings, paragraphs of one
line, `- ` bullets and numbered lines.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "bullet", "number"]

COLOURS = {
    "green": "#1d6b52",
    "care": "#6b3f78",
    "stories": "#b0441f",
    "start": "#1f5c8b",
    "guide": "#7a5c0d",
}
"""The colour of each partnership's papers; dark enough for white letters on it."""


@dataclass(frozen=True)
class Block:
    """One heading, paragraph or line of a list."""

    kind: Kind
    text: str
    number: int = 0
    """Place in a numbered list, from 1; 0 for every other kind."""


@dataclass(frozen=True)
class Document:
    """A source text, parsed."""

    title: str
    blocks: tuple[Block, ...]

    def introduction(self) -> tuple[Block, ...]:
        """Return what stands before the first heading."""
        return self.parts()[0][1]

    def parts(self) -> list[tuple[str, tuple[Block, ...]]]:
        """Return the text cut at its headings; the first part has an empty heading."""
        parts: list[tuple[str, list[Block]]] = [("", [])]
        for block in self.blocks:
            if block.kind == "heading":
                parts.append((block.text, []))
            else:
                parts[-1][1].append(block)
        return [(heading, tuple(blocks)) for heading, blocks in parts]


@dataclass(frozen=True)
class Imprint:
    """What a paper says about itself apart from its text."""

    acronym: str
    licence: str
    language: str
    notice: str
    colour: str

    def line(self) -> str:
        """Return the line for the foot of a page."""
        return f"{self.acronym} · {self.licence} · {self.notice}"


def parse(source: str) -> Document:
    """Read one source text.

    Raises:
        ValueError: the first line is not a title.
    """
    title, _, body = source.partition("\n")
    if not title.startswith("# "):
        raise ValueError(f"The first line must be '# Title', not {title!r}.")
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return Document(title[2:].strip(), tuple(_block(line) for line in lines))


def _block(line: str) -> Block:
    if line.startswith("## "):
        return Block("heading", line[3:])
    if line.startswith("- "):
        return Block("bullet", line[2:])
    numbered = re.match(r"(\d+)\. (.+)", line)
    if numbered:
        return Block("number", numbered[2], int(numbered[1]))
    return Block("paragraph", line)
