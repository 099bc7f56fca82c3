"""The interface in the reader's language: chosen, remembered, told to search engines."""

from __future__ import annotations

import pytest
from lxml import html

from ka2results.domain.languages import INTERFACE_LANGUAGES
from tests.factories import Workshop
from tests.web.conftest import Browser


def language_of(page: str) -> str:
    return str(html.fromstring(page).get("lang"))


def test_a_browser_gets_the_language_it_asks_for(visitor: Browser) -> None:
    page = visitor.get("/sign-in", headers={"Accept-Language": "fi-FI,sv;q=0.8"})

    assert language_of(page.text) == "fi"


def test_a_language_without_a_catalogue_falls_to_the_next(visitor: Browser) -> None:
    page = visitor.get("/sign-in", headers={"Accept-Language": "ga,et;q=0.5"})

    assert language_of(page.text) == "et"


def test_the_address_decides_and_is_remembered(visitor: Browser) -> None:
    first = visitor.get("/sign-in?lang=sv", headers={"Accept-Language": "fi"})
    later = visitor.get("/sign-in", headers={"Accept-Language": "fi"})

    assert [language_of(first.text), language_of(later.text)] == ["sv", "sv"]


def test_an_unknown_language_is_nobodys_choice(visitor: Browser) -> None:
    page = visitor.get("/sign-in?lang=xx")

    assert language_of(page.text) == "en"
    assert "ka2_lang" not in page.headers.get("Set-Cookie", "")


def test_no_cookie_is_set_for_somebody_who_chose_nothing(visitor: Browser) -> None:
    page = visitor.get("/", headers={"Accept-Language": "fi"})

    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Referer": "https://search.example.net/?q=results"}],
)
def test_a_link_on_another_site_chooses_for_nobody(
    visitor: Browser, headers: dict[str, str]
) -> None:
    page = visitor.get("/?lang=fi", headers=headers)

    assert language_of(page.text) == "fi"
    assert "Set-Cookie" not in page.headers


def test_the_account_comes_before_the_cookie(anna: Browser) -> None:
    anna.get("/?lang=de")
    anna.post("/my-work/language", {"language": "it", "next": "/partnerships"}, at="/my-work")

    assert language_of(anna.get("/my-work").text) == "it"


def test_a_signed_in_person_stays_on_the_page_where_the_language_was_chosen(anna: Browser) -> None:
    answer = anna.post(
        "/my-work/language", {"language": "pl", "next": "/partnerships?q=green"}, at="/my-work"
    )

    assert (answer.status_code, answer.location) == (303, "/partnerships?q=green")


def test_the_menu_keeps_the_page_and_its_filters(visitor: Browser) -> None:
    page = visitor.get("/search?q=k%C3%A4yt%C3%A4nt%C3%B6&language=fi&language=sv&pid=1&endpoint=x")

    found = html.fromstring(page.text).xpath('//details[@id="language-menu"]//a[@lang="et"]/@href')
    assert found == [
        "/search?q=k%C3%A4yt%C3%A4nt%C3%B6&language=fi&language=sv&pid=1&endpoint=x&lang=et"
    ]


def test_every_language_is_named_in_itself_and_told_to_search_engines(visitor: Browser) -> None:
    page = html.fromstring(visitor.get("/partnerships").text)

    names = [a.text for a in page.xpath('//details[@id="language-menu"]//a')]
    told = page.xpath('//link[@rel="alternate"][@hreflang]/@hreflang')
    assert names == [
        "English", "Suomi", "Svenska", "Deutsch", "Français", "Español", "Italiano", "Polski",
        "Eesti",
    ]  # fmt: skip
    assert told == [*INTERFACE_LANGUAGES, "x-default"]


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "12 May 2022"), ("fi", "12. toukokuuta 2022"), ("pl", "12 maja 2022")],
)
def test_dates_follow_the_language(
    visitor: Browser, workshop: Workshop, language: str, day: str
) -> None:
    partnership = workshop.partnership()
    event = workshop.event(partnership, (workshop.output(partnership),))

    page = visitor.get(f"/records/{event}?lang={language}")

    assert day in page.text


def test_a_text_keeps_its_own_language_on_a_page_of_another(
    visitor: Browser, workshop: Workshop
) -> None:
    output = workshop.output(titles={"el": "Οδηγός"}, summaries={"el": "Περίληψη", "en": "About"})

    page = html.fromstring(visitor.get(f"/records/{output}?lang=fi").text)

    assert page.xpath("//h1/span/@lang") == ["el"]
    assert page.xpath('//p[@class="prose"][1]/@lang')[0] == "en"


@pytest.mark.parametrize("path", ["/search", "/partnerships", "/", "/nothing"])
def test_bytes_that_are_no_text_get_a_page_that_says_so(visitor: Browser, path: str) -> None:
    page = visitor.get(
        path,
        environ_overrides={"QUERY_STRING": "q=\xff&lang=sv"},
        headers={"Accept-Language": "fi"},
    )

    assert page.status_code == 400
    assert language_of(page.text) == "fi"


def test_what_a_browser_refuses_is_not_chosen(visitor: Browser) -> None:
    page = visitor.get("/sign-in", headers={"Accept-Language": "nl, fi;q=0"})

    assert language_of(page.text) == "en"


def test_reading_on_from_a_page_that_a_search_engine_named_keeps_its_language(
    visitor: Browser,
) -> None:
    first = visitor.get("/?lang=fi", headers={"Sec-Fetch-Site": "cross-site"})
    second = visitor.get("/browse", headers={"Referer": "http://localhost/?lang=fi"})
    third = visitor.get("/about", headers={"Referer": "http://localhost/browse"})

    assert "Set-Cookie" not in first.headers
    assert [language_of(page.text) for page in (first, second, third)] == ["fi"] * 3


@pytest.mark.parametrize("path", ["/atom", "/search.csv", "/api/v1/records", "/oai?verb=Identify"])
def test_only_pages_remember_a_language(visitor: Browser, path: str) -> None:
    joint = "&" if "?" in path else "?"

    answer = visitor.get(f"{path}{joint}lang=fi")

    assert "ka2_lang" not in answer.headers.get("Set-Cookie", "")


def test_fixed_words_are_said_to_each_reader_in_their_language(visitor: Browser) -> None:
    first = visitor.get("/about?lang=fi").text
    second = visitor.get("/about?lang=de").text

    assert "MIT-lisenssi" in first
    assert "MIT-lisenssi" not in second


@pytest.mark.parametrize("referrer", ["http://[", "http://[::1", "//", "\xff"])
def test_a_referrer_that_is_no_address_names_no_language(visitor: Browser, referrer: str) -> None:
    page = visitor.get("/sign-in?lang=fi", headers={"Referer": referrer})
    plain = visitor.get("/sign-in", headers={"Referer": referrer, "Cookie": ""})

    assert (page.status_code, language_of(page.text)) == (200, "fi")
    assert plain.status_code == 200
