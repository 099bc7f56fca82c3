"""A cover as a picture of its own, for feeds and other sites: SVG in light colours."""

from __future__ import annotations

from collections.abc import Mapping

from ka2results.domain.covers import COLUMNS, ROWS, Cover, Tone, outline

LIGHT: Mapping[Tone, str] = {
    Tone.PAPER: "#e8eefc",
    Tone.BLUSH: "#ffe9dc",
    Tone.NAVY: "#132c7a",
    Tone.SKY: "#9db7ff",
    Tone.SUN: "#ffd84d",
    Tone.CORAL: "#f47b4a",
    Tone.LEAF: "#1b6e4b",
}
"""The same as `--tone-…` of `static/pictures.css` in light surroundings."""

_WIDTH = 600


def cover_svg(cover: Cover) -> bytes:
    """Draw a cover as an SVG file."""
    blocks = "".join(
        f'<path fill="{LIGHT[shape.tone]}" d="{outline(shape)}"/>' for shape in cover.shapes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COLUMNS} {ROWS}" '
        f'width="{_WIDTH}" height="{_WIDTH * ROWS // COLUMNS}">'
        f'<rect width="{COLUMNS}" height="{ROWS}" fill="{LIGHT[cover.ground]}"/>{blocks}</svg>\n'
    ).encode()
