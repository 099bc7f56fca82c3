"""What scripts add for people, and that nothing is missing without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from ka2results.settings import Settings
from ka2results.wiring import build
from tests.browser.conftest import Site
from tests.factories import Workshop

pytestmark = pytest.mark.browser

OPEN = re.compile(".*")
"""Any value: an attribute without one is there all the same."""


@pytest.fixture
def record(settings: Settings, site: Site) -> str:
    """Address of one of three records; two are handbooks, one is a video."""
    house = build(settings)
    with house.services() as services:
        workshop = Workshop(services)
        workshop.people_once()
        partnership = workshop.partnership()
        pids = [
            workshop.output(partnership, output_type=kind)
            for kind in ("handbook", "handbook", "video")
        ]
        services.indexing.catch_up()
    house.close()
    return f"/records/{pids[0]}"


@pytest.fixture
def clipboard_page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page that may use the clipboard."""
    yield from _opened(chromium, site, permissions=["clipboard-read", "clipboard-write"])


@pytest.fixture
def plain_page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A browser without scripts."""
    yield from _opened(chromium, site, java_script_enabled=False)


def _opened(chromium: Browser, site: Site, **options: Any) -> Iterator[Page]:
    context = chromium.new_context(base_url=site.url, **options)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("refused", [False, True], ids=["clipboard", "the old way"])
def test_a_copy_button_copies_and_says_so(clipboard_page: Page, record: str, refused: bool) -> None:
    page = clipboard_page
    if refused:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject();")
    page.goto(record)
    button = page.locator("button[data-copy]").first
    words = page.locator(str(button.get_attribute("data-copy"))).inner_text()

    button.click()

    expect(page.locator("#announcer")).to_have_text(str(button.get_attribute("data-copied")))
    expect(button).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == words.strip()


def test_buttons_that_need_a_script_are_not_shown_without_one(
    plain_page: Page, record: str
) -> None:
    plain_page.goto(record)

    buttons = plain_page.locator("button[data-copy], button[data-dialog]").all()
    assert buttons
    assert not [button for button in buttons if button.is_visible()]


def test_a_slash_goes_to_the_search_but_not_while_one_types(page: Page) -> None:
    page.goto("/search")
    box = page.get_by_role("searchbox").first
    page.keyboard.press("/")
    expect(box).to_be_focused()

    page.keyboard.type("and/or?")

    expect(box).to_have_value("and/or?")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_a_question_mark_lists_the_shortcuts_and_escape_closes_the_list(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    shortcuts = page.get_by_role("dialog")
    expect(shortcuts).to_be_visible()

    page.keyboard.press("Escape")

    expect(shortcuts).to_be_hidden()


def test_shortcuts_can_be_switched_off_for_good_and_on_again(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    page.locator("#shortcuts-off").check()
    page.keyboard.press("Escape")
    page.goto("/")

    page.keyboard.press("/")
    page.keyboard.press("?")

    expect(page.get_by_role("searchbox").first).not_to_be_focused()
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.locator("button[data-dialog='#shortcuts']").click()
    page.locator("#shortcuts-off").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").first).to_be_focused()


def test_a_menu_closes_by_escape_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/")
    menu = page.locator("details.menu").first
    menu.locator("summary").click()
    menu.get_by_role("link").first.focus()

    page.keyboard.press("Escape")

    expect(menu).not_to_have_attribute("open", OPEN)
    expect(menu.locator("summary")).to_be_focused()


def test_a_menu_closes_when_one_goes_elsewhere(page: Page) -> None:
    page.goto("/")
    menu = page.locator("details.menu").first
    menu.locator("summary").click()
    page.get_by_role("searchbox").first.focus()
    expect(menu).not_to_have_attribute("open", OPEN)
    menu.locator("summary").click()
    page.locator("footer").click(position={"x": 2, "y": 2})

    expect(menu).not_to_have_attribute("open", OPEN)


@pytest.mark.parametrize(("width", "is_open"), [(390, False), (1280, True)])
def test_filters_are_open_where_there_is_room(
    page: Page, record: str, width: int, is_open: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/search")

    filters = page.get_by_role("navigation", name="Filters")
    expect(filters).to_be_visible(visible=is_open)


def test_a_filter_changes_the_hits_in_place_and_tells_their_number(page: Page, record: str) -> None:
    page.goto("/search")
    page.evaluate("window.sameDocument = true")
    link = page.locator("#filters-drawer a", has_text="Video").first
    pressed = link.get_attribute("id")

    link.click()

    expect(page).to_have_url(re.compile(r"type=video"))
    expect(page.locator("#announcer")).to_have_text(re.compile("^1 "))
    assert page.evaluate("window.sameDocument") is True
    assert page.evaluate("document.activeElement.id") == pressed


def test_removing_a_filter_leads_the_keyboard_to_the_hits(page: Page, record: str) -> None:
    page.goto("/search?type=video")
    chip = page.locator(".chips a").first
    chip.focus()

    page.keyboard.press("Enter")

    expect(page.locator("#hits")).to_have_text(re.compile("^3 "))
    expect(page.locator("#hits")).to_be_focused()


def test_the_way_back_shows_the_hits_of_before(page: Page, record: str) -> None:
    page.goto("/search")
    page.locator("#filters-drawer a", has_text="Video").first.click()
    expect(page.locator("#hits")).to_have_text(re.compile("^1 "))

    page.go_back()

    expect(page.locator("#hits")).to_have_text(re.compile("^3 "))
    expect(page.locator("#filters-drawer a", has_text="Video").first).to_be_visible()


def test_filters_that_were_opened_on_a_phone_stay_open(page: Page, record: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/search")
    page.locator("#filters-drawer > summary").click()

    page.locator("#filters-drawer a", has_text="Video").first.click()

    expect(page.locator("#hits")).to_have_text(re.compile("^1 "))
    expect(page.get_by_role("navigation", name="Filters")).to_be_visible()


def test_a_failed_answer_is_left_to_the_browser(page: Page, record: str) -> None:
    def fail_for_scripts(route: Route) -> None:
        if "hx-request" in route.request.headers:
            route.fulfill(status=503, body="not now")
        else:
            route.continue_()

    page.goto("/search")
    page.route("**/search?*", fail_for_scripts)

    page.locator("#filters-drawer a", has_text="Video").first.click()

    expect(page.locator("#hits")).to_have_text(re.compile("^1 "))
    expect(page).to_have_url(re.compile(r"type=video"))


def test_everything_works_without_scripts(plain_page: Page, record: str) -> None:
    plain_page.set_viewport_size({"width": 390, "height": 800})
    plain_page.goto("/")
    plain_page.get_by_role("searchbox").first.fill("handbook")
    plain_page.get_by_role("searchbox").first.press("Enter")
    plain_page.locator("#filters-drawer > summary").click()

    plain_page.locator("#filters-drawer a", has_text="Video").first.click()

    expect(plain_page.locator("#hits")).to_have_text(re.compile("^1 "))
    plain_page.locator("details.menu > summary").first.click()
    expect(plain_page.locator("details.menu a").first).to_be_visible()


def test_no_page_breaks_its_own_rules_for_scripts_and_styles(page: Page, record: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for path in ("/", "/search", record, "/partnerships", "/sign-in"):
        page.goto(path, wait_until="networkidle")
    page.goto("/search")
    page.locator("#filters-drawer a", has_text="Video").first.click()
    expect(page.locator("#hits")).to_have_text(re.compile("^1 "))

    assert not complaints
