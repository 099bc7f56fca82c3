"""Letters as people type them: without case, accents and the signs of other spellings."""

from __future__ import annotations

import unicodedata

_ONE_FOR_ANOTHER = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ς": "σ"}
)


def bare(text: str) -> str:
    """Write a text in lower case and without accents: `Łódź` becomes `lodz`."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = unicodedata.normalize("NFKD", plain).translate(_ONE_FOR_ANOTHER)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
