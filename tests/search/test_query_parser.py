from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.search.query_parser import (
    MOST_WORDS,
    And,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    parse,
    wanted,
)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", And()),
        ("   \n", And()),
        ("one", Word("one")),
        ("One two", And((Word("One"), Word("two")))),
        ('"One two"', Phrase(("one", "two"))),
        ("„Eins zwei“", Phrase(("eins", "zwei"))),
        ('"open end', Phrase(("open", "end"))),
        ('"one"', Word("one")),
        ("-one", Not(Word("one"))),
        ('-"one two"', Not(Phrase(("one", "two")))),
        ("-teach*", Not(Prefix("teach"))),
        ("Éduc*", Prefix("educ")),
        ("e-learning", Phrase(("e", "learning"))),
        ("a OR b", Or((Word("a"), Word("b")))),
        ("a OR b OR -c", Or((Word("a"), Word("b"), Not(Word("c"))))),
        ("a b OR c d", And((Word("a"), Or((Word("b"), Word("c"))), Word("d")))),
        ("OR a OR", Word("a")),
        ("a AND b", And((Word("a"), Word("b")))),
        ("a or b", And((Word("a"), Word("or"), Word("b")))),
        ("l'école", Word("école")),
        ("field:value", Phrase(("field", "value"))),
        ("2019-1-DE01-KA2*", And((Phrase(("2019", "1", "de01")), Prefix("ka2")))),
        ("*", Or()),
        ('"" -', Or()),
        ("((( )))", Or()),
    ],
)
def test_a_text_is_understood(text: str, root: Node) -> None:
    assert parse(text).root == root


@pytest.mark.parametrize("text", ["te*", "é*", "12*"])
def test_a_short_prefix_is_left_out_with_a_note(text: str) -> None:
    parsed = parse(f"word {text}")

    assert parsed.root == Word("word")
    assert "3 letters" in parsed.notes[0]


def test_words_beyond_the_limit_are_left_out_with_one_note() -> None:
    parsed = parse(" ".join(f"w{number}" for number in range(30)))

    assert parsed.root == And(tuple(Word(f"w{number}") for number in range(MOST_WORDS)))
    assert parsed.notes == ("Only the first 16 words were used.",)


def test_words_of_phrases_and_prefixes_count_too() -> None:
    parsed = parse('"' + "a " * 15 + '" begin* end')

    assert parsed.root == And((Phrase(("a",) * 15), Prefix("begin")))
    assert parsed.notes == ("Only the first 16 words were used.",)


def test_what_is_excluded_is_not_wanted() -> None:
    parsed = parse('a -b "c d" OR e*  OR efg*')

    assert list(wanted(parsed.root)) == [Word("a"), Phrase(("c", "d")), Prefix("efg")]


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_nothing_that_anyone_types_is_an_error(text: str) -> None:
    parsed = parse(text)

    parts = list(wanted(parsed.root))
    assert len(parts) <= MOST_WORDS
    for note in parsed.notes:
        note.encode()


@given(st.text("ab*\"- OR()[]:'\\^~?|&!", max_size=200))
def test_no_mix_of_signs_is_an_error(text: str) -> None:
    parse(text)


@pytest.mark.parametrize("text", ["a", " ", "-", '"', "*", "a ", "é", "\ud800", "(", "a* "])
def test_a_megabyte_is_answered_at_once(text: str) -> None:
    start = time.perf_counter()

    parse(text * 1_000_000)

    assert time.perf_counter() - start < 1
