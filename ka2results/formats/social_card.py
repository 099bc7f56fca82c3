"""The picture that others show beside a link to a record: 1200 by 630 pixels, PNG.

Source: The Open Graph protocol, og:image; the size is the one that link previews crop least.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from PIL import Image, ImageDraw

from ka2results.domain.covers import COLUMNS, ROWS, Form, Shape, corners, cover_of
from ka2results.domain.records import ShownRecord
from ka2results.formats.card_words import CardWords, card_words
from ka2results.formats.cover_picture import LIGHT, cover_svg
from ka2results.formats.typesetting import Style, Typeface
from ka2results.paths import data_dir

WIDTH, HEIGHT = 1200, 630
KEPT = 64
"""Cards held in memory, about 30 KB each."""

_COVER = HEIGHT * COLUMNS // ROWS
_LEFT, _RIGHT = 56, WIDTH - _COVER - 40
_BAND, _RULE = 84, 8
_FINER = 4
"""Covers are drawn this many times larger and then reduced, which makes their edges smooth."""
_INK, _MUTED, _GOOD, _WARN, _WARN_WASH = "#14213d", "#475569", "#1b6e4b", "#8a5a00", "#fff6d6"
_BAR, _SUN = "#132c7a", "#ffd84d"
_NAME, _SMALL, _STRONG = Style(28, 700), Style(24, 450), Style(26, 650)
_TITLES = tuple(Style(size, 740, 1.14) for size in (66, 58, 52, 46, 41, 36))
"""The first that holds the whole title without breaking a word; else the last."""
_APART = 14
_BASELINE = 0.8
"""How far below the top of its line the letters stand, in sizes."""


class SocialCards:
    """Paints cards, each once for as long as its words stay; one at a time."""

    def __init__(self, most_kept: int = KEPT) -> None:
        self._typeface = Typeface(next(data_dir("static").glob("vendor/commissioner-*"), Path()))
        self._most_kept = most_kept
        self._kept: OrderedDict[CardWords, bytes] = OrderedDict()
        self._lock = Lock()

    def card(self, record: ShownRecord, repository: str) -> bytes:
        """Paint the card of a published record; the same facts always give the same bytes."""
        words = card_words(record, repository)
        with self._lock:
            if words not in self._kept:
                self._kept[words] = _Painting(self._typeface, words).png()
            self._kept.move_to_end(words)
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)
            return self._kept[words]

    def cover(self, record: ShownRecord) -> bytes:
        """Draw the cover of a record alone, as SVG."""
        return cover_svg(cover_of(record.pid, record.kind))


class _Painting:
    """One card while it is painted, from the top down and from the bottom up."""

    def __init__(self, typeface: Typeface, words: CardWords) -> None:
        self._type, self._words = typeface, words
        self._image = Image.new("RGB", (WIDTH, HEIGHT), "#ffffff")
        self._draw = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """Paint everything."""
        self._image.paste(_cover_image(self._words), (WIDTH - _COVER, 0))
        self._band()
        top = self._heading(_BAND + _RULE + 36)
        bottom = self._footing(HEIGHT - 44)
        self._title(top, bottom)
        stream = io.BytesIO()
        self._image.save(stream, "PNG", compress_level=6)
        return stream.getvalue()

    def _band(self) -> None:
        right = WIDTH - _COVER
        self._draw.rectangle((0, 0, right - 1, _BAND - 1), fill=_BAR)
        self._draw.rectangle((0, _BAND, right - 1, _BAND + _RULE - 1), fill=_SUN)
        name = self._type.lines(self._words.repository, _NAME, _RIGHT - _LEFT, 1)
        self._rows(name, _NAME, "#ffffff", (_BAND - _NAME.line_px) // 2)

    def _heading(self, y: int) -> int:
        if self._words.demonstration:
            y = self._demonstration(y)
        return self._block(self._words.heading, _SMALL, _MUTED, y, most=1)

    def _demonstration(self, y: int) -> int:
        words = "Demonstration, not the work of a real partnership"
        height = _SMALL.line_px + 10
        width = self._type.width(words, _SMALL)
        box = (_LEFT, y - 6, _LEFT + 28 + width, y - 6 + height)
        self._draw.rounded_rectangle(box, height // 2, fill=_WARN_WASH)
        self._rows([words], _SMALL, _WARN, y, indent=14)
        return y + height + 8

    def _title(self, top: int, bottom: int) -> None:
        y = top + 4
        partnership = self._type.lines(self._words.partnership, _SMALL, _RIGHT - _LEFT, 2)
        room = bottom - y - len(partnership) * _SMALL.line_px - _APART
        title = self._type.writable(self._words.title) or self._words.pid
        for style in _TITLES:
            lines = self._type.lines(title, style, _RIGHT - _LEFT, room // style.line_px)
            if " ".join(lines) == title:
                break
        y = self._rows(lines, style, _INK, y) + _APART
        self._rows(partnership, _SMALL, _MUTED, y)

    def _footing(self, bottom: int) -> int:
        detail = self._type.lines(self._words.footing_detail, _SMALL, _RIGHT - _LEFT, 2)
        footing = self._type.lines(self._words.footing, _STRONG, _RIGHT - _LEFT, 1)
        y = bottom - len(detail) * _SMALL.line_px - len(footing) * _STRONG.line_px
        self._rows(detail, _SMALL, _MUTED, self._rows(footing, _STRONG, _GOOD, y))
        return y - 24

    def _block(self, text: str, style: Style, fill: str, y: int, *, most: int) -> int:
        return self._rows(self._type.lines(text, style, _RIGHT - _LEFT, most), style, fill, y)

    def _rows(
        self, lines: Sequence[str], style: Style, fill: str, y: int, *, indent: int = 0
    ) -> int:
        """Draw lines from a height down and give the height below them."""
        for line in lines:
            place = (_LEFT + indent, y + style.size * _BASELINE + (style.line_px - style.size) / 2)
            self._type.draw(self._draw, place, line, style, fill)
            y += style.line_px
        return y


def _cover_image(words: CardWords) -> Image.Image:
    cover = cover_of(words.pid, words.kind)
    cell = HEIGHT * _FINER // ROWS
    large = Image.new("RGB", (cell * COLUMNS, cell * ROWS), LIGHT[cover.ground])
    draw = ImageDraw.Draw(large)
    for shape in cover.shapes:
        _draw_shape(draw, shape, cell)
    return large.reduce(_FINER)


def _draw_shape(draw: ImageDraw.ImageDraw, shape: Shape, cell: int) -> None:
    fill = LIGHT[shape.tone]
    x, y, size = shape.left * cell, shape.top * cell, shape.size * cell
    box = (x, y, x + size, y + size)
    if shape.form is Form.CIRCLE:
        draw.ellipse(box, fill=fill)
    elif shape.form is Form.HALF:
        start = 180 + 90 * shape.turn
        draw.pieslice(box, start, start + 180, fill=fill)
    elif shape.form is Form.QUARTER:
        left, top = (place * cell for place in corners(shape)[0])
        around = (left - size, top - size, left + size, top + size)
        draw.pieslice(around, 90 * shape.turn, 90 * shape.turn + 90, fill=fill)
    else:
        draw.polygon([(left * cell, top * cell) for left, top in corners(shape)], fill=fill)
