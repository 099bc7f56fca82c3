"""What the five styles print, checked by hand against their manuals."""

from __future__ import annotations

import re
import warnings
from datetime import date
from pathlib import Path

import citeproc
import pytest

from ka2results.domain.languages import INTERFACE_LANGUAGES
from ka2results.domain.records import EventFacts, ShownRecord
from ka2results.domain.vocabulary import Term, vocabulary
from ka2results.formats import citations
from ka2results.formats.citations import STYLES, Citations, Style, with_citeproc

from .builders import event, output
from .letters import lettered
from .reading import golden
from .references import EVERY_STYLE, HERE, by, cited, in_words


@pytest.mark.parametrize(
    ("name", "record"), [("output", output()), ("event", event()), ("letters", lettered())]
)
def test_citations_in_every_style_are_what_they_have_always_been(
    name: str, record: ShownRecord
) -> None:
    citer = Citations("KA2 Results", in_words)

    set_in = [
        f"{style.code} {language}: {citer.cite(record, style.code, language).html}\n"
        for language in ("en", "fi")
        for style in STYLES
    ]

    assert "".join(set_in) == golden(f"citations_{name}.txt")


# The expectations below were written by hand from the manuals, not taken from the output.


def test_apa_names_every_institution_with_an_ampersand_before_the_last() -> None:
    assert cited(output(), "apa") == (
        "Esimerkin ammattiopisto, Beispiel Akademie, & Σχολή Παράδειγμα. (2026). "
        f"Guidance cards & notes. KA2 Results. {HERE}"
    )


def test_apa_leaves_out_the_middle_of_more_than_twenty_authors() -> None:
    words = cited(by(22), "apa")

    assert words.startswith("College A, College B, ")
    assert "College S, … College V. (2026)" in words


def test_chicago_puts_the_year_after_the_authors_and_capitals_into_an_english_title() -> None:
    assert cited(output(), "chicago") == (
        "Esimerkin ammattiopisto, Beispiel Akademie, and Σχολή Παράδειγμα. 2026. "
        f"Guidance Cards & Notes. KA2 Results. {HERE}."
    )


def test_chicago_names_three_of_more_than_six_authors() -> None:
    assert cited(by(7), "chicago").startswith("College A, College B, College C, et al. 2026.")


def test_mla_names_one_of_three_authors_and_both_of_two() -> None:
    assert cited(output(), "mla") == (
        f"Esimerkin ammattiopisto, et al. Guidance Cards & Notes. KA2 Results, 2026, {HERE}."
    )
    assert cited(by(2), "mla").startswith("College A, and College B. Guidance")


def test_ieee_quotes_the_title_with_the_comma_inside_and_has_no_number() -> None:
    assert cited(output(), "ieee") == (
        "Esimerkin ammattiopisto, Beispiel Akademie, and Σχολή Παράδειγμα, "
        f"“Guidance cards & notes,” KA2 Results, 2026. [Online]. Available: {HERE}"
    )


def test_harvard_has_the_year_in_brackets_and_says_where_it_is_available() -> None:
    assert cited(output(), "harvard") == (
        "Esimerkin ammattiopisto, Beispiel Akademie and Σχολή Παράδειγμα (2026) "
        f"Guidance cards & notes. KA2 Results. Available at: {HERE}."
    )


def test_harvard_names_one_of_four_authors() -> None:
    assert cited(by(4), "harvard").startswith("College A et al. (2026) Guidance")


@EVERY_STYLE
def test_a_title_in_another_language_keeps_its_letters(style: Style) -> None:
    record = output(titles={"fi": "Ohjauskortit ammattiin"})

    assert "Ohjauskortit ammattiin" in cited(record, style.code)


@EVERY_STYLE
def test_the_title_is_in_the_language_of_the_reader_where_there_is_one(style: Style) -> None:
    assert "Ohjauskortit" in cited(output(), style.code, "fi")


@EVERY_STYLE
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_language_of_the_interface_has_words_of_its_own(style: Style, language: str) -> None:
    ands = {"en": "and", "fi": "ja", "sv": "och", "de": "und", "fr": "et", "es": "y", "it": "e",
            "pl": "i", "et": "ja"}  # fmt: skip
    word = {"apa": "&", "mla": f", {ands[language]}"}.get(style.code, ands[language])

    assert f"{word} College B" in cited(by(2), style.code, language)


def test_a_language_without_words_gets_english() -> None:
    assert cited(output(), "harvard", "ga") == cited(output(), "harvard", "tlh")
    assert " and Σχολή" in cited(output(), "harvard", "tlh")


def test_an_event_tells_its_kind_days_and_place_in_the_language_of_the_reader() -> None:
    assert "[Multiplier event, 20–21 May 2021, Tampere, Finland]" in cited(event(), "apa")
    finnish = cited(event(), "apa", "fi")
    assert "Tulosten levittämistilaisuus, 20.–21. toukokuuta 2021, Tampere, Suomi" in finnish


def test_an_event_without_a_place_is_online() -> None:
    facts = EventFacts(date(2021, 5, 20), None, "", "", None, True, 1, 1)

    assert "[Multiplier event, 20 May 2021, online]" in cited(event(event=facts), "apa")


@EVERY_STYLE
@pytest.mark.parametrize("term", tuple(vocabulary("output_types")), ids=lambda term: str(term.code))
def test_every_output_type_is_cited_with_title_year_and_address(term: Term, style: Style) -> None:
    words = cited(output(output_type=term.code, titles={"en": "Notes"}), style.code)

    assert all(part in words for part in ("Notes", "2026", HERE))
    assert ", ." not in words
    assert "released" not in words


@EVERY_STYLE
@pytest.mark.parametrize("end", ["?", "!", "."])
def test_a_title_that_ends_in_a_stop_gets_no_second_one(style: Style, end: str) -> None:
    words = cited(output(titles={"en": f"All of it{end}"}), style.code)

    after = re.split("all of it", words, flags=re.IGNORECASE)[1].partition(" KA2")[0]
    allowed = {"ieee": {"?”", "!”", ".,”"}}.get(style.code, {end})
    assert after in allowed


@pytest.mark.parametrize("style", ["chicago", "mla"])
def test_given_names_stay_whole_where_the_manual_wants_them(style: str) -> None:
    item = {
        "id": "1",
        "type": "report",
        "title": "Notes",
        "language": "en",
        "author": [{"family": "Example", "given": "Maija Liisa"}],
    }
    chosen = next(known for known in STYLES if known.code == style)

    assert with_citeproc(item, chosen, "en").startswith("Example, Maija Liisa.")


@EVERY_STYLE
def test_the_files_of_the_styles_say_who_made_them_and_under_which_licence(style: Style) -> None:
    folder = Path(citations.__file__).parent / "styles"

    text = (folder / f"{style.file}.csl").read_text("utf-8")

    assert "http://creativecommons.org/licenses/by-sa/3.0/" in text
    assert "<author>" in text
    assert style.file in (folder / "README.md").read_text("utf-8")


@EVERY_STYLE
def test_the_styles_keep_the_schema_that_the_library_knows(style: Style) -> None:
    folder = Path(citations.__file__).parent / "styles"

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        citeproc.CitationStylesStyle(str(folder / f"{style.file}.csl"), locale="en-US")
