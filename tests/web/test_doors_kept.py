"""What the HTML door refuses, and how it says so."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import PASSWORD, Workshop
from tests.web.conftest import Browser


@pytest.mark.parametrize("path", ["/my-work", "/partnerships/new"])
def test_work_pages_ask_a_visitor_to_sign_in_first(visitor: Browser, path: str) -> None:
    answer = visitor.get(path)

    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_signing_in_leads_back_to_where_one_wanted_to_go(
    visitor: Browser, workshop: Workshop
) -> None:
    workshop.person("anna")

    answer = visitor.post(
        "/sign-in",
        {"email": "anna@example.org", "password": PASSWORD, "next": "/partnerships/new"},
    )

    assert answer.location == "/partnerships/new"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil",
    ],
)
def test_signing_in_never_leads_to_another_site(
    visitor: Browser, workshop: Workshop, elsewhere: str
) -> None:
    workshop.person("anna")

    answer = visitor.post(
        "/sign-in", {"email": "anna@example.org", "password": PASSWORD, "next": elsewhere}
    )

    assert answer.location == "/my-work"


def test_a_wrong_password_is_refused_and_the_address_is_kept(
    visitor: Browser, workshop: Workshop
) -> None:
    workshop.person("anna")

    answer = visitor.post("/sign-in", {"email": "anna@example.org", "password": "wrong"})

    assert answer.status_code == 401
    assert 'value="anna@example.org"' in answer.text
    assert "wrong" not in re.findall(r'value="([^"]*)"', answer.text)


def test_signing_out_ends_the_session_and_every_copy_of_it(app: Flask, anna: Browser) -> None:
    cookie = anna.client.get_cookie("ka2_session")
    assert cookie is not None
    copy = app.test_client()
    copy.set_cookie("ka2_session", cookie.value)
    assert copy.get("/my-work").status_code == 200

    anna.post("/sign-out", at="/my-work")

    assert anna.get("/my-work").status_code == 302
    assert copy.get("/my-work").status_code == 302


def test_signing_in_keeps_nothing_of_the_session_before(
    visitor: Browser, workshop: Workshop
) -> None:
    workshop.person("anna")
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"

    visitor.sign_in("anna")

    with visitor.client.session_transaction() as session:
        assert "planted" not in session


def test_a_form_without_files_is_not_read_beyond_a_megabyte(visitor: Browser) -> None:
    answer = visitor.client.post("/sign-in", data={"email": "x" * 2_000_000})

    assert answer.status_code == 413


def test_the_home_page_stands_without_an_index(
    visitor: Browser, house: House, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ka2results.errors import IndexUnavailable

    def refuse(*_: object) -> None:
        raise IndexUnavailable("It is broken.")

    workshop.output()
    monkeypatch.setattr(type(house.index), "search", refuse)

    assert "Green skills handbook" in visitor.get("/").text


def test_a_form_without_its_token_is_refused(anna: Browser, workshop: Workshop) -> None:
    pid = workshop.draft()

    answer = anna.client.post(f"/records/{pid}/publish")

    assert answer.status_code == 400
    assert workshop.services.catalogue.landing(pid, by=workshop.person()).may_publish


def test_drafts_answer_404_to_visitors_and_strangers(
    visitor: Browser, app: Flask, workshop: Workshop
) -> None:
    pid = workshop.draft()
    workshop.person("bruno")

    assert visitor.get(f"/records/{pid}").status_code == 404
    bruno = Browser(app.test_client()).sign_in("bruno")
    assert bruno.get(f"/records/{pid}").status_code == 404
    assert bruno.get(f"/records/{pid}/edit").status_code == 404
    assert bruno.post(f"/records/{pid}/publish").status_code == 404
    assert bruno.post(f"/records/{pid}/discard").status_code == 404


def test_a_stranger_may_not_add_records_or_withdraw(app: Flask, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    pid = workshop.output(partnership)
    workshop.person("bruno")

    bruno = Browser(app.test_client()).sign_in("bruno")
    assert bruno.get(f"/partnerships/{partnership}/records/new/output").status_code == 403
    assert bruno.post(f"/records/{pid}/withdraw", {"reason": "x"}).status_code == 403
    assert bruno.get(f"/records/{pid}/withdraw").status_code == 403


def test_an_unknown_address_offers_the_search(visitor: Browser) -> None:
    answer = visitor.get("/nothing-here")

    assert answer.status_code == 404
    assert 'role="search"' in answer.text


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=99999", "sort=price", "page_size=0"])
def test_arguments_that_make_no_sense_are_told(visitor: Browser, query: str) -> None:
    assert visitor.get(f"/search?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=%00", "q=%22", "q=*", "q=a*", "q=((((", "q=NOT+OR+%22", "q=%ff%fe", "country=XX",
     "q=" + "x" * 70_000, "type=handbook&type=video&kind=event", "unknown=1"],
)  # fmt: skip
def test_nothing_that_a_person_types_breaks_the_search(
    visitor: Browser, workshop: Workshop, query: str
) -> None:
    workshop.output()

    assert visitor.get(f"/search?{query}").status_code == 200


@pytest.mark.parametrize("path", ["/records/%00", "/partnerships/%00", "/api/v1/records/a%00b"])
def test_an_address_that_no_record_can_have_is_not_found(visitor: Browser, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_what_was_typed_is_never_taken_for_markup(visitor: Browser, workshop: Workshop) -> None:
    hostile = "<script>alert(1)</script>"
    pid = workshop.output(titles={"en": hostile}, summaries={"en": hostile}, file=hostile)

    for path in (f"/records/{pid}", "/", "/search", "/search?q=alert", "/partnerships"):
        page = visitor.get(path).text
        assert hostile not in page, path
    assert "&lt;script&gt;" in visitor.get(f"/records/{pid}").text


def test_every_page_tells_browsers_what_it_never_does(visitor: Browser) -> None:
    headers = visitor.get("/").headers

    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_pages_of_signed_in_people_are_kept_by_no_cache(anna: Browser) -> None:
    assert anna.get("/my-work").headers["Cache-Control"] == "no-store"


def test_no_page_has_inline_scripts_or_styles(visitor: Browser, workshop: Workshop) -> None:
    pid = workshop.output()

    for path in ("/", "/search", f"/records/{pid}", "/sign-in", "/partnerships", "/nothing"):
        page = visitor.get(path).text
        assert "<style" not in page
        assert not re.search(r"\sstyle=|\son[a-z]+=", page), path


def test_a_surprise_gives_a_reference_and_no_secrets(
    visitor: Browser,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(type(house.index), "search", fail)
    with caplog.at_level(logging.ERROR):
        answer = visitor.get("/search")

    assert answer.status_code == 500
    reference = re.search(r"find it: ([0-9a-f]{8})", answer.text)
    assert reference
    assert reference[1] in caplog.text
    assert "hunter2" not in answer.text


def test_an_index_that_cannot_be_read_is_a_pause_not_a_crash(
    visitor: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ka2results.errors import IndexUnavailable

    def refuse(*_: object) -> None:
        raise IndexUnavailable("The index is being rebuilt; try again in a moment.")

    monkeypatch.setattr(type(house.index), "search", refuse)
    answer = visitor.get("/search")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


class TestDownloads:
    """Files as they leave the house."""

    @pytest.fixture
    def path(self, workshop: Workshop, services: Services) -> str:
        pid = workshop.output(file="0123456789")
        url = services.catalogue.public_record(pid).files[0].url
        return url.removeprefix("https://results.example.org")

    def test_a_file_is_saved_never_shown_as_a_page(self, visitor: Browser, path: str) -> None:
        answer = visitor.get(path)

        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_length == 10

    def test_a_part_of_a_file_can_be_asked_for(self, visitor: Browser, path: str) -> None:
        answer: TestResponse = visitor.get(path, headers={"Range": "bytes=2-4"})

        assert answer.status_code == 206
        assert answer.data == b"234"
        assert answer.headers["Content-Range"] == "bytes 2-4/10"

    def test_a_file_that_the_reader_has_is_not_sent_again(
        self, visitor: Browser, path: str
    ) -> None:
        etag = visitor.get(path).headers["ETag"]

        answer = visitor.get(path, headers={"If-None-Match": etag})

        assert answer.status_code == 304

    def test_the_name_in_the_address_is_for_people_only(self, visitor: Browser, path: str) -> None:
        other = path.rsplit("/", 1)[0] + "/anything.exe"

        assert visitor.get(other).headers["Content-Disposition"].endswith("guide.txt")

    def test_an_unknown_file_is_not_found(self, visitor: Browser, path: str) -> None:
        record = path.split("/files/")[0]

        assert visitor.get(f"{record}/files/nothing/guide.txt").status_code == 404
