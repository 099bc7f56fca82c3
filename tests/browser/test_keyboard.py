"""By keyboard alone, in high contrast, without motion: nothing is lost and the focus is seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_pages import pages
from tests.pages import Pages

__all__ = ["pages"]

pytestmark = pytest.mark.browser


def press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def test_the_first_stop_leads_past_the_menu(page: Page) -> None:
    page.goto("/")
    press(page, "Tab")

    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    press(page, "Enter")
    press(page, "Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_search_needs_no_mouse(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("compost")
    press(page, "Enter")

    expect(page.get_by_role("heading", name="0 hits")).to_be_visible()


def test_the_language_is_chosen_from_a_menu_that_closes_by_escape(page: Page) -> None:
    page.goto("/partnerships?q=green")
    menu = page.locator("#language-menu > summary")
    menu.focus()
    press(page, "Enter")
    expect(page.get_by_role("link", name="Suomi")).to_be_visible()

    press(page, "Escape")
    expect(page.get_by_role("link", name="Suomi")).to_be_hidden()
    expect(menu).to_be_focused()

    press(page, "Enter")
    press(page, "Tab", 2)
    expect(page.get_by_role("link", name="Suomi")).to_be_focused()
    press(page, "Enter")
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(page).to_have_url(re.compile(r"q=green"))


def test_a_facet_keeps_the_focus_when_the_hits_change_in_place(page: Page, pages: Pages) -> None:
    page.goto("/search?q=handbook")
    facet = page.locator(".facets a", has_text="English").first
    facet.focus()
    press(page, "Enter")

    expect(page).to_have_url(re.compile("language=en"))
    expect(page.locator(".facets a", has_text="English").first).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("hit")


@pytest.mark.parametrize("path", ["/", "/search?q=handbook", "/partnerships", "/sign-in"])
def test_every_stop_of_the_keyboard_is_seen(page: Page, pages: Pages, path: str) -> None:
    page.goto(path)
    unseen = []
    for _ in range(40):
        press(page, "Tab")
        stop = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (!one || one === document.body) return null;
                const style = getComputedStyle(one), box = one.getBoundingClientRect();
                const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
                return { seen: seen && inside, what: one.outerHTML.slice(0, 120) };
            }"""
        )
        if stop is None:
            break
        if not stop["seen"]:
            unseen.append(stop["what"])

    assert not unseen


def test_nothing_moves_for_those_who_asked_for_stillness(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(base_url=site.url, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/")

    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((one) => {
            const style = getComputedStyle(one);
            return style.transitionDuration.split(', ').some((time) => parseFloat(time) > 0)
                || style.animationName !== 'none';
        }).length"""
    )
    context.close()
    assert moving == 0


def test_in_high_contrast_shapes_are_drawn_by_borders(
    chromium: Browser, site: Site, pages: Pages
) -> None:
    context = chromium.new_context(base_url=site.url, forced_colors="active")
    page = context.new_page()
    page.goto("/search?language=en")

    for selector in (".badge", ".card", ".facets a.on"):
        style = page.locator(selector).first.evaluate(
            "one => { const s = getComputedStyle(one);"
            " return [s.borderTopStyle, s.outlineStyle, s.textDecorationLine]; }"
        )
        assert style != ["none", "none", "none"], f"{selector} is told by colour alone"
    context.close()


def test_the_language_menu_follows_a_filter_that_was_chosen_in_place(
    page: Page, pages: Pages
) -> None:
    page.goto("/search?q=handbook")
    page.locator(".facets a", has_text="English").first.click()
    expect(page).to_have_url(re.compile("language=en"))

    page.locator("#language-menu > summary").click()
    page.get_by_role("link", name="Suomi").click()

    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(page).to_have_url(re.compile(r"q=handbook.*language=en"))
