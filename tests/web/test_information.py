"""The pages that tell who we are, filled from what the operator told."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask import Flask

from ka2results.factory import create_app
from ka2results.settings import Settings
from ka2results.settings_variables import EXAMPLE_EMAIL
from ka2results.wiring import House
from tests.factories import Workshop
from tests.web.conftest import Browser
from tests.web.reading import links_of, main_of

PAGES = (
    "/for-partnerships",
    "/for-repositories",
    "/about",
    "/accessibility",
    "/privacy",
    "/terms",
    "/contact",
)


def told(house: House, **facts: str) -> Browser:
    """A visitor of a house whose operator has told more."""
    environ = {f"KA2_{name.upper()}": value for name, value in facts.items()}
    settings = Settings.from_env(
        {
            "KA2_ENV": "development",
            "KA2_HOME": str(house.settings.home),
            "KA2_BASE_URL": house.settings.base_url,
            **environ,
        }
    )
    return Browser(create_app(replace(house, settings=settings)).test_client())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_and_no_gap(visitor: Browser, path: str) -> None:
    answer = visitor.get(path)

    main = re.sub(r"<pre.*?</pre>", "", main_of(answer.text), flags=re.S)
    assert answer.status_code == 200
    assert main.count("<h1") == 1
    assert not re.search(r"%\(|{{|}}|{%|None|Undefined|TODO|\[\s*\]", main)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_the_site_leads_somewhere(
    visitor: Browser, workshop: Workshop, path: str
) -> None:
    workshop.output()

    inside = [link for link in links_of(visitor.get(path).text) if link.startswith("/")]

    dead = [link for link in inside if visitor.get(link).status_code != 200]
    assert not dead


@pytest.mark.parametrize("path", ["/accessibility", "/privacy", "/contact"])
def test_a_fresh_installation_says_what_is_not_filled_in(visitor: Browser, path: str) -> None:
    page = visitor.get(path).text

    assert "The operator has not filled in yet" in page
    assert f"mailto:{EXAMPLE_EMAIL}" not in page


@pytest.mark.parametrize("path", PAGES)
def test_a_filled_in_installation_has_no_such_notice(house: House, path: str) -> None:
    visitor = told(
        house,
        operator="Example Agency",
        operator_address="Street 1, Helsinki",
        admin_email="results@agency.example",
        accessibility_checked_on="2026-11-24",
        enforcement_body="Example Authority",
    )

    page = visitor.get(path).text

    assert "not filled in yet" not in page
    assert "No e-mail address" not in page


def test_the_accessibility_statement_is_filled_from_the_settings(house: House) -> None:
    visitor = told(
        house,
        operator="Example Agency & Sons",
        admin_email="results@agency.example",
        accessibility_status="partially",
        accessibility_exceptions="The map has no text.",
        accessibility_checked_on="2026-11-24",
        accessibility_answer_days="14",
        enforcement_body="Example Authority",
        enforcement_url="https://authority.example/complain",
    )

    page = visitor.get("/accessibility").text

    assert "Example Agency &amp; Sons wants everyone" in page
    assert "conforms in part" in page
    assert "The map has no text." in page
    assert "24 November 2026" in page
    assert "within 14 days" in page
    assert "https://authority.example/complain" in links_of(page)
    assert "has not yet" not in page


@pytest.mark.parametrize(
    ("status", "words"),
    [("fully", "conforms fully"), ("partially", "conforms in part"), ("not", "does not conform")],
)
def test_the_conformance_status_is_said_in_words(house: House, status: str, words: str) -> None:
    page = told(house, accessibility_status=status).get("/accessibility").text

    said = [other for other in ("fully", "in part", "not conform") if f" {other} to" in page]
    assert words in page
    assert len(said) == 1


def test_nobody_is_promised_an_answer_that_the_operator_did_not_promise(visitor: Browser) -> None:
    page = visitor.get("/accessibility").text

    assert "We answer within" not in page


def test_the_operators_own_privacy_notice_is_linked(house: House) -> None:
    page = told(house, privacy_url="https://agency.example/privacy").get("/privacy").text

    assert "https://agency.example/privacy" in links_of(page)


def test_questions_about_personal_data_have_an_address_of_their_own(house: House) -> None:
    visitor = told(
        house, admin_email="results@agency.example", data_protection_email="dpo@agency.example"
    )

    links = links_of(visitor.get("/privacy").text)

    assert [link for link in links if link.startswith("mailto:dpo@agency.example?subject=")]
    assert not [link for link in links if link.startswith("mailto:results@")]


def test_the_privacy_page_names_the_cookies_that_are_set(app: Flask, visitor: Browser) -> None:
    page = visitor.get("/privacy").text
    set_by_visit = visitor.get("/search").headers.getlist("Set-Cookie")
    set_by_choice = visitor.get("/about?lang=fi").headers.getlist("Set-Cookie")
    set_by_sign_in = visitor.get("/sign-in").headers.getlist("Set-Cookie")

    names = {cookie.partition("=")[0] for cookie in [*set_by_choice, *set_by_sign_in]}
    assert not set_by_visit
    assert names == set(re.findall(r"<code>(ka2_\w+)</code>", page))


def test_a_report_about_a_record_carries_its_identifier(house: House, workshop: Workshop) -> None:
    pid = workshop.output(titles={"en": "Repair & reuse"})
    visitor = told(house, admin_email="results@agency.example", repository_name="R & D")

    page = visitor.get(f"/contact?record={pid}").text

    subjects = [unquote(link).partition("?subject=")[2] for link in links_of(page)]
    assert "Repair &amp; reuse" in page
    assert f"Problem with record {pid}" in subjects
    assert "Accessibility of R & D" in subjects


def test_a_report_about_a_record_that_nobody_knows_is_not_begun(
    visitor: Browser, workshop: Workshop
) -> None:
    draft = workshop.draft()

    answers = [visitor.get(f"/contact?record={pid}") for pid in (draft, "nothing", "%00")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_licences_are_told_in_plain_words_and_the_refused_ones_too(visitor: Browser) -> None:
    page = visitor.get("/for-partnerships").text

    rows = dict(re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>(.*?)</tr>', page, re.S))
    answers = {name: re.findall(r"<td>([^<]+)</td>", row) for name, row in rows.items()}
    assert answers["Creative Commons Attribution-NonCommercial-ShareAlike 4.0"] == [
        "Yes",
        "No",
        "Yes",
    ]
    assert "refused" in answers["Creative Commons Attribution-NoDerivatives 4.0"][0]


def test_the_totals_are_those_of_today(visitor: Browser, workshop: Workshop) -> None:
    workshop.output()

    page = visitor.get("/about").text

    assert re.findall(r"<dd>(\d+)</dd>", page) == ["1", "0", "1"]


def test_the_source_is_linked_where_it_is_known(house: House, visitor: Browser) -> None:
    known = told(house, source_url="https://code.example/ka2").get("/about").text

    assert "https://code.example/ka2" in links_of(known)
    assert "Source and documents" not in visitor.get("/about").text
