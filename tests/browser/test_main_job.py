"""The whole main job in a browser: sign in, deposit, publish, find, download, harvest, withdraw."""

from __future__ import annotations

import hashlib
import json
import re
import time
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.extraction.samples import docx, paragraph, pdf
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

OAI = {"oai": "http://www.openarchives.org/OAI/2.0/"}


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    # By the names of the fields, since the page may be in any language.
    page.locator("input[name=email]").fill("anna@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/my-work"))


def open_partnership(page: Page) -> None:
    page.get_by_role("link", name="Open a partnership").click()
    page.get_by_label("Project number").fill("2020-1-FI01-KA202-066565")
    page.get_by_label("Title", exact=True).fill("Green skills for schools")
    page.get_by_label("Summary", exact=True).first.fill("Schools learn to compost.")
    page.get_by_label("Acronym").fill("GREEN")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Green skills for schools")


def deposit_output(page: Page, files: list[Path]) -> str:
    page.get_by_role("link", name="Add an intellectual output").click()
    page.get_by_label("Title", exact=True).fill("Composting handbook")
    page.get_by_label("Summary", exact=True).first.fill("For teachers of vocational schools.")
    page.get_by_label("Type of result").select_option("handbook")
    page.get_by_label("Finnish", exact=True).check()
    page.get_by_label("Licence").select_option("CC-BY-4.0")
    page.get_by_label("Files", exact=True).set_input_files(files)
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Published")
    return page.url


def deposit_event(page: Page) -> str:
    page.goto("/my-work")
    page.get_by_role("link", name="Add a multiplier event").click()
    page.get_by_label("Title", exact=True).fill("Spring seminar in Turku")
    page.get_by_label("Summary", exact=True).first.fill("Teachers tried the handbook.")
    page.get_by_label("First day").fill("2022-05-12")
    page.get_by_label("Town").fill("Turku")
    page.get_by_label("Country", exact=True).select_option("FI")
    page.get_by_label("Composting handbook").check()
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Published")
    return page.url


def search(page: Page, words: str) -> None:
    page.goto("/search")
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Search").click()


def wait_for_hits(page: Page, words: str, hits: str) -> None:
    """The worker reads files within a moment of their upload; a person would look again."""
    for _ in range(30):
        search(page, words)
        if page.get_by_role("heading", name=hits, exact=True).count():
            return
        time.sleep(0.3)
    pytest.fail(f"“{words}” does not give {hits}")


def test_a_partnership_publishes_the_public_finds_a_repository_harvests(
    page: Page, chromium: Browser, site: Site, tmp_path: Path
) -> None:
    guide = tmp_path / "opas_fi.pdf"
    guide.write_bytes(pdf("Measure the xylophagous humidity every morning."))
    notes = tmp_path / "notes.docx"
    notes.write_bytes(docx(paragraph("The vermicelli worms like coffee grounds.")))

    sign_in(page)
    open_partnership(page)
    output = deposit_output(page, [guide, notes])
    event = deposit_event(page)

    visitor = chromium.new_context(base_url=site.url, accept_downloads=True).new_page()
    wait_for_hits(visitor, "xylophagous", "1 hit")
    expect(visitor.locator("mark").first).to_have_text("xylophagous")
    wait_for_hits(visitor, "vermicelli", "1 hit")
    search(visitor, "seminar")
    visitor.get_by_role("link", name="Spring seminar in Turku").click()
    expect(visitor).to_have_url(event)
    visitor.get_by_role("link", name="Composting handbook").click()
    expect(visitor).to_have_url(output)
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Download opas_fi.pdf").click()
    saved = Path(download.value.path()).read_bytes()
    assert hashlib.sha256(saved).digest() == hashlib.sha256(guide.read_bytes()).digest()
    assert download.value.suggested_filename == "opas_fi.pdf"

    request = visitor.request
    feed = json.loads(request.get("/oai.json?verb=ListRecords&metadataPrefix=amb").text())
    (harvested,) = feed["ListRecords"]["records"]
    assert harvested["metadata"]["name"] == "Composting handbook"
    assert harvested["metadata"]["id"] == output
    xml = request.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").body()
    assert len(etree.fromstring(xml).findall(".//oai:metadata", OAI)) == 2

    page.goto(output)
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("Why is it withdrawn?").fill("A photo was used without consent.")
    page.get_by_role("button", name="Withdraw").click()
    gone = visitor.goto(output)
    assert gone is not None
    assert gone.status == 410
    expect(visitor.get_by_text("A photo was used without consent.")).to_be_visible()
    search(visitor, "xylophagous")
    expect(visitor.get_by_role("heading", name="0 hits")).to_be_visible()
    feed = json.loads(request.get("/oai.json?verb=ListRecords&metadataPrefix=amb").text())
    assert [r["header"].get("status") for r in feed["ListRecords"]["records"]] == ["deleted"]
    xml = request.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").body()
    assert len(etree.fromstring(xml).findall(".//oai:header[@status='deleted']", OAI)) == 1
