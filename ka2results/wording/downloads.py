"""Names under which files are saved, in any alphabet."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

_UNUSABLE = frozenset('"\\%')


def attachment(name: str) -> str:
    """A Content-Disposition for saving under a name. Source: RFC 6266 §4.3 and App. D.

    Headers are ASCII: old programs read the plain name without its accents, all others the
    encoded one.
    """
    whole = unicodedata.normalize("NFC", name)
    return f"attachment; filename=\"{_plain(name)}\"; filename*=UTF-8''{quote(whole, safe='')}"


def _plain(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    # Of a Greek name at most its hyphens are left.
    return f"{_ascii(stem).strip(' -_.') or 'file'}{dot}{_ascii(extension)}"


def _ascii(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(c for c in letters if c.isprintable() and c not in _UNUSABLE)
