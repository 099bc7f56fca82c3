"""Finding out how plain text is encoded."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FALLBACK = "cp1252"
"""What most old Western European text is in; other old encodings come out as wrong letters."""
_REPLACEMENT = "\ufffd"


def decode(content: bytes) -> str:
    """Decode text: byte order mark, else UTF-8 with few faults, else windows-1252.

    Source: WHATWG Encoding Standard, "BOM sniff"; HTML §13.2.3.2 for the fallback.
    """
    encoding = marked_encoding(content) or unmarked_utf16(content)
    if encoding:
        return content.decode(encoding, errors="replace")
    text = content.decode("utf-8", errors="replace")
    faults = text.count(_REPLACEMENT)
    # One bad byte in a long UTF-8 file must not turn every accent of it into two letters.
    if faults and faults * 20 > sum(1 for character in text if character > "\x7f"):
        return content.decode(_FALLBACK, errors="replace")
    return text


def marked_encoding(content: bytes) -> str | None:
    """Name the encoding that a byte order mark announces."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), None)


def unmarked_utf16(content: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte of Western text is zero."""
    sample = content[:1024]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < 8 or max(even, odd) < len(sample) // 2 * 0.7:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"
