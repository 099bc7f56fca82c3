"""Every page: nothing for axe to find, nothing that scrolls sideways, room for large letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ka2results.settings import Settings
from ka2results.wiring import build
from tests.browser.conftest import Site
from tests.browser.test_main_job import sign_in
from tests.pages import Pages, lay_out

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")


@pytest.fixture
def pages(settings: Settings, site: Site) -> Pages:
    """Addresses of every kind of page."""
    house = build(settings)
    with house.services() as services:
        laid_out = lay_out(services)
    house.close()
    return laid_out


@pytest.fixture
def open_page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A browser that lets the checker in."""
    context = chromium.new_context(base_url=site.url, bypass_csp=True, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "fi"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: Page, pages: Pages, language: str
) -> None:
    found = []
    open_page.goto(f"/?lang={language}")
    for path in pages.public:
        open_page.goto(path)
        found += _problems_in_every_view(open_page, path)
    sign_in(open_page)
    for path in pages.own:
        open_page.goto(path)
        found += _problems_in_every_view(open_page, path)

    assert not found


@pytest.mark.parametrize("language", ["en", "fi"])
def test_letters_of_twice_the_size_fit(open_page: Page, pages: Pages, language: str) -> None:
    found = []
    open_page.goto(f"/?lang={language}")
    sign_in(open_page)
    for path in pages.all:
        open_page.goto(path)
        open_page.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in WIDTHS[1:]:
            open_page.set_viewport_size({"width": width, "height": 900})
            found += _too_wide(open_page, f"{path} with large letters at {width} px")

    assert not found


def _problems_in_every_view(page: Page, path: str) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += _too_wide(page, f"{path} at {width} px")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # two of three
            result = Axe().run(page, options=RULES)
            if result.violations_count:
                found.append(f"{path} at {width} px, {scheme}: {result.generate_report()}")
    return found


def _too_wide(page: Page, where: str) -> list[str]:
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{where}: {over} px too wide"] if over > 0 else []
