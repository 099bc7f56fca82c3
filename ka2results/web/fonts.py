"""Tells the browser at once which fonts a page needs, by the letters that are in it.

A font that comes after the first paint is not used on that page, so that no line moves
(`font-display: optional` in `fonts.css`). The stylesheet alone would always be too late.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response

_ASCII = bytes(range(0x80))

# The first byte of a letter in UTF-8 tells its alphabet, and no later byte has such a value.
_FIRST_BYTES = {
    "latin-ext": set(range(0xC4, 0xC9)),  # U+0100 to U+023F
    "greek": {0xCE, 0xCF},  # U+0380 to U+03FF
    "cyrillic": {0xD0, 0xD1},  # U+0400 to U+047F
}


def init_fonts(app: Flask, asset: Callable[[str], str]) -> None:
    """Announce the fonts of every page; call this after `init_visitors`, so that it runs before."""

    def announce(response: Response) -> Response:
        if response.mimetype == "text/html" and not response.is_streamed:
            for alphabet in alphabets(response.get_data()):
                url = asset(f"vendor/commissioner/commissioner-{alphabet}-wght-normal.woff2")
                link = f"<{url}>; rel=preload; as=font; type=font/woff2; crossorigin"
                response.headers.add("Link", link)
        return response

    app.after_request(announce)


def alphabets(page: bytes) -> list[str]:
    """The files of the font that the letters of a page are in; Latin is always among them."""
    present = set(page.translate(None, _ASCII))
    return ["latin", *(name for name, first in _FIRST_BYTES.items() if first & present)]
