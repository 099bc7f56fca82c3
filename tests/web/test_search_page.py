"""The page of hits: every state of the filters is a plain address."""

from __future__ import annotations

import re
from html import unescape

from lxml import html

from tests.factories import Workshop, participation
from tests.web.conftest import Browser


def links(page: str, label: str) -> list[str]:
    found = html.fromstring(page).xpath(
        '//details[@id="filters-drawer"]//a | //nav[@class="pager"]//a'
    )
    return [str(a.get("href")) for a in found if (a.text or "").strip() == label]


def total(page: str) -> str:
    found = re.search(r'id="hits">([^<]+)<', page)
    return found[1] if found else ""


def test_a_facet_leads_to_as_many_hits_as_it_says(visitor: Browser, workshop: Workshop) -> None:
    workshop.output(languages=("fi",))
    workshop.output(languages=("fi", "en"))
    workshop.output(languages=("sv",))
    page = visitor.get("/search").text

    (finnish,) = links(page, "Finnish")

    assert total(visitor.get(finnish).text) == "2 hits"


def test_a_chosen_value_can_be_dropped_again(visitor: Browser, workshop: Workshop) -> None:
    workshop.output()
    workshop.output(output_type="video")

    page = visitor.get("/search?type=video&q=handbook").text

    assert total(page) == "1 hit"
    (chosen,) = links(page, "Video")
    assert total(visitor.get(chosen).text) == "2 hits"


def test_values_of_one_facet_widen_and_facets_narrow(visitor: Browser, workshop: Workshop) -> None:
    estonian = workshop.partnership(participations=[participation("Kool", "EE")])
    workshop.output(estonian, output_type="video")
    workshop.output(output_type="video")
    workshop.output()

    assert total(visitor.get("/search?type=video&type=handbook").text) == "3 hits"
    assert total(visitor.get("/search?type=video&type=handbook&country=EE").text) == "1 hit"


def test_nothing_found_says_which_filter_to_drop(visitor: Browser, workshop: Workshop) -> None:
    workshop.output()

    page = visitor.get("/search?q=handbook&type=photo").text

    assert total(page) == "0 hits"
    assert "Leave out “Photo”" in unescape(page)


def test_long_lists_are_paged(visitor: Browser, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    for _ in range(3):
        workshop.output(partnership)

    first = visitor.get("/search?page_size=2").text

    assert "Page 1 of 2" in first
    (following,) = links(first, "Next")
    second = visitor.get(following).text
    assert "Page 2 of 2" in second
    assert len(re.findall(r"<article", second)) == 1


def test_the_home_page_leads_to_types_languages_and_countries(
    visitor: Browser, workshop: Workshop
) -> None:
    workshop.output()

    page = visitor.get("/").text

    for address in ("/search?type=handbook", "/search?language=en", "/search?country=FI"):
        assert address in page
        assert total(visitor.get(address).text) == "1 hit"


def test_a_page_beyond_the_last_leads_to_the_last(visitor: Browser, workshop: Workshop) -> None:
    workshop.output()

    answer = visitor.get("/search?q=handbook&page=9")

    assert answer.location == "/search?q=handbook"


def test_words_that_fit_no_record_may_fit_a_partnership(
    visitor: Browser, workshop: Workshop
) -> None:
    workshop.partnership(titles={"fi": "Metsäopetus"}, number="2019-1-FI01-KA202-060999")

    page = visitor.get("/search?q=2019-1-FI01-KA202-060999").text

    assert total(page) == "0 hits"
    assert "Metsäopetus" in page
