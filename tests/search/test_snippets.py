from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.search.query_parser import parse
from ka2results.search.snippets import Fragment, best_snippet, snippet

FILLER = "lorem ipsum dolor sit amet " * 40


def cut(text: str, query: str, *languages: str, width: int = 220) -> tuple[Fragment, ...] | None:
    return snippet(text, parse(query), languages, width=width)


def marked(pieces: tuple[Fragment, ...] | None) -> list[str]:
    assert pieces is not None
    return [piece.text for piece in pieces if piece.marked]


def whole(pieces: tuple[Fragment, ...] | None) -> str:
    assert pieces is not None
    return "".join(piece.text for piece in pieces)


def test_a_short_text_is_shown_whole_with_the_accented_word_marked() -> None:
    assert cut("Une étude des élèves.", "eleves") == (
        Fragment("Une étude des ", marked=False),
        Fragment("élèves", marked=True),
        Fragment(".", marked=False),
    )


def test_words_of_the_same_stem_are_marked_in_the_languages_given() -> None:
    assert marked(cut("Näin järjestät työpajat", "tyopaja", "fi")) == ["työpajat"]
    assert cut("Näin järjestät työpajat", "tyopaja", "en") is None


def test_words_of_phrases_and_beginnings_are_marked() -> None:
    text = "Open educational resources for educators"

    assert marked(cut(text, '"open educational" resour*')) == ["Open", "educational", "resources"]


@pytest.mark.parametrize("query", ["absent", "-lorem", "", "???", "lo*"])
def test_there_is_no_snippet_without_a_wanted_word(query: str) -> None:
    assert cut(FILLER, query) is None


def test_the_window_with_the_most_different_words_is_chosen() -> None:
    text = f"alpha alpha alpha {FILLER} alpha and beta {FILLER} beta"

    assert marked(cut(text, "alpha beta")) == ["alpha", "beta"]


def test_a_cut_text_has_dots_at_its_ends_whole_words_and_about_the_width() -> None:
    shown = whole(cut(FILLER + "needle " + FILLER, "needle", width=100))

    assert shown.startswith("…")
    assert shown.endswith("…")
    assert set(shown.strip("…").split()) <= {*FILLER.split(), "needle"}
    assert 70 <= len(shown) <= 102


def test_the_end_of_a_text_fills_the_width() -> None:
    shown = whole(cut(FILLER + "needle", "needle", width=100))

    assert shown.endswith(" needle")
    assert len(shown) > 80


def test_white_space_and_control_characters_become_blanks() -> None:
    assert whole(cut("one\n\n\ttwo\x00\x07three", "two")) == "one two three"


def test_the_best_of_several_texts_is_told_by_its_place() -> None:
    texts = ["nothing", "alpha here", "alpha and beta", "beta"]

    found = best_snippet(texts, parse("alpha beta"), ["en"])

    assert found is not None
    assert found[0] == 2
    assert marked(found[1]) == ["alpha", "beta"]
    assert best_snippet(texts, parse("gamma"), ["en"]) is None


@given(
    st.text(st.sampled_from("aé b\n-x"), max_size=400),
    st.text('aébx -*"', max_size=20),
    st.integers(1, 60),
)
def test_pieces_are_never_empty_and_marks_are_words_of_the_text(
    text: str, query: str, width: int
) -> None:
    pieces = cut(text, query, "en", "fr", width=width) or ()

    assert all(piece.text for piece in pieces)
    assert all(piece.text in text for piece in pieces if piece.marked)


@pytest.mark.parametrize(
    "text",
    [
        "lorem ipsum dolor needle " * 80_000,
        "lorem ipsum dolor sit " * 90_000 + "needle",
        "x" * 2_000_000,
        "\n" * 2_000_000,
        " ".join(f"word{number}" for number in range(200_000)),
    ],
    ids=["many", "last", "one word", "blank", "different words"],
)
def test_two_megabytes_take_little_time(text: str) -> None:
    start = time.perf_counter()

    cut(text, "needle thread", "en", "fi", "de")

    assert time.perf_counter() - start < 4
