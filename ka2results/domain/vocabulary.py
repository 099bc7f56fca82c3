"""Reads the lists of `vocabularies/`: result categories, licences, countries and the like."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Term:
    """One entry of a list: its code, its words, and what else the list says of it."""

    code: str
    label: str
    """English; names of countries and languages come from CLDR instead."""
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Vocabulary:
    """One list with its source, in the order of its file."""

    name: str
    source: str
    terms: Mapping[str, Term]

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def label(self, code: str) -> str:
        """Words for a code; the code itself where the list does not know it."""
        term = self.terms.get(code)
        return term.label if term else code


@cache
def vocabulary(name: str) -> Vocabulary:
    """Load one list by the name of its file."""
    file = resources.files("ka2results.domain.vocabularies") / f"{name}.toml"
    data = tomllib.loads(file.read_text("utf-8"))
    terms = {
        code: Term(
            code,
            entry["label"],
            {fact: value for fact, value in entry.items() if fact != "label"},
        )
        for code, entry in data["terms"].items()
    }
    return Vocabulary(name, data["source"], terms)
