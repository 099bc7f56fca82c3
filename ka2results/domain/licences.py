"""How licences are called in a word, by their SPDX identifier."""

from __future__ import annotations


def short_name(licence: str) -> str:
    """The name that people know: CC BY-NC-SA 4.0; the identifier where there is no other.

    Source: Creative Commons, "License abbreviations"; SPDX licence list for the identifiers.
    """
    family, _, version = licence.rpartition("-")
    if not family.startswith("CC"):
        return licence
    return f"{family.replace('-', ' ', 1)} {version}"
