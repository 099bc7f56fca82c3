"""Keeps texts to the characters that an XML document can hold.

Source: XML 1.0 §2.2 (Char); DINI certificate 2022, where control characters are the usual fault.
"""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Drop control characters, lone surrogates and non-characters, and trim the ends."""
    return _ILLEGAL.sub("", text).strip()
