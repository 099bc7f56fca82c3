"""Covers for records without a picture of their own: building blocks, chosen by the PID.

Outputs stand on cool grounds with circles and quarters, events on warm ones with triangles, so
that the two kinds are told apart at a glance. Colours are for those who paint; here are only
names of tones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from ka2results.domain.records import Kind

COLUMNS, ROWS = 3, 4
"""Cells of the grid on which every cover stands."""


class Form(StrEnum):
    """The blocks; each fills a square of cells."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    """Upright before turning."""
    CORNER = "corner"
    """Half a square; its right angle is at the top left before turning."""
    QUARTER = "quarter"
    """Quarter of a circle around the top left before turning."""
    HALF = "half"
    """The upper half of a circle before turning, lying on the middle."""


class Tone(StrEnum):
    """Names of colours; a painter gives each one for light and one for dark surroundings."""

    PAPER = "paper"
    BLUSH = "blush"
    NAVY = "navy"
    SKY = "sky"
    SUN = "sun"
    CORAL = "coral"
    LEAF = "leaf"


@dataclass(frozen=True)
class Block:
    """A square of cells."""

    left: int
    top: int
    size: int


@dataclass(frozen=True)
class Shape:
    """One block with its form and tone."""

    form: Form
    left: float
    """Cells from the left edge; accents stand on halves of cells."""
    top: float
    size: float
    turn: int
    """Quarter turns, clockwise."""
    tone: Tone


@dataclass(frozen=True)
class Cover:
    """A ground and three to six shapes; later ones lie on top."""

    ground: Tone
    shapes: tuple[Shape, ...]


_PALETTES: dict[Kind, tuple[tuple[Tone, ...], ...]] = {
    Kind.OUTPUT: (
        (Tone.PAPER, Tone.NAVY, Tone.SUN, Tone.CORAL),
        (Tone.PAPER, Tone.LEAF, Tone.SKY, Tone.SUN),
        (Tone.NAVY, Tone.SUN, Tone.SKY, Tone.CORAL),
        (Tone.NAVY, Tone.SKY, Tone.PAPER, Tone.SUN),
        (Tone.SKY, Tone.NAVY, Tone.SUN, Tone.PAPER),
        (Tone.SUN, Tone.NAVY, Tone.SKY, Tone.PAPER),
        (Tone.LEAF, Tone.SUN, Tone.PAPER, Tone.SKY),
    ),
    Kind.EVENT: (
        (Tone.BLUSH, Tone.CORAL, Tone.NAVY, Tone.SUN),
        (Tone.BLUSH, Tone.NAVY, Tone.CORAL, Tone.SKY),
        (Tone.CORAL, Tone.NAVY, Tone.SUN, Tone.BLUSH),
        (Tone.CORAL, Tone.SUN, Tone.BLUSH, Tone.NAVY),
    ),
}
"""Ground first, then the tone of the largest block, then the others."""

_LAYOUTS: dict[Kind, tuple[tuple[Block, ...], ...]] = {
    Kind.OUTPUT: (
        (Block(0, 0, 2), Block(1, 2, 2), Block(2, 0, 1), Block(0, 3, 1)),
        (Block(0, 0, 2), Block(1, 2, 2), Block(2, 1, 1), Block(0, 2, 1), Block(0, 3, 1)),
        (Block(0, 0, 3), Block(0, 3, 1), Block(1, 3, 1), Block(2, 3, 1)),
        (Block(0, 0, 3), Block(0, 3, 1), Block(2, 3, 1)),
        (Block(1, 1, 2), Block(0, 0, 1), Block(0, 3, 1), Block(1, 3, 1), Block(2, 0, 1)),
        (Block(0, 2, 2), Block(2, 3, 1), Block(2, 2, 1), Block(1, 1, 1), Block(0, 0, 1)),
    ),
    Kind.EVENT: (
        (Block(0, 1, 3), Block(0, 0, 1), Block(1, 0, 1), Block(2, 0, 1)),
        (Block(0, 0, 2), Block(1, 2, 2), Block(0, 2, 1), Block(0, 3, 1), Block(2, 0, 1)),
        (Block(0, 2, 2), Block(1, 0, 2), Block(0, 1, 1), Block(2, 3, 1)),
        (Block(0, 1, 3), Block(0, 0, 1), Block(2, 0, 1)),
    ),
}
"""Blocks without overlap, the largest first; mirrored and turned over they make four times more."""

_FIRST: dict[Kind, tuple[Form, ...]] = {
    Kind.OUTPUT: (Form.CIRCLE, Form.QUARTER, Form.QUARTER, Form.SQUARE, Form.HALF),
    Kind.EVENT: (Form.TRIANGLE, Form.TRIANGLE, Form.CORNER),
}
_OTHERS: dict[Kind, tuple[Form, ...]] = {
    Kind.OUTPUT: (
        Form.CIRCLE, Form.QUARTER, Form.QUARTER, Form.SQUARE, Form.TRIANGLE, Form.CORNER, Form.HALF,
    ),
    Kind.EVENT: (Form.CIRCLE, Form.CIRCLE, Form.TRIANGLE, Form.HALF, Form.CORNER),
}  # fmt: skip

_TURNING = (Form.CORNER, Form.QUARTER, Form.HALF)
"""A triangle on its side or on its tip looks like an arrow, so it stands."""

_NESTED: dict[Form, tuple[float, float]] = {
    Form.CIRCLE: (0.5, 0.5), Form.SQUARE: (0.5, 0.5), Form.HALF: (0.5, 0.5),
    Form.TRIANGLE: (0.5, 1), Form.CORNER: (0, 0), Form.QUARTER: (0, 0),
}  # fmt: skip
"""Where a block of half the size lies inside one of the same form, in sizes of the small one."""

_RHYTHM = (2, 1, 0, 2)
"""Which tone of the palette each smaller block has, so that neighbours rarely share one."""

_Any = TypeVar("_Any")


class _Choices:
    """An endless row of choices that a PID always makes alike."""

    def __init__(self, seed: str) -> None:
        self._seed, self._taken = seed, 0

    def among(self, options: Sequence[_Any]) -> _Any:
        """Take one of the options."""
        self._taken += 1
        digest = hashlib.sha256(f"{self._seed}/{self._taken}".encode()).digest()
        return options[int.from_bytes(digest[:4]) % len(options)]


def cover_of(pid: str, kind: Kind) -> Cover:
    """Compose the cover of a record; the same PID always gives the same cover."""
    choices = _Choices(f"{kind.value}:{pid}")
    ground, *tones = choices.among(_PALETTES[kind])
    blocks = _mirrored(choices.among(_LAYOUTS[kind]), choices)
    first = _shape(blocks[0], choices.among(_FIRST[kind]), tones[0], choices)
    shapes = [first, *_accent(first, tones[1], choices)]
    for place, block in enumerate(blocks[1:], start=1):
        form = choices.among(_OTHERS[kind])
        shapes.append(_shape(block, form, tones[_RHYTHM[place - 1]], choices))
    return Cover(ground, tuple(shapes))


def _mirrored(blocks: Sequence[Block], choices: _Choices) -> list[Block]:
    flipped, overturned = choices.among((False, True)), choices.among((False, True))
    return [
        replace(
            block,
            left=COLUMNS - block.left - block.size if flipped else block.left,
            top=ROWS - block.top - block.size if overturned else block.top,
        )
        for block in blocks
    ]


def _shape(block: Block, form: Form, tone: Tone, choices: _Choices) -> Shape:
    turn = choices.among((0, 1, 2, 3)) if form in _TURNING else 0
    return Shape(form, block.left, block.top, block.size, turn, tone)


def _accent(under: Shape, tone: Tone, choices: _Choices) -> list[Shape]:
    """A block of the same form and half the size inside the largest one, now and then."""
    if under.size < COLUMNS and not choices.among((True, True, False)):
        return []
    size = under.size / 2
    right, down = _NESTED[under.form]
    for _ in range(under.turn):
        right, down = 1 - down, right
    return [
        replace(
            under, left=under.left + right * size, top=under.top + down * size, size=size, tone=tone
        )
    ]


def outline(shape: Shape) -> str:
    """The edge of a shape as SVG path data, in cells. Source: SVG 2 §9.3."""
    radius = shape.size if shape.form is Form.QUARTER else shape.size / 2
    arc = f"A{radius:g} {radius:g} 0 0 1 "
    if shape.form is Form.CIRCLE:
        y, right = shape.top + radius, shape.left + shape.size
        return f"M{shape.left:g} {y:g}{arc}{right:g} {y:g}{arc}{shape.left:g} {y:g}z"
    places = [f"{left:g} {top:g}" for left, top in corners(shape)]
    if shape.form in (Form.QUARTER, Form.HALF):
        return f"M{'L'.join(places[:-1])}{arc}{places[-1]}z"
    return f"M{'L'.join(places)}z"


def corners(shape: Shape) -> list[tuple[float, float]]:
    """Corners of a shape, turned, clockwise; curves begin and end in them.

    A quarter has its middle first; a half has only the two ends of its straight side.
    """
    units: dict[Form, list[tuple[float, float]]] = {
        Form.SQUARE: [(0, 0), (1, 0), (1, 1), (0, 1)],
        Form.TRIANGLE: [(0.5, 0), (1, 1), (0, 1)],
        Form.CORNER: [(0, 0), (1, 0), (0, 1)],
        Form.QUARTER: [(0, 0), (1, 0), (0, 1)],
        Form.HALF: [(0, 0.5), (1, 0.5)],
    }
    unit = units[shape.form]
    for _ in range(shape.turn):
        unit = [(1 - y, x) for x, y in unit]
    return [(shape.left + x * shape.size, shape.top + y * shape.size) for x, y in unit]
