"""Citations of the builders' records, for the tests of what styles print and of how they do."""

from __future__ import annotations

import pytest

from ka2results.domain.records import ShownRecord
from ka2results.formats.citations import STYLES, Citations

from .builders import organisation, output, partnership

HERE = "https://results.example.org/records/pvq4z-43t41"
EVERY_STYLE = pytest.mark.parametrize("style", STYLES, ids=lambda style: str(style.code))
FINNISH = {"Multiplier event": "Tulosten levittämistilaisuus", "online": "verkossa"}


def in_words(language: str, message: str) -> str:
    return FINNISH[message] if language == "fi" else message


def cited(record: ShownRecord, style: str, language: str = "en") -> str:
    return Citations("KA2 Results", in_words).cite(record, style, language).text


def by(count: int) -> ShownRecord:
    names = [f"College {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]]
    organisations = tuple(organisation(name, "FI", "partner", None) for name in names)
    return output(partnership=partnership(organisations=organisations))
