from __future__ import annotations

import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.search.analysis import (
    LONGEST_WORD,
    fold,
    forms,
    stem,
    stemmed_languages,
    tokens,
)


def words(text: str) -> list[str]:
    return [token.folded for token in tokens(text)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Élève", "eleve"),
        ("GROSSE", "grosse"),
        ("große", "grosse"),
        ("Łódź", "lodz"),
        ("smørrebrød", "smorrebrod"),
        ("Đorđe", "dorde"),
        ("Ægir", "aegir"),
        ("cœur", "coeur"),
        ("İstanbul", "istanbul"),
        ("ışık", "isik"),
        ("δρόμος", "δρομοσ"),
        ("ΔΡΌΜΟΣ", "δρομοσ"),
        ("ёлка", "елка"),
        ("й", "и"),
        ("ﬁne", "fine"),
        ("Ⅻ", "xii"),
    ],
)
def test_a_word_is_folded_without_case_accents_and_signs(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing_and_leaves_only_letters_and_digits(text: str) -> None:
    for word in words(text):
        assert fold(word) == word
        assert word.isalnum()
        assert len(word) <= LONGEST_WORD
        word.encode()


@given(st.text(max_size=200))
def test_a_token_stands_where_it_says(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.word


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_composed_and_decomposed_letters_give_the_same_words(form: str) -> None:
    text = "L’élève à Łódź, ἀθήνα"

    assert words(unicodedata.normalize(form, text)) == words(text)  # type: ignore[arg-type]


def test_elided_articles_are_no_words() -> None:
    assert words("l'élève d’école dell'arte qu'un O'Neill children's") == [
        "eleve",
        "ecole",
        "arte",
        "un",
        "o",
        "neill",
        "children",
        "s",
    ]


def test_a_soft_hyphen_does_not_split_a_word() -> None:
    assert words("Berufs\u00adbildung zero\u200dwidth") == ["berufsbildung", "zerowidth"]


def test_a_project_number_is_five_words_side_by_side() -> None:
    assert words("2019-1-DE01-KA203-005016") == ["2019", "1", "de01", "ka203", "005016"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fi", "työpajat", "tyopaja"),
        ("fr", "élèves", "eleve"),
        ("en", "teachers", "teacher"),
        ("de", "Schulen", "Schule"),
        ("cs", "školách", "školami"),
        ("sk", "učiteľov", "učiteľ"),
        ("bg", "училищата", "училище"),
        ("uk", "школи", "школа"),
        ("el", "δρόμοι", "δρόμος"),
        ("pt-BR", "escolas", "escola"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str) -> None:
    assert forms(one, [language]).stems == forms(other, [language]).stems
    assert len(forms(one, [language]).stems) == 1


def test_a_stem_carries_its_language_and_is_folded() -> None:
    assert stem("työpajat", "fi") == "fi:tyopaj"


def test_languages_without_a_stemmer_are_left_out() -> None:
    assert stemmed_languages(["mt", "xx", "", "EN-gb", "pt_BR"]) == {"en", "pt"}


def test_threads_stem_alike() -> None:
    written = [f"running{number} nationally" for number in range(2_000)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda word: stem(word, "en"), written * 4))

    assert found == [stem(word, "en") for word in written] * 4


def test_a_megabyte_of_one_word_takes_little_time() -> None:
    start = time.perf_counter()

    for text in ("a" * 1_000_000, "é" * 1_000_000, "e\u0301" * 500_000, "'" * 1_000_000):
        list(islice(tokens(text), 10))

    assert time.perf_counter() - start < 2
