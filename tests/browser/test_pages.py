"""Every page: nothing for axe to find, nothing that scrolls sideways, a way by keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ka2results.settings import Settings
from ka2results.wiring import build
from tests.browser.conftest import Site
from tests.browser.test_main_job import sign_in
from tests.factories import Workshop

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.fixture
def paths(settings: Settings, site: Site) -> list[str]:
    """Addresses of every kind of page, for a coordinator."""
    house = build(settings)
    with house.services() as services:
        workshop = Workshop(services)
        workshop.people_once()
        partnership = workshop.partnership()
        output = workshop.output(partnership, keywords=("compost", "soil"))
        event = workshop.event(partnership, (output,))
        withdrawn = workshop.output(partnership)
        services.deposit.withdraw(withdrawn, "Wrong file.", by=workshop.person())
        draft = workshop.draft(partnership)
    house.close()
    new = f"/partnerships/{partnership}/records/new"
    return [
        "/", "/search?q=handbook", "/search?q=nothingatall&type=photo", "/partnerships",
        f"/partnerships/{partnership}", f"/records/{output}", f"/records/{event}",
        f"/records/{withdrawn}", "/nothing", "/my-work", "/partnerships/new",
        f"/partnerships/{partnership}/edit", f"{new}/output", f"{new}/event",
        f"/records/{draft}/edit", f"/records/{output}/withdraw",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    chromium: Browser, site: Site, paths: list[str], width: int, scheme: str
) -> None:
    context = chromium.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]  # two of the three literals
        bypass_csp=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/sign-in")
    found = [_problems(page, "/sign-in")]
    sign_in(page)
    for path in paths:
        page.goto(path)
        found.append(_problems(page, path))
    context.close()

    assert not [problem for problem in found if problem]


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_search_needs_no_mouse(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("compost")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="0 hits")).to_be_visible()


def _problems(page: Page, path: str) -> str:
    result = Axe().run(page, options=RULES)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    report = result.generate_report() if result.violations_count else ""
    return f"{path}: {report} {over} px too wide" if report or over > 0 else ""
