"""The page of figures: numbers that agree with the search, as pictures, tables and files."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from lxml import html

from ka2results.wording.downloads import attachment
from tests.factories import Workshop, participation
from tests.web.conftest import Browser


@pytest.fixture
def filled(workshop: Workshop) -> Workshop:
    """Three outputs of two partnerships and an event."""
    finnish = workshop.partnership(participations=[participation("Opisto", "FI")])
    both = workshop.partnership(
        participations=[participation("Opisto", "FI"), participation("Kool", "EE")], field="adult"
    )
    first = workshop.output(finnish, languages=("fi", "en"))
    workshop.output(finnish, languages=("fi",), output_type="video")
    workshop.output(both, languages=("et",), licence="CC0-1.0")
    workshop.event(finnish, (first,), country="SE", local_participants=30, foreign_participants=4)
    workshop.draft(finnish)
    return workshop


def rows(visitor: Browser, name: str) -> list[list[str]]:
    answer = visitor.get(f"/statistics/{name}.csv")
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_the_totals_are_what_is_published(visitor: Browser, filled: Workshop) -> None:
    page = html.fromstring(visitor.get("/statistics").text)

    (band,) = page.find_class("totals")
    shown = {dt.text: dd.text for dt, dd in zip(band.iter("dt"), band.iter("dd"), strict=True)}
    assert shown["intellectual outputs"] == "3"
    assert shown["multiplier event"] == "1"
    assert shown["partnerships"] == "2"
    assert shown["countries"] == "2"


def test_every_figure_has_its_table_and_its_file(visitor: Browser, filled: Workshop) -> None:
    page = html.fromstring(visitor.get("/statistics").text)

    for figure in page.find_class("picture"):
        (link,) = figure.xpath('.//div[@class="pic-foot"]/a/@href')
        name = re.fullmatch(r"/statistics/([\w-]+)\.csv", link)
        assert name
        table = [
            [row.find("th").text_content(), row.find("td").text]
            for row in figure.findall(".//tbody/tr")
        ]
        assert table == [[label, count] for _, label, count in rows(visitor, name[1])[1:]]
    assert len(page.find_class("picture")) == 8


def test_a_file_has_a_head_codes_words_and_counts(visitor: Browser, filled: Workshop) -> None:
    assert rows(visitor, "language") == [
        ["code", "label", "count"],
        ["fi", "Finnish", "2"],
        ["en", "English", "1"],
        ["et", "Estonian", "1"],
    ]
    assert rows(visitor, "participants")[1:] == [
        ["local", "From the country of the event", "30"],
        ["foreign", "From other countries", "4"],
    ]
    assert rows(visitor, "event-country")[1:] == [["SE", "Sweden", "1"]]


def test_a_file_is_saved_under_the_name_of_its_figure(visitor: Browser, filled: Workshop) -> None:
    answer = visitor.get("/statistics/country.csv")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["Content-Disposition"] == attachment("country.csv")


def test_words_in_files_follow_the_reader(visitor: Browser, filled: Workshop) -> None:
    answer = visitor.get("/statistics/language.csv?lang=fi")

    assert "fi;Suomi;2" in answer.data.decode("utf-8")
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_a_file_is_a_table_as_spreadsheets_want_it(visitor: Browser, workshop: Workshop) -> None:
    workshop.output(workshop.partnership(field="=1+1"))

    answer = visitor.get("/statistics/field.csv")

    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert rows(visitor, "field")[1] == ["'=1+1", "'=1+1", "1"]


def test_an_unknown_figure_is_not_found(visitor: Browser) -> None:
    assert visitor.get("/statistics/nothing.csv").status_code == 404


@pytest.mark.parametrize("facet", ["country", "language", "type", "licence", "field"])
def test_a_number_leads_to_as_many_hits(visitor: Browser, filled: Workshop, facet: str) -> None:
    page = html.fromstring(visitor.get("/statistics").text)
    found = page.xpath(f'//tbody//a[contains(@href, "&{facet}=")]')

    assert found
    for link in found:
        count = link.xpath("../../td/text()")[0]
        hits = unescape(visitor.get(link.get("href")).text)
        words = re.search(r'id="hits"[^>]*>\s*(\d+) hits?', hits)
        assert words, link.get("href")
        assert words[1] == count


def test_an_empty_repository_says_so(visitor: Browser) -> None:
    page = visitor.get("/statistics")

    assert page.status_code == 200
    assert "Nothing is published yet." in page.text
    assert "<figure" not in page.text


def test_the_page_says_how_it_counts(visitor: Browser) -> None:
    page = visitor.get("/statistics").text

    assert "A record with two languages counts in both" in page
    assert "tracked" in page
