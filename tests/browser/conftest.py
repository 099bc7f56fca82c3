"""A real server, a real browser: headless Chromium driven by Playwright."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress import create_server

from ka2results.cli.serving import work
from ka2results.factory import create_app
from ka2results.settings import Settings
from ka2results.wiring import build
from tests.conftest import unavailable
from tests.factories import Workshop
from tests.serving import running

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@dataclass(frozen=True)
class Site:
    """A running repository with one coordinator."""

    url: str


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        unavailable("chromium", "there is no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    house = build(settings)
    server = create_server(create_app(house), host="127.0.0.1", port=0, threads=4)
    url = f"http://127.0.0.1:{server.effective_port}"
    object.__setattr__(house, "settings", replace(settings, base_url=url))
    with house.services() as services:
        Workshop(services).person("anna")
    stop = threading.Event()
    worker = threading.Thread(target=work, args=(house, stop), daemon=True)
    worker.start()
    with running(server):
        yield Site(url)
        stop.set()
    worker.join(timeout=10)
    house.close()


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
