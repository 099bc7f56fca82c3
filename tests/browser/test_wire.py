"""What travels: bytes by kind, to nowhere else, and nothing that moves once it is shown.

Sizes are those that Chromium reports; a kilobyte has 1,000 bytes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from ka2results.settings import Settings
from ka2results.wiring import build
from tests.browser.conftest import Site
from tests.factories import Workshop

pytestmark = pytest.mark.browser

COLD_BYTES, WARM_BYTES = 140_000, 25_000
STYLE_BYTES, SCRIPT_BYTES = 9_000, 22_000
_SETTLED_MS = 300
_LATE_S = 0.3
EVERY_ALPHABET = {
    "el": "Πράσινες δεξιότητες",
    "pl": "Źródła zieleni",
    "bg": "Зелени умения",
}
HITS = 24
"""More than one page of hits."""

SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    if (!shift.hadRecentInput) {
      const moved = shift.sources.map((source) => source.node?.outerHTML?.slice(0, 80));
      window.shifts.push([shift.value, moved]);
    }
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Traffic:
    """What one page made the browser fetch."""

    kinds: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    content_bytes: dict[str, int] = field(default_factory=dict)
    """Length of the bodies as they travelled."""
    wire_bytes: dict[str, int] = field(default_factory=dict)
    """Bodies and headers together."""
    fonts: set[str] = field(default_factory=set)
    """What the heading was set in."""

    def total(self) -> int:
        """Everything that travelled."""
        return sum(self.wire_bytes.values())

    def content(self, kind: str) -> int:
        """Bodies of one kind."""
        return sum(size for key, size in self.content_bytes.items() if self.kinds.get(key) == kind)

    def strangers(self, origin: str) -> set[str]:
        """Addresses of anybody else."""
        return {url for url in self.urls.values() if not url.startswith(f"{origin}/")}

    def story(self) -> str:
        """One line for each answer, for the message of a failed test."""
        lines = (
            f"{self.wire_bytes.get(key, 0):>8,} {self.kinds.get(key, '?'):11} {url}"
            for key, url in self.urls.items()
        )
        return "\n".join((f"{self.total():,} bytes in all", *lines))


@pytest.fixture
def paths(settings: Settings, site: Site) -> dict[str, str]:
    """Home, a full page of hits, a record, and one with the letters of every alphabet."""
    house = build(settings)
    with house.services() as services:
        workshop = Workshop(services)
        workshop.people_once()
        partnership = workshop.partnership()
        outputs = [workshop.output(partnership, keywords=("compost",)) for _ in range(HITS)]
        workshop.event(partnership, (outputs[0],))
        special = workshop.output(titles={"el": EVERY_ALPHABET["el"]}, summaries=EVERY_ALPHABET)
        services.indexing.catch_up()
    house.close()
    return {
        "home": "/",
        "search": "/search?q=handbook",
        "record": f"/records/{outputs[0]}",
        "every alphabet": f"/records/{special}",
    }


@pytest.fixture
def newcomer(chromium: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers that have never been here."""
    with ExitStack() as stack:

        def arrive(width: int = 1280, **options: Any) -> BrowserContext:
            context = chromium.new_context(
                base_url=site.url, viewport={"width": width, "height": 900}, **options
            )
            context.set_default_timeout(15_000)
            stack.callback(context.close)
            return context

        yield arrive
    # The server learns that the connections have ended before it is closed itself.
    time.sleep(_LATE_S)


def test_every_page_keeps_its_budget(
    newcomer: Callable[..., BrowserContext], site: Site, paths: dict[str, str]
) -> None:
    for name, path in paths.items():
        browser = newcomer()
        cold, warm = _fetch(browser, path), _fetch(browser, path)
        story = f"{name}, first visit: {cold.story()}\n{name}, second visit: {warm.story()}"
        print(story)

        assert cold.total() <= COLD_BYTES, story
        assert warm.total() <= WARM_BYTES, story
        assert 0 < cold.content("Stylesheet") <= STYLE_BYTES, story
        assert 0 < cold.content("Script") <= SCRIPT_BYTES, story
        assert not cold.strangers(site.url), story
        fetched_again = {warm.kinds[key] for key, size in warm.wire_bytes.items() if size}
        assert fetched_again == {"Document"}, story
        assert warm.total() < 1_500, f"the page itself has not changed; {story}"


def test_a_record_in_every_alphabet_keeps_the_budget_and_is_set_in_our_own_font(
    newcomer: Callable[..., BrowserContext], paths: dict[str, str]
) -> None:
    cold = _fetch(newcomer(), paths["every alphabet"])
    print(cold.story())

    assert cold.total() <= COLD_BYTES, cold.story()
    assert list(cold.kinds.values()).count("Font") == 4, cold.story()
    assert cold.fonts == {"Commissioner"}


def test_nothing_moves_once_it_is_shown(
    newcomer: Callable[..., BrowserContext], paths: dict[str, str]
) -> None:
    moved = []
    for width in (390, 1280):
        browser = newcomer(width)
        browser.add_init_script(SHIFTS)
        # A slow line, on which scripts and fonts come long after the text.
        browser.route("**/*.js", _late)
        browser.route("**/*.woff2", _late)
        for name, path in paths.items():
            page = browser.new_page()
            page.goto(path, wait_until="networkidle")
            page.wait_for_timeout(_SETTLED_MS)
            moved += [(name, width, *shift) for shift in page.evaluate("window.shifts")]
            page.close()

    assert not moved


def _fetch(context: BrowserContext, path: str) -> Traffic:
    """Open a page in a new tab and add up what it fetched."""
    traffic = Traffic()
    page = context.new_page()
    tab = context.new_cdp_session(page)
    tab.send("Network.enable")

    def on_response(event: dict[str, Any]) -> None:
        traffic.kinds[event["requestId"]] = event["type"]
        traffic.urls[event["requestId"]] = event["response"]["url"]
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        traffic.content_bytes[event["requestId"]] = int(headers.get("content-length", 0))

    def on_end(event: dict[str, Any]) -> None:
        traffic.wire_bytes[event["requestId"]] = int(event["encodedDataLength"])

    tab.on("Network.responseReceived", on_response)
    tab.on("Network.loadingFinished", on_end)
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(_SETTLED_MS)
    traffic.fonts = _fonts_of(page, "h1")
    page.close()
    return traffic


def _late(route: Route) -> None:
    answer = route.fetch()
    time.sleep(_LATE_S)
    route.fulfill(response=answer)


def _fonts_of(page: Page, selector: str) -> set[str]:
    tab = page.context.new_cdp_session(page)
    tab.send("DOM.enable")
    tab.send("CSS.enable")
    root = tab.send("DOM.getDocument")["root"]["nodeId"]
    node = tab.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = tab.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    # A variable font is named after its lightest style.
    return {font["familyName"].removesuffix(" Thin") for font in fonts}
