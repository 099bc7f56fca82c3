"""The page for repositories: its examples are asked, copied and run as they stand there."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask
from waitress import create_server

from ka2results.factory import create_app
from ka2results.feed.answers import METADATA_LICENCE
from ka2results.wiring import House
from tests.factories import Workshop
from tests.serving import running
from tests.web.conftest import Browser
from tests.web.reading import code_of, links_of, main_of


def test_the_examples_ask_for_a_record_that_is_published(
    visitor: Browser, workshop: Workshop
) -> None:
    pid = workshop.output()

    links = [link for link in links_of(visitor.get("/for-repositories").text) if "GetRec" in link]

    answers = [visitor.get(link).text for link in links]
    assert len(answers) == 2
    assert all(f"oai:results.example.org:{pid}" in answer for answer in answers)
    assert not any("error" in answer for answer in answers)


def test_an_empty_repository_offers_no_single_record(visitor: Browser) -> None:
    page = visitor.get("/for-repositories").text

    assert "ListRecords" in page
    assert "GetRecord" not in main_of(page)


def test_the_licence_of_the_metadata_is_the_one_that_the_feeds_tell(visitor: Browser) -> None:
    page = visitor.get("/for-repositories").text

    assert f'rel="license" href="{METADATA_LICENCE}"' in page
    assert METADATA_LICENCE in visitor.get("/oai?verb=Identify").text


def test_the_commands_name_the_base_url_of_the_settings(
    visitor: Browser, workshop: Workshop
) -> None:
    workshop.output()

    commands = code_of(visitor.get("/for-repositories").text, "commands").splitlines()

    addresses = [re.fullmatch(r"curl 'https://results\.example\.org(/\S+)'", c) for c in commands]
    assert [visitor.get(found[1]).status_code for found in addresses if found] == [200, 200, 200]


def test_every_format_of_both_doors_is_told(visitor: Browser) -> None:
    page = visitor.get("/for-repositories").text

    rows = re.findall(r"<code>(/oai[.\w]*)</code></td><td><code>(\w+)</code>", page)
    asked = {
        (path, prefix)
        for path, pattern in [
            ("/oai", r"<metadataPrefix>(\w+)<"),
            ("/oai.json", r'"metadataPrefix":"(\w+)"'),
        ]
        for prefix in re.findall(pattern, visitor.get(f"{path}?verb=ListMetadataFormats").text)
    }
    assert set(rows) == asked


@contextmanager
def served(house: House) -> Iterator[Flask]:
    """The house behind a real server, whose address is the base URL of the settings."""
    listening = socket.create_server(("127.0.0.1", 0))
    base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    here = replace(house, settings=replace(house.settings, base_url=base_url, feed_page_size=1))
    app = create_app(here)
    server = create_server(app, sockets=[listening], threads=2)
    with running(server):
        yield app


def run_program(house: House) -> tuple[str, subprocess.CompletedProcess[str]]:
    """Copy the program from the page and run it against the server that the page names."""
    with served(house) as app:
        program = code_of(app.test_client().get("/for-repositories").text, "program")
        command = [sys.executable, "-W", "error", "-c", program]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return program, done


def test_the_harvester_on_the_page_harvests_everything(house: House, workshop: Workshop) -> None:
    kept = [workshop.output(titles={"en": title}) for title in ("First", "Second")]
    gone = workshop.output(titles={"en": "Third"})
    workshop.services.deposit.withdraw(gone, "Rights were not clear.", by=workshop.person())

    program, done = run_program(house)

    lines = done.stdout.splitlines()
    assert done.stderr == ""
    assert lines[:-1] == [
        f"keep oai:results.example.org:{kept[0]} First",
        f"keep oai:results.example.org:{kept[1]} Second",
        f"delete oai:results.example.org:{gone}",
    ]
    assert re.fullmatch(r"next time, add &from=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", lines[-1])
    assert len(program.splitlines()) <= 20


def test_the_harvester_on_the_page_takes_an_empty_repository(house: House) -> None:
    _, done = run_program(house)

    assert done.stderr == ""
    assert done.stdout.startswith("next time")
