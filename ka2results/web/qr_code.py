"""QR codes of addresses, for posters and slides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4
"""Light modules around the code. Source: ISO/IEC 18004 §6.3.8."""


@dataclass(frozen=True)
class QrCode:
    """A code as one path on a square; always dark on light, since cameras expect it."""

    path: str
    side: int
    """Width and height in modules, with the quiet zone."""


def qr_code_of(address: str) -> QrCode:
    """Encode an address; up to 15 per cent of the code may be dirty or torn (level M)."""
    code = segno.make_qr(address, error="m", boost_error=False)
    rows = list(code.matrix_iter(border=QUIET))
    path = "".join(_row(y, row) for y, row in enumerate(rows))
    return QrCode(path, len(rows))


def _row(y: int, modules: Iterable[int]) -> str:
    path, x = "", 0
    for dark, run in groupby(modules):
        width = len(list(run))
        if dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path
