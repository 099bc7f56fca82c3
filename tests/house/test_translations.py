"""The interface is complete in every language: no message missing, doubtful or broken."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from ka2results.domain.languages import INTERFACE_LANGUAGES
from ka2results.translations.extract import catalogue, messages

PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)(?::,)?\}")
OTHERS = INTERFACE_LANGUAGES[1:]


@cache
def source() -> Catalog:
    return messages()


@cache
def translated(language: str) -> Catalog:
    return catalogue(language)


def entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def places(text: str) -> list[str]:
    return sorted(name or other for name, other in PLACES.findall(text))


def ids(catalog: Catalog) -> set[str | tuple[str, ...]]:
    return {
        tuple(message.id) if isinstance(message.id, list | tuple) else message.id
        for message in entries(catalog)
    }


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_every_message_and_no_other(language: str) -> None:
    wanted, kept = ids(source()), ids(translated(language))

    assert not wanted - kept, "run python -m ka2results.translations.extract, then translate"
    assert not kept - wanted, "run python -m ka2results.translations.extract"


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated_in_every_plural_form(language: str) -> None:
    catalog = translated(language)

    lacking = [
        message.id
        for message in entries(catalog)
        if message.fuzzy
        or not all(forms(message.string))
        or (not isinstance(message.id, str) and len(forms(message.string)) != catalog.num_plurals)
    ]

    assert not lacking


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_the_same_places(language: str) -> None:
    broken = [
        (message.id, text)
        for message in entries(translated(language))
        for text in forms(message.string)
        if places(text) != places(forms(message.id)[-1])
    ]

    assert not broken


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_holds_no_markup_and_ends_as_its_message(language: str) -> None:
    broken = [
        (message.id, text)
        for message in entries(translated(language))
        for text in forms(message.string)
        if re.search(r"<\w|&\w+;", text)
        or text != text.strip()
        or (text[-1:] in ".:?") != (forms(message.id)[-1][-1:] in ".:?")
    ]

    assert not broken


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_was_left_in_english(language: str) -> None:
    left = [
        message.id
        for message in entries(translated(language))
        if forms(message.string)[0] == forms(message.id)[0]
        and len(forms(message.id)[0].split()) > 3
    ]

    assert not left


def test_no_message_glues_words_to_values_of_another_message() -> None:
    for message in entries(source()):
        for text in forms(message.id):
            assert text == text.strip(), f"“{text}” begins or ends with a space"
            assert not re.search(r"<\w|&\w+;", text), f"“{text}” holds markup"
