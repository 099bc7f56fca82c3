"""Language maps give each reader the text that suits best."""

from __future__ import annotations

from ka2results.domain.languages import INTERFACE_LANGUAGES, best, clean_map
from ka2results.domain.vocabulary import vocabulary


def test_the_readers_dearest_language_wins() -> None:
    assert best({"en": "Guide", "fi": "Opas", "sv": "Guide"}, ("fi", "en")) == ("fi", "Opas")


def test_english_follows_the_readers_own_languages() -> None:
    assert best({"pl": "Przewodnik", "en": "Guide"}, ("fi",)) == ("en", "Guide")


def test_any_text_is_better_than_none() -> None:
    assert best({"el": "Οδηγός"}, ("fi",)) == ("el", "Οδηγός")


def test_an_empty_map_gives_empty_words() -> None:
    assert best({}) == ("", "")


def test_empty_texts_are_left_out() -> None:
    assert clean_map({"en": " Guide ", "fi": "  ", "sv": None}) == {"en": "Guide"}


def test_pages_are_offered_in_languages_that_are_known_english_first() -> None:
    assert INTERFACE_LANGUAGES[0] == "en"
    assert all(code in vocabulary("languages") for code in INTERFACE_LANGUAGES)
