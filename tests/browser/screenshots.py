"""Pictures of every page of a fresh sample, narrow and wide, light and dark.

make screenshots                          writes screenshots/*.png
python -m tests.browser.screenshots fi    the same in Finnish
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM

FOLDER = Path("screenshots")
WIDTHS = {"narrow": 390, "wide": 1280}
SCHEMES = ("light", "dark")
FIXED = (
    "/", "/search?q=handbook", "/search?q=nothingatall&type=photo", "/browse", "/browse/country",
    "/browse/topic", "/partnerships", "/organisations", "/statistics", "/for-partnerships",
    "/for-repositories", "/about", "/accessibility", "/privacy", "/terms", "/contact", "/design",
    "/sign-in", "/nothing", "/browse/language", "/browse/type", "/browse/field", "/browse/agency",
    "/browse/year", "/partnerships?country=FI", "/design/errors/403", "/design/errors/413",
    "/design/errors/429", "/design/errors/500",
)  # fmt: skip
FOUND = {
    "output": ("/search?kind=output&q=handbook", ".card-title a"),
    "event": ("/search?kind=event", ".card-title a"),
    "partnership": ("/partnerships", "main .rows a"),
    "organisation": ("/organisations?q=demonstration", "main .rows a"),
}
"""Pages whose address is found on another page."""
OWN = ("/my-work", "/partnerships/new")
MADE = {
    "output-form": ("/my-work", "a[href$='/records/new/output']", ""),
    "event-form": ("/my-work", "a[href$='/records/new/event']", ""),
    "partnership-form": ("/my-work", "main h2 a", "/edit"),
    "edit-form": ("/search?kind=output", ".card-title a", "/edit"),
    "withdraw-form": ("/search?kind=output", ".card-title a", "/withdraw"),
}
"""Pages for signed-in people: where the link is, and what comes after it."""


@contextmanager
def sample() -> Iterator[str]:
    """The address of a server with a fresh sample, started as a new user would."""
    with tempfile.TemporaryDirectory() as home, socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        probe.close()
        known = {"KA2_ENV": "development", "KA2_HOME": home, "PYTHONUNBUFFERED": "1"}
        server = subprocess.Popen(
            [sys.executable, "-m", "ka2results", "start", "--port", str(port)],
            env={**os.environ, **known},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout
            for line in server.stdout:
                if "Ctrl+C" in line:
                    break
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def addresses(page: Page) -> dict[str, str]:
    """Every address to look at, by the name of its picture."""
    named = {re.sub(r"\W+", "-", path).strip("-") or "home": path for path in FIXED}
    for name, (path, selector) in FOUND.items():
        page.goto(path)
        named[name] = str(page.locator(selector).first.get_attribute("href"))
    return named


def take(page: Page, name: str, path: str) -> None:
    """Write one picture for each width and scheme."""
    for width_name, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # two of three
            page.goto(path)
            page.screenshot(path=FOLDER / f"{name}-{width_name}-{scheme}.png", full_page=True)


def withdraw(page: Page) -> None:
    """Withdraw a record, to look at what remains of it."""
    page.goto("/search?kind=event&sort=title")
    path = str(page.locator(".card-title a").first.get_attribute("href"))
    page.goto(f"{path}/withdraw")
    page.fill("[name=reason]", "Withdrawn for this picture.")
    page.click("main button.danger")
    take(page, "tombstone", path)


def main(language: str) -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with sample() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_context(base_url=url).new_page()
        page.goto(f"/?lang={language}")
        for name, path in addresses(page).items():
            take(page, name, path)
        page.goto("/sign-in")
        page.fill("[name=email]", "coordinator@example.org")
        page.fill("[name=password]", "open-results")
        page.click("main button[type=submit]")
        for path in OWN:
            take(page, path.strip("/").replace("/", "-"), path)
        for name, (path, selector, more) in MADE.items():
            page.goto(path)
            take(page, name, str(page.locator(selector).first.get_attribute("href")) + more)
        withdraw(page)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "en")
