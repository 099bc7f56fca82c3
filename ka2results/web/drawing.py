"""Where the marks of bars and lines stand; pure functions, so that templates only print.

Widths and places across are in per cent of the picture and heights in `em`, so that pictures fit
every screen while their words stay as large as the reader wants them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from ka2results.domain.figures import Figure

Words = Callable[[str], str]
"""Gives the words for a code."""

LINE_LETTERS = 27
"""Letters of a label that fit beside a number on the narrowest screen."""
MOST_BARS = 12
MOST_YEAR_LABELS = 7
FEWEST_COLUMNS = 5
"""Fewer years stand in the middle rather than grow fat."""

_LINE_EM, _BAR_EM, _GAP_EM = 1.35, 0.75, 0.85
_COLUMNS_EM = 9.0
_SPARK_WIDTH, _SPARK_HEIGHT = 120, 28


@dataclass(frozen=True)
class Line:
    """One line of words at its height."""

    words: str
    y: float


@dataclass(frozen=True)
class Bar:
    """One lying bar under its label."""

    code: str
    count: int
    lines: tuple[Line, ...]
    y: float
    width: float
    """Per cent of the longest."""


@dataclass(frozen=True)
class Bars:
    """A picture of lying bars, the longest as wide as the picture."""

    bars: tuple[Bar, ...]
    height: float
    bar_height: float
    left_out: int
    """Values that only the table shows."""


def bars_of(figure: Figure, words: Words) -> Bars:
    """Draw the first rows of a figure as lying bars."""
    drawn, y = [], 0.0
    for code, count in figure.rows[:MOST_BARS]:
        lines = []
        for part in textwrap.wrap(words(code), LINE_LETTERS) or [code]:
            y += _LINE_EM
            lines.append(Line(part, round(y - 0.35, 2)))
        width = _per_cent(count, figure.largest)
        drawn.append(Bar(code, count, tuple(lines), round(y, 2), width))
        y += _BAR_EM + _GAP_EM
    left_out = max(0, len(figure.rows) - MOST_BARS)
    return Bars(tuple(drawn), round(max(0, y - _GAP_EM), 2), _BAR_EM, left_out)


@dataclass(frozen=True)
class Column:
    """One standing bar: a year."""

    code: str
    count: int
    x: float
    middle: float
    width: float
    y: float
    height: float
    labelled: bool
    """Whether the year stands below; with many years there is only place for some."""


@dataclass(frozen=True)
class Columns:
    """A picture of standing bars over years without gaps."""

    columns: tuple[Column, ...]
    floor: float
    height: float


def columns_of(figure: Figure) -> Columns:
    """Draw a figure over years as standing bars; years without a record keep their place."""
    rows = every_year(figure)
    if not rows:
        return Columns((), 0, 0)
    step, every = 100 / max(len(rows), FEWEST_COLUMNS), ceil(len(rows) / MOST_YEAR_LABELS)
    start = (100 - step * len(rows)) / 2
    floor = _COLUMNS_EM + _LINE_EM
    columns = []
    for place, (year, count) in enumerate(rows):
        height = round(_COLUMNS_EM * count / max(1, figure.largest), 2)
        columns.append(
            Column(
                year, count,
                x=round(start + step * (place + 0.14), 3),
                middle=round(start + step * (place + 0.5), 3),
                width=round(step * 0.72, 3),
                y=round(floor - height, 2),
                height=height,
                # Counted from the end: the newest year always has its label.
                labelled=(len(rows) - 1 - place) % every == 0,
            )
        )  # fmt: skip
    return Columns(tuple(columns), floor, floor + _LINE_EM)


def every_year(figure: Figure) -> list[tuple[str, int]]:
    """The rows of a figure by year, oldest first, with zero for the years between."""
    known = {int(code): count for code, count in figure.rows if code.isdecimal()}
    if not known:
        return []
    return [(str(year), known.get(year, 0)) for year in range(min(known), max(known) + 1)]


@dataclass(frozen=True)
class Sparkline:
    """A line the size of a word; its last point is marked."""

    rows: tuple[tuple[str, int], ...]
    points: str
    width: int
    height: int
    last_x: float
    last_y: float


def sparkline_of(figure: Figure) -> Sparkline | None:
    """Draw a figure over years as a small line; none with fewer than two years."""
    rows = every_year(figure)
    if len(rows) < 2:
        return None
    step = (_SPARK_WIDTH - 8) / (len(rows) - 1)
    high = _SPARK_HEIGHT - 8
    spots = [
        (round(4 + step * place, 1), round(4 + high - high * count / max(1, figure.largest), 1))
        for place, (_, count) in enumerate(rows)
    ]
    points = " ".join(f"{x:g},{y:g}" for x, y in spots)
    return Sparkline(tuple(rows), points, _SPARK_WIDTH, _SPARK_HEIGHT, *spots[-1])


def _per_cent(count: int, largest: int) -> float:
    return round(100 * count / largest, 2) if largest else 0.0
