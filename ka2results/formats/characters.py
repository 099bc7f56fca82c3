"""Keeps texts to the characters that an XML document can hold.

Source: XML 1.0 §2.2 (Char); DINI certificate 2022, where control characters are the usual fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LATE_CONTROLS = re.compile("[\x7f-\x9f]")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Drop control characters, lone surrogates and non-characters, and trim the ends."""
    return _ILLEGAL.sub("", text).strip()


def line(text: str) -> str:
    """One line without control characters, however the text was typed."""
    return _LATE_CONTROLS.sub("", " ".join(legal(text).split()))


def lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Every text once, each a line; empty ones are left out."""
    return tuple(dict.fromkeys(tidied for text in texts if (tidied := line(text))))
