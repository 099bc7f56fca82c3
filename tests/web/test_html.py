"""Every page as HTML: valid by the checker of the W3C, without inline scripts or styles."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask
from lxml import html

from ka2results.services.house import Services
from tests.conftest import unavailable
from tests.pages import Pages, lay_out
from tests.web.conftest import Browser

JAR = Path(__file__).resolve().parents[2] / ".venv" / "vnu.jar"
JAVA = shutil.which("java")


@pytest.fixture
def pages(services: Services) -> Pages:
    return lay_out(services)


@pytest.fixture
def person(pages: Pages, visitor: Browser) -> Browser:
    """The coordinator of the pages, who sees them all."""
    return visitor.sign_in("anna")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_page_is_valid_html(
    pages: Pages, person: Browser, app: Flask, tmp_path: Path, language: str
) -> None:
    if JAVA is None or not JAR.exists():
        unavailable("vnu", "make vnu fetches the checker, which needs npm and Java")
    folder = tmp_path / "pages"
    folder.mkdir()
    visitor = Browser(app.test_client())
    addresses = {}
    shown = [(visitor, path) for path in pages.public] + [(person, path) for path in pages.own]
    for number, (browser, path) in enumerate(shown):
        file = folder / f"{number:02}.html"
        joint = "&" if "?" in path else "?"
        file.write_text(browser.get(f"{path}{joint}lang={language}").text, "utf-8")
        addresses[file.name] = path

    checked = subprocess.run(
        [str(JAVA), "-jar", str(JAR), "--format", "json", "--exit-zero-always", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )

    found = json.loads(checked.stderr)["messages"]
    assert not [
        f"{addresses[Path(one['url']).name]}: {one['message']} {one.get('extract', '')}"
        for one in found
        if one["type"] == "error"
    ]


def test_no_page_carries_scripts_or_styles_inside(pages: Pages, person: Browser) -> None:
    for path in pages.all:
        page = html.fromstring(person.get(path).text)

        assert not page.xpath("//@style | //style"), path
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), path
        inside = page.xpath("//script[not(@src)][not(@type='application/ld+json')]")
        assert not inside, path


def test_every_page_says_what_it_is_once(pages: Pages, person: Browser) -> None:
    titles = {}
    for path in pages.public:
        page = html.fromstring(person.get(path).text)

        assert len(page.xpath("//h1")) == 1, path
        assert all(page.xpath(f"//{part}") for part in ("main", "header", "footer")), path
        titles[path] = page.xpath("string(//title)")

    assert all(titles.values())


def test_ids_are_unique_on_every_page(pages: Pages, person: Browser) -> None:
    for path in pages.all:
        ids = html.fromstring(person.get(path).text).xpath("//@id")

        assert sorted(ids) == sorted(set(ids)), path


def test_every_link_inside_leads_somewhere(pages: Pages, person: Browser) -> None:
    links = {
        str(link).partition("#")[0]
        for path in pages.all
        if not path.startswith("/design")  # its records are made up, so they have no pages
        for link in html.fromstring(person.get(path).text).xpath("//a/@href")
        if str(link).startswith("/")
    }

    broken = {}
    for link in sorted(links):
        status = person.get(link).status_code
        if status >= 400 and link not in pages.broken:
            broken[link] = status
    assert not broken
