"""The 33 programme countries as equal tiles, each about where people look for it.

Tiles instead of a map: every country is seen, whatever its size, and no line says whose land is
whose. Where each tile stands is a fact of the list of countries.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from ka2results.domain.figures import Figure
from ka2results.domain.vocabulary import vocabulary

TILE = 44
"""Width and height of a tile in units of the picture."""
PITCH = 48
"""From one tile to the next."""
STEPS = 4
"""Colours for counts above zero."""


@dataclass(frozen=True)
class Tile:
    """One country in the grid."""

    code: str
    count: int
    step: int
    """Colour from 0, nothing, to 4, the most."""
    x: int
    y: int


@dataclass(frozen=True)
class TileMap:
    """All tiles by rows from the north, and what has no tile."""

    tiles: tuple[Tile, ...]
    others: tuple[tuple[str, int], ...]
    """Code and count of countries outside the 33, the most first."""
    width: int
    height: int
    tile: int = TILE


def places() -> dict[str, tuple[int, int]]:
    """Column and row of every country with a tile, in reading order."""
    found = {
        term.code: (int(term.facts["column"]), int(term.facts["row"]))
        for term in vocabulary("countries")
        if "column" in term.facts
    }
    return dict(sorted(found.items(), key=lambda entry: (entry[1][1], entry[1][0])))


def tile_map_of(figure: Figure) -> TileMap:
    """Put the counts of a figure by country on the tiles; nothing is lost."""
    counts, grid = dict(figure.rows), places()
    largest = max((counts.get(code, 0) for code in grid), default=0)
    tiles = [
        Tile(
            code,
            counts.get(code, 0),
            _step(counts.get(code, 0), largest),
            x=column * PITCH,
            y=row * PITCH,
        )
        for code, (column, row) in grid.items()
    ]
    others = sorted(
        ((code, count) for code, count in counts.items() if code not in grid and count),
        key=lambda row: (-row[1], row[0]),
    )
    across = max(column for column, _ in grid.values()) + 1
    down = max(row for _, row in grid.values()) + 1
    edge = PITCH - TILE
    return TileMap(tuple(tiles), tuple(others), across * PITCH - edge, down * PITCH - edge)


def _step(count: int, largest: int) -> int:
    # By the square root: one large country must not wash out all the others.
    return ceil(STEPS * sqrt(count / largest)) if count else 0
