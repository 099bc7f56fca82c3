"""Letters without case and accents."""

from __future__ import annotations

import pytest

from ka2results.domain.letters import bare


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("École VERTE", "ecole verte"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Tromsø", "tromso"),
        ("ΟΔΌΣ", "οδοσ"),
        ("İstanbul ılık", "istanbul ilik"),
        ("e\u0301cole", "ecole"),
        ("2019-1-PT01-KA204-060001", "2019-1-pt01-ka204-060001"),
        ("100% care_work", "100% care_work"),
        ("", ""),
    ],
)
def test_letters_are_made_bare_and_signs_stay(text: str, plain: str) -> None:
    assert bare(text) == plain
    assert bare(plain) == plain
