"""Topics of partnerships: one code for the many ways in which lists write a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from ka2results.domain.vocabulary import vocabulary

_SIGN = re.compile(r"\s*([-/])\s*")
_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "ʼ": "'", "´": "'"})


def topic_codes(names: Iterable[str]) -> tuple[str, ...]:
    """Give the code of every topic once, in the order of the names.

    Case, spaces and kinds of dashes do not matter. A name that the vocabulary does not know
    stands for itself.
    """
    return tuple(dict.fromkeys(code for name in names if (code := _code(name))))


@lru_cache(maxsize=1 << 12)
def _code(name: str) -> str:
    tidy = " ".join(name.split())
    return _known().get(_alike(tidy), tidy)


@cache
def _known() -> Mapping[str, str]:
    return {
        _alike(name): term.code
        for term in vocabulary("topics")
        for name in (term.code, term.label, *term.facts.get("also", ()))
    }


def _alike(name: str) -> str:
    return _SIGN.sub(r"\1", name.casefold().translate(_SIGNS))
