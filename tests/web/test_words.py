"""Messages at the doors: translated, with numbers as the language writes them, never in the way."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import Translations
from flask import Flask
from flask_babel import Babel, Domain

from ka2results.errors import FileTooLarge, IncompleteRecord, InvalidInput, Missing, NotFound
from ka2results.errors import StoreUnavailable as Unavailable
from ka2results.messages import say, say_many
from ka2results.web.errors import words_of
from ka2results.web.forms import errors_of
from ka2results.wiring import House
from ka2results.wording.words import translated
from tests.factories import Workshop
from tests.web.conftest import Browser

FINNISH: dict[str | tuple[str, str], str | tuple[str, str]] = {
    "There is no record “{key}”.": "Tietuetta “{key}” ei ole.",
    ("{n} hit", "{n} hits"): ("{n} osuma", "{n} osumaa"),
    "Use at most {max:,} characters.": "Enintään {max:,} merkkiä.",
    "Pages end after {max} hits.": "Sivut loppuvat {max} osumaan.",
    "Enter a year from {first} to {last}.": "Anna vuosi väliltä {first}–{last}.",
    "Enter a title.": "Anna otsikko.",
    "{name} was lost: {reason}": "{name} katosi: {reason}",
    "Save 100 % of {name}.": "Tallenna 100 % kohteesta {name}.",
    "Hello {name}.": "Hei {nimi}.",
    "Something is missing or wrong": "Jotakin puuttuu",
    "Choose a page by its number.": "Valitse sivu numerolla.",
}


class _Finnish(Domain):  # type: ignore[misc]  # Flask-Babel ships no types
    def get_translations(self) -> gettext.NullTranslations:
        return _compiled()


def _compiled() -> Translations:
    catalogue = Catalog(locale="fi", charset="utf-8")
    for message, string in FINNISH.items():
        catalogue.add(message, string)
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return Translations(file)


@pytest.fixture
def page() -> Iterator[None]:
    """A page in Finnish."""
    app = Flask(__name__)
    babel = Babel(app, default_locale="fi")
    babel.domain_instance = _Finnish()
    with app.test_request_context():
        yield


@pytest.mark.usefixtures("page")
class TestInFinnish:
    """Messages on a page in Finnish."""

    def test_a_message_is_said_in_the_language_of_the_page(self) -> None:
        assert translated(NotFound("record", "abc").message) == "Tietuetta “abc” ei ole."

    def test_a_count_takes_its_form_and_its_digits(self) -> None:
        assert translated(say_many("{n} hit", "{n} hits", 1)) == "1 osuma"
        assert translated(say_many("{n} hit", "{n} hits", 12_000)) == "12\xa0000 osumaa"

    def test_numbers_are_grouped_whatever_the_english_asks_for(self) -> None:
        long = translated(say("Use at most {max:,} characters.", max=10_000))
        deep = translated(say("Pages end after {max} hits.", max=10_000))

        assert (long, deep) == ("Enintään 10\xa0000 merkkiä.", "Sivut loppuvat 10\xa0000 osumaan.")

    def test_years_keep_their_digits(self) -> None:
        message = say("Enter a year from {first} to {last}.", first=2014, last=2027)

        assert translated(message) == "Anna vuosi väliltä 2014–2027."

    def test_a_message_within_a_message_is_translated_too(self) -> None:
        message = say("{name} was lost: {reason}", name="a.pdf", reason=say("Enter a title."))

        assert translated(message) == "a.pdf katosi: Anna otsikko."

    def test_a_per_cent_sign_is_only_a_sign(self) -> None:
        assert translated(say("Save 100 % of {name}.", name="it")) == "Tallenna 100 % kohteesta it."

    def test_braces_that_a_person_typed_stay_as_typed(self) -> None:
        message = NotFound("record", "{max} {0} {").message

        assert translated(message) == "Tietuetta “{max} {0} {” ei ole."

    def test_what_nobody_translated_stays_english(self) -> None:
        assert translated(say("Not in the catalogue, {name}.", name="x")).startswith("Not in the")

    def test_any_other_text_stays_as_it_is(self) -> None:
        assert translated("Enter a title.") == "Enter a title."

    def test_a_slip_of_a_translator_costs_the_translation_not_the_page(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert translated(say("Hello {name}.", name="Anna")) == "Hello Anna."
        assert "Hello {name}." in caplog.text

    def test_a_form_shows_each_field_what_a_service_said(self) -> None:
        wrong = InvalidInput({"title": [say("Enter a title.")]})
        lacking = IncompleteRecord("abc", [Missing("title", say("Enter a title."))])

        assert errors_of(wrong) == errors_of(lacking) == {"title": ["Anna otsikko."]}

    def test_an_error_with_several_sentences_says_each(self) -> None:
        wrong = InvalidInput({"a": [say("Enter a title.")], "b": ["Plain words."]})

        assert words_of(wrong) == "Anna otsikko. Plain words."


@pytest.fixture
def in_finnish(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Headers of a Finnish reader, whose catalogue is the one above."""
    monkeypatch.setattr("ka2results.wording.languages.translations", lambda _language: _compiled())
    return {"Accept-Language": "fi"}


def test_a_program_is_told_in_its_language_which_argument_is_wrong(
    visitor: Browser, in_finnish: dict[str, str]
) -> None:
    answer = visitor.get("/api/v1/records?page=x", headers=in_finnish)

    problem = answer.get_json()
    assert (answer.status_code, problem["title"]) == (422, "Jotakin puuttuu")
    assert problem["errors"] == {"query": {"page": ["Valitse sivu numerolla."]}}


def test_a_page_for_an_unknown_record_is_in_the_language_of_its_reader(
    visitor: Browser, in_finnish: dict[str, str]
) -> None:
    page = visitor.get("/records/abc", headers=in_finnish).text

    assert "Tietuetta “abc” ei ole." in page


def test_a_file_that_is_not_kept_is_named_with_the_reason(
    anna: Browser, workshop: Workshop, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, limit_bytes: int) -> None:
        raise FileTooLarge(limit_bytes)

    pid = workshop.draft()
    monkeypatch.setattr(type(house.store), "put", refuse)
    edits = re.search(r'name="edits" value="(\d+)"', anna.get(f"/records/{pid}/edit").text)
    assert edits
    form = {"text_language": "en", "title": "Guide", "summary": "", "edits": edits[1]}

    anna.post(f"/records/{pid}/edit", {**form, "files": [(BytesIO(b"Words."), "big.txt")]})

    page = unescape(anna.get(f"/records/{pid}/edit").text)
    assert "“big.txt” was not added. The file is larger than the limit of 5,000,000 bytes." in page


def test_english_is_said_outside_the_application() -> None:
    assert translated(say("Enter a title.")) == "Enter a title."


def test_english_is_said_by_an_application_without_languages() -> None:
    with Flask(__name__).test_request_context():
        assert translated(FileTooLarge(5_000_000).message).startswith(
            "The file is larger than the limit of 5,000,000 bytes."
        )


def test_people_are_not_told_where_on_the_disk_something_failed() -> None:
    words = words_of(Unavailable("The file store in /srv/uploads refused."))

    assert "/srv" not in words
    assert "try again later" in words
