"""The main job through the HTML door: a partnership publishes, the public finds."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from lxml import html

from ka2results.services.house import Services
from tests.factories import Clock, Workshop
from tests.web.conftest import Browser

OUTPUT: dict[str, Any] = {
    "text_language": ["fi", "en", ""],
    "title": ["Kompostointiopas", "Composting guide", ""],
    "summary": ["Opettajille.", "For teachers.", ""],
    "languages": ["fi", "en"],
    "output_type": "handbook",
    "licence": "CC-BY-SA-4.0",
    "keywords": "compost, soil",
    "code": "O1",
}
TEXT = b"Measure the humidity of the heap every morning."


def create_output(anna: Browser, partnership: str, **fields: Any) -> str:
    files = [(io.BytesIO(TEXT), "opas_fi.txt")]
    answer = anna.post(
        f"/partnerships/{partnership}/records/new/output",
        {**OUTPUT, "files": files, "file_language": "fi", **fields},
    )
    assert answer.status_code == 303, answer.text
    return answer.location.split("/")[2]


def test_a_coordinator_opens_a_partnership_by_its_number(anna: Browser, services: Services) -> None:
    answer = anna.post(
        "/partnerships",
        {
            "number": "2020-1-fi01-KA202- 066565",
            "text_language": "en",
            "title": "Green skills",
            "summary": "Schools grow food.",
            "acronym": "GREEN",
        },
    )

    assert answer.status_code == 303
    page = anna.get(answer.location).text
    assert "2020-1-FI01-KA202-066565" in page
    assert "KA202" in page
    assert "Vocational education and training" in page


def test_an_output_and_an_event_are_published_and_found_by_everyone(
    anna: Browser, visitor: Browser, workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    pid = create_output(anna, partnership)
    services.jobs.run_due()

    published = anna.post(f"/records/{pid}/publish")
    event = anna.post(
        f"/partnerships/{partnership}/records/new/event",
        {
            "text_language": "en",
            "title": "Spring seminar",
            "summary": "We dug.",
            "languages": "en",
            "starts_on": "2022-05-12",
            "city": "Turku",
            "country": "FI",
            "presents": pid,
            "local_participants": "30",
            "then": "publish",
        },
    )

    assert published.location == f"/records/{pid}"
    assert re.fullmatch(r"/records/[a-z0-9-]+", event.location)
    assert "Composting guide" in visitor.get("/search?q=composting").text
    inside = visitor.get("/search?q=humidity").text
    assert "<mark>humidity</mark>" in inside
    assert "opas_fi.txt" in inside
    page = visitor.get(f"/records/{pid}").text
    assert "Spring seminar" in page
    href = re.search(r'href="(/records/[^"]+/files/[^"]+)"', page)
    assert href
    assert visitor.get(href[1]).data == TEXT
    assert "Composting guide" in visitor.get(event.location).text


def test_publishing_what_is_incomplete_says_what_is_missing_and_keeps_the_draft(
    anna: Browser, workshop: Workshop
) -> None:
    partnership = workshop.partnership()

    answer = anna.post(
        f"/partnerships/{partnership}/records/new/output",
        {"text_language": "en", "title": "A beginning", "summary": "", "then": "publish"},
    )

    assert answer.status_code == 303
    page = anna.get(answer.location).text
    for words in ("Write a summary", "Choose an open licence", "Add at least one file"):
        assert words in page
    assert 'role="alert"' in page
    assert 'value="A beginning"' in page
    assert "A beginning" in anna.get("/my-work").text


def test_a_form_that_cannot_be_read_keeps_all_that_was_typed(
    anna: Browser, workshop: Workshop
) -> None:
    partnership = workshop.partnership()

    answer = anna.post(
        f"/partnerships/{partnership}/records/new/event",
        {
            "text_language": "en",
            "title": "Seminar",
            "summary": "Long words that took an hour.",
            "starts_on": "yesterday",
            "local_participants": "many",
        },
    )

    assert answer.status_code == 400
    assert "Long words that took an hour." in answer.text
    assert 'value="yesterday"' in answer.text
    assert "Enter a day as year-month-day" in answer.text
    assert "Enter a whole number" in answer.text


def test_a_year_typed_in_part_is_no_year(anna: Browser, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    form = {"text_language": "en", "title": "Seminar", "starts_on": "0020-05-12"}

    answer = anna.post(f"/partnerships/{partnership}/records/new/event", form)

    assert answer.status_code == 400
    assert 'value="0020-05-12"' in answer.text
    assert "Enter a day from 2000 to 2099." in answer.text


def test_a_second_save_of_an_old_page_is_a_conflict_that_keeps_the_words(
    anna: Browser, workshop: Workshop, clock: Clock
) -> None:
    pid = create_output(anna, workshop.partnership())
    clock.move(minutes=1)
    page = anna.get(f"/records/{pid}/edit").text
    edits = re.search(r'name="edits" value="(\d+)"', page)
    assert edits
    form = {**OUTPUT, "edits": edits[1]}
    assert anna.post(f"/records/{pid}/edit", form).status_code == 303

    answer = anna.post(f"/records/{pid}/edit", {**form, "keywords": "my own words"})

    assert answer.status_code == 409
    assert "Somebody else saved this record" in answer.text
    assert "my own words" in answer.text
    seen = re.search(r'name="edits" value="(\d+)"', answer.text)
    assert seen
    again = anna.post(f"/records/{pid}/edit", {**form, "keywords": "mine", "edits": seen[1]})
    assert again.status_code == 303


def test_one_bad_file_does_not_block_the_others(anna: Browser, workshop: Workshop) -> None:
    files = [(io.BytesIO(b""), "empty.txt"), (io.BytesIO(TEXT), "good.txt")]

    pid = create_output(anna, workshop.partnership(), files=files, then="publish")

    page = anna.get(f"/records/{pid}/edit").text
    assert "good.txt" in page
    assert "“empty.txt” is empty" in page
    assert "Saved, but not published." in page


def test_removing_a_file_saves_what_was_typed(anna: Browser, workshop: Workshop) -> None:
    pid = create_output(anna, workshop.partnership())
    page = anna.get(f"/records/{pid}/edit").text
    button = re.search(r'value="(remove:[^"]+)"', page)
    assert button

    edits = re.search(r'name="edits" value="(\d+)"', page)
    assert edits
    form = {**OUTPUT, "title": ["Uusi nimi", "New title", ""], "then": button[1]}
    form["edits"] = edits[1]
    answer = anna.post(f"/records/{pid}/edit", form)

    page = anna.get(answer.location).text
    assert "New title" in page
    assert "opas_fi.txt" not in page


def test_a_contributor_is_not_offered_to_publish(
    app: Flask, workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    workshop.contributor("bruno", partnership)
    bruno = Browser(app.test_client()).sign_in("bruno")

    page = bruno.get(f"/partnerships/{partnership}/records/new/output").text

    assert "Save and publish" not in page
    assert "A coordinator of the partnership publishes it." in page


def test_withdrawing_asks_why_and_leaves_a_tombstone(
    anna: Browser, visitor: Browser, workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()
    file = services.catalogue.public_record(pid).files[0]
    path = file.url.removeprefix("https://results.example.org")

    empty = anna.post(f"/records/{pid}/withdraw", {"reason": " "})
    done = anna.post(f"/records/{pid}/withdraw", {"reason": "A photo without consent."})

    assert empty.status_code == 400
    assert done.status_code == 303
    tombstone = visitor.get(f"/records/{pid}")
    assert tombstone.status_code == 410
    assert "A photo without consent." in tombstone.text
    assert "Green skills handbook" in tombstone.text
    partnership = tombstone.text.split('href="/partnerships/')[1].split('"')[0]
    assert "For teachers in vocational" not in visitor.get(f"/partnerships/{partnership}").text
    assert visitor.get(path).status_code == 410
    assert "0 hits" in visitor.get("/search?q=handbook").text


def test_a_draft_can_be_deleted_by_its_partnership(anna: Browser, workshop: Workshop) -> None:
    pid = create_output(anna, workshop.partnership())

    anna.post(f"/records/{pid}/discard")

    assert anna.get(f"/records/{pid}").status_code == 404


def test_texts_in_another_language_are_marked_with_it(
    anna: Browser, visitor: Browser, workshop: Workshop
) -> None:
    pid = workshop.output(titles={"el": "Οδηγός"}, summaries={"el": "Για καθηγητές."})

    page = visitor.get(f"/records/{pid}").text

    assert '<h1><span lang="el">Οδηγός</span></h1>' in page


def test_the_reader_gets_the_title_in_their_language(visitor: Browser, workshop: Workshop) -> None:
    pid = workshop.output(titles={"en": "Guide", "fi": "Opas"})

    answer = visitor.get(f"/records/{pid}", headers={"Accept-Language": "fi, en;q=0.5"})

    assert '<h1><span lang="fi">Opas</span></h1>' in answer.text
    assert "Accept-Language" in answer.vary


def test_an_organisation_can_be_added_to_a_partnership(
    anna: Browser, visitor: Browser, workshop: Workshop
) -> None:
    partnership = workshop.partnership()
    path = f"/partnerships/{partnership}/organisations"

    wrong = anna.post(path, {"name": "Eesti kool", "country": "EE", "oid": "12345"})
    right = anna.post(path, {"name": "Eesti kool", "country": "EE", "oid": "E10000009"})

    assert wrong.status_code == 400
    assert "An OID is the letter E" in wrong.text
    assert right.status_code == 303
    page = html.fromstring(visitor.get(f"/partnerships/{partnership}").text)
    listed = [
        item.text_content() for item in page.xpath('//aside//li[a[starts-with(@href, "/org")]]')
    ]
    assert any("Eesti kool, Estonia" in item for item in listed)


@pytest.mark.parametrize("edits", ["", "-1", "9" * 5000, "x"])
def test_a_save_that_does_not_say_what_it_saw_replaces_nothing(
    anna: Browser, workshop: Workshop, edits: str
) -> None:
    pid = create_output(anna, workshop.partnership())

    answer = anna.post(f"/records/{pid}/edit", {**OUTPUT, "edits": edits})

    assert answer.status_code == 409
