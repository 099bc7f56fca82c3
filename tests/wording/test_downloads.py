"""Names of saved files: whole for programs of today, readable for old ones, harmless for both."""

from __future__ import annotations

import pytest

from ka2results.wording.downloads import attachment


@pytest.mark.parametrize(
    ("name", "plain", "encoded"),
    [
        ("guide.txt", "guide.txt", "guide.txt"),
        ("Päivä.ics", "Paiva.ics", "P%C3%A4iv%C3%A4.ics"),
        ("Σχολή-.ics", "file.ics", "%CE%A3%CF%87%CE%BF%CE%BB%CE%AE-.ics"),
        ("README", "README", "README"),
        ('a"b\\c%41.txt', "abc41.txt", "a%22b%5Cc%2541.txt"),
        ("a\r\nSet-Cookie: b.txt", "aSet-Cookie: b.txt", "a%0D%0ASet-Cookie%3A%20b.txt"),
    ],
)
def test_a_name_is_said_twice(name: str, plain: str, encoded: str) -> None:
    assert attachment(name) == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def test_accents_apart_from_their_letters_are_put_together() -> None:
    assert attachment("A\u0308.txt") == attachment("Ä.txt")
