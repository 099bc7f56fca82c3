"""Downloads for programs that keep references, and the box that says how to cite."""

from __future__ import annotations

import re

import pytest

from ka2results.services.house import Services
from tests.factories import Workshop
from tests.web.conftest import Browser

EXPORTS = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
}
EVERY_EXPORT = pytest.mark.parametrize("name", EXPORTS)


@EVERY_EXPORT
def test_an_export_is_saved_as_a_file(visitor: Browser, workshop: Workshop, name: str) -> None:
    pid = workshop.output()

    answer = visitor.get(f"/records/{pid}.{name}")

    assert answer.status_code == 200
    assert answer.mimetype == EXPORTS[name]
    assert f'filename="{pid}.{name}"' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert pid.encode() in answer.data


@EVERY_EXPORT
def test_an_export_that_did_not_change_is_not_sent_again(
    visitor: Browser, workshop: Workshop, name: str
) -> None:
    address = f"/records/{workshop.output()}.{name}"
    first = visitor.get(address)

    again = visitor.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304
    assert again.data == b""


@pytest.mark.parametrize("path", [*(f".{name}" for name in EXPORTS), "/cite/apa"])
def test_a_draft_is_not_there_even_for_those_who_write_it(
    anna: Browser, workshop: Workshop, path: str
) -> None:
    pid = workshop.draft()

    assert anna.get(f"/records/{pid}").status_code == 200
    assert anna.get(f"/records/{pid}{path}").status_code == 404


@pytest.mark.parametrize("path", [*(f".{name}" for name in EXPORTS), "/cite/apa"])
def test_a_withdrawn_record_is_gone_and_says_why(
    visitor: Browser, workshop: Workshop, services: Services, path: str
) -> None:
    pid = workshop.output()
    services.deposit.withdraw(pid, "Published by mistake.", by=workshop.person())

    answer = visitor.get(f"/records/{pid}{path}")

    assert answer.status_code == 410
    assert "Published by mistake." in answer.text


@pytest.mark.parametrize("path", [".docx", ".bib.gz", "/cite/vancouver", "/cite/"])
def test_other_formats_and_styles_are_not_there(
    visitor: Browser, workshop: Workshop, path: str
) -> None:
    assert visitor.get(f"/records/{workshop.output()}{path}").status_code == 404


def test_a_citation_is_plain_text_in_the_language_of_the_reader(
    visitor: Browser, workshop: Workshop
) -> None:
    address = f"/records/{workshop.output()}/cite/harvard"

    english = visitor.get(address)
    finnish = visitor.get(address, headers={"Accept-Language": "fi"})

    assert english.content_type == "text/plain; charset=utf-8"
    assert "Available at: " in english.text
    assert "Saatavissa: " in finnish.text
    assert finnish.headers["Content-Language"] == "fi"
    assert finnish.vary.as_set() >= {"accept-language", "cookie"}
    assert english.headers["ETag"] != finnish.headers["ETag"]


def test_the_page_says_how_to_cite_it_and_offers_files(
    visitor: Browser, workshop: Workshop
) -> None:
    pid = workshop.output(titles={"en": "R&D <skills>"})

    page = visitor.get(f"/records/{pid}").text

    assert (
        f"<i>R&amp;D &lt;skills&gt;</i>. KA2 Results. https://results.example.org/records/{pid}"
        in page
    )
    assert re.search(r'href="\?style=mla#cite"', page)
    assert all(f'href="/records/{pid}.{name}"' in page for name in EXPORTS)


@pytest.mark.parametrize(
    ("asked", "shown"), [("", "apa"), ("?style=ieee", "ieee"), ("?style=vancouver", "apa")]
)
def test_the_page_marks_the_style_that_it_shows(
    visitor: Browser, workshop: Workshop, asked: str, shown: str
) -> None:
    page = visitor.get(f"/records/{workshop.output()}{asked}").text

    marked = re.findall(r'href="\?style=(\w+)#cite"[^>]* aria-current="true"', page)
    assert marked == [shown]
    assert ("[Online]. Available:" in page) == (shown == "ieee")


def test_search_engines_read_what_the_page_is_about(visitor: Browser, workshop: Workshop) -> None:
    page = visitor.get(f"/records/{workshop.output()}").text

    assert '<script type="application/ld+json">' in page
    assert '"LearningResource"' in page
