"""Citations: safe, made once for each version of a record, and never a failure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ka2results.domain.languages import INTERFACE_LANGUAGES
from ka2results.errors import NotFound
from ka2results.formats import citations
from ka2results.formats.citations import STYLES, Citations, Style

from .builders import event, organisation, output, partnership
from .references import EVERY_STYLE, HERE, by, cited, in_words


class Counting:
    """A renderer that only counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, item: Mapping[str, Any], style: Style, language: str) -> str:
        self.asked.append(f"{item['id']} {style.code} {language}")
        return f"{item['title']}, rendering {len(self.asked)}"


@EVERY_STYLE
def test_markup_in_a_title_is_shown_as_it_was_typed(style: Style) -> None:
    title = '<script>alert("X")</script> & <span class="nocase">VET</span> &amp;'
    citation = Citations("KA2 Results", in_words).cite(output(titles={"fi": title}), style.code, "")

    assert title in citation.text
    assert "<script" not in citation.html
    assert "<span" not in citation.html
    assert set(re.findall(r"<[^>]*>", citation.html)) <= {"<i>", "</i>"}


def test_our_own_marks_in_a_name_open_no_italics() -> None:
    record = output(
        titles={"en": f"A{citations.ITALIC}B"},
        partnership=partnership(
            organisations=(organisation(f"C{citations.ITALIC}D", "FI", "coordinator", None),)
        ),
    )

    citation = Citations("KA2 Results", in_words).cite(record, "apa", "en")

    assert citation.html.count("<i>") == citation.html.count("</i>") == 1
    assert citation.html.startswith("CD. (2026). <i>AB</i>.")


def test_an_unknown_style_is_not_found() -> None:
    with pytest.raises(NotFound) as caught:
        cited(output(), "vancouver")

    assert caught.value.key == "vancouver"


def test_a_failing_library_leaves_a_plain_citation(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_item: Mapping[str, Any], _style: Style, _language: str) -> str:
        raise TypeError("'NoneType' object is not callable")

    citation = Citations("KA2 Results", in_words, fail).cite(by(2), "apa", "en")

    assert (
        citation.text == f"College A, College B (2026). Guidance cards & notes. KA2 Results. {HERE}"
    )
    assert "cannot be cited in apa" in caplog.text


def test_a_version_of_a_record_is_set_once_for_each_style_and_language() -> None:
    render = Counting()
    citer = Citations("KA2 Results", in_words, render)

    first = citer.cite(output(), "apa", "en")
    again = citer.cite(output(), "apa", "en")
    citer.cite(output(), "mla", "en")
    citer.cite(output(), "apa", "fi")

    assert again is first
    assert len(render.asked) == 3


def test_an_edit_or_a_new_partner_is_cited_anew() -> None:
    render = Counting()
    citer = Citations("KA2 Results", in_words, render)
    record = output()
    citer.cite(record, "apa", "en")

    citer.cite(replace(record, edits=4), "apa", "en")
    citer.cite(replace(record, changed_at=record.changed_at + timedelta(seconds=1)), "apa", "en")
    citer.cite(replace(record, partnership=partnership(organisations=())), "apa", "en")

    assert len(render.asked) == 4


def test_only_the_last_ones_are_kept() -> None:
    render = Counting()
    citer = Citations("KA2 Results", in_words, render, kept=2)
    for style in ("apa", "mla", "apa", "ieee"):
        citer.cite(output(), style, "en")

    citer.cite(output(), "apa", "en")
    assert len(render.asked) == 3
    citer.cite(output(), "mla", "en")
    assert len(render.asked) == 4


def test_threads_set_the_same_words_as_one_alone() -> None:
    tasks = [(record, style.code) for record in (output(), event(), by(3)) for style in STYLES]
    alone = [cited(record, style) for record, style in tasks]
    citer = Citations("KA2 Results", in_words, kept=1)

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda task: citer.cite(task[0], task[1], "en").text, tasks * 3))

    assert together == alone * 3


@settings(max_examples=25, deadline=None)
@given(
    title=st.text(st.characters(codec=None), min_size=1),
    name=st.text(min_size=1),
    style=st.sampled_from([style.code for style in STYLES]),
    language=st.sampled_from(INTERFACE_LANGUAGES),
)
def test_whatever_people_write_the_html_is_safe_and_says_where(
    title: str, name: str, style: str, language: str
) -> None:
    institutions = (organisation(name, "FI", "coordinator", None),)
    record = output(titles={"en": title}, partnership=partnership(organisations=institutions))

    citation = Citations("KA2 Results", in_words).cite(record, style, language)

    assert HERE in citation.text
    assert set(re.findall(r"<[^>]*>", citation.html)) <= {"<i>", "</i>"}
    assert citation.html.count("<i>") == citation.html.count("</i>")
