"""Names of files: kept readable in every alphabet, never used as a path.

Source: threat S23 (misleading names); the store knows blobs by their SHA-256 only.
"""

from __future__ import annotations

import unicodedata

MAX_NAME_BYTES = 200
EDITABLE = frozenset(
    {
        *("csv", "doc", "docx", "epub", "h5p", "html", "json", "md", "odp", "ods", "odt", "ppt"),
        *("pptx", "rst", "rtf", "srt", "svg", "tex", "tsv", "txt", "vtt", "xls", "xlsx", "xml"),
    }
)
"""Extensions of forms that anyone can change with a common program.

Source: Erasmus+ Programme Guide, Part C, Open licence (editable digital form); the list is ours.
"""
_FORBIDDEN = frozenset('/\\:*?"<>|')


def clean_name(name: str) -> str:
    """Make a name safe to show and to save anywhere, without losing its letters.

    Path parts, control and direction-changing characters go; the extension survives when a long
    name is cut to 200 bytes of UTF-8. A name with nothing left becomes "file".
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        "_" if letter in _FORBIDDEN else letter
        for letter in unicodedata.normalize("NFC", last)
        if unicodedata.category(letter)[0] != "C"
    )
    tidy = " ".join(kept.split()).strip(". ")
    return _shorten(tidy) if tidy.strip("_") else "file"


def _shorten(name: str) -> str:
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    tail = (dot + extension).encode() if stem and len(extension.encode()) <= 20 else b""
    head = (stem if tail else name).encode()[: MAX_NAME_BYTES - len(tail)]
    return head.decode(errors="ignore").strip() + tail.decode()


def is_editable(name: str) -> bool:
    """Whether a file of this name can be changed by those who take it."""
    stem, _, extension = name.rpartition(".")
    return bool(stem) and extension.casefold() in EDITABLE
