"""Rules that were once written twice have one place."""

from __future__ import annotations

import pytest

from .test_arrows import PACKAGE, modules


def holders(words: str, *rooms: str) -> set[str]:
    paths = {path.relative_to(PACKAGE).as_posix(): path for path in modules()}
    return {
        name
        for name, path in paths.items()
        if name.startswith(rooms or ("",)) and words in path.read_text("utf-8")
    }


@pytest.mark.parametrize(
    ("words", "rooms", "place"),
    [
        ("csv.writer", (), "wording/tables.py"),
        ("attachment;", (), "wording/downloads.py"),
        ('"Multiplier event"', ("formats/",), "formats/event_words.py"),
        ('"Intellectual output"', ("formats/",), "formats/event_words.py"),
        ("format_interval", ("formats/",), "formats/event_words.py"),
        ('"Multiplier event"', ("wording/", "web/", "feed/"), "wording/labels.py"),
    ],
)  # fmt: skip
def test_one_rule_has_one_place(words: str, rooms: tuple[str, ...], place: str) -> None:
    assert holders(words, *rooms) == {place}
