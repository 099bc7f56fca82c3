"""What travels to visitors without a session, and what never does to people with one."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from flask import Flask, Response, flash, session

from ka2results.services.house import Services
from tests.factories import Workshop
from tests.web.conftest import Browser

ZIPPED = {"Accept-Encoding": "gzip, deflate, br"}
REVALIDATED = {"public", "max-age=0", "must-revalidate"}


def cache_control(answer: Any) -> set[str]:
    return {part.strip() for part in answer.headers.get("Cache-Control", "").split(",")}


@pytest.mark.parametrize("path", ["/", "/search?q=handbook", "/partnerships"])
def test_a_page_is_asked_for_anew_and_sent_again_only_when_changed(
    visitor: Browser, workshop: Workshop, path: str
) -> None:
    workshop.output()
    first = visitor.get(path)

    again = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert cache_control(first) == REVALIDATED
    assert (again.status_code, again.data) == (304, b"")
    assert cache_control(again) == REVALIDATED
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_changed_page_is_sent(visitor: Browser, workshop: Workshop) -> None:
    etag = visitor.get("/").headers["ETag"]
    workshop.output()

    assert visitor.get("/", headers={"If-None-Match": etag}).status_code == 200


def test_caches_on_the_way_know_what_a_page_depends_on(visitor: Browser) -> None:
    vary = set(visitor.get("/").vary)

    assert {"accept-language", "cookie", "accept-encoding"} <= {name.lower() for name in vary}


def test_a_page_is_compressed_where_the_browser_takes_it(visitor: Browser) -> None:
    plain = visitor.get("/")
    packed = visitor.get("/", headers=ZIPPED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.content_length == len(packed.data) < len(plain.data)
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert plain.headers["ETag"].startswith("W/")
    assert visitor.get("/", headers={"Accept-Encoding": "gzip;q=0"}).data == plain.data


def test_a_head_request_says_the_same_without_a_body(visitor: Browser) -> None:
    got = visitor.get("/", headers=ZIPPED).headers

    asked = visitor.client.head("/", headers=ZIPPED)

    assert asked.data == b""
    for name in ("ETag", "Content-Length", "Content-Encoding", "Cache-Control"):
        assert asked.headers[name] == got[name]


def test_pages_of_signed_in_people_are_neither_kept_nor_compressed(
    anna: Browser, workshop: Workshop
) -> None:
    pid = workshop.output()

    for path in ("/", "/my-work", f"/records/{pid}", "/search?q=handbook"):
        answer = anna.get(path, headers=ZIPPED)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert "ETag" not in answer.headers, path
        assert "Content-Encoding" not in answer.headers, path


def test_the_form_for_signing_in_is_neither_kept_nor_compressed(visitor: Browser) -> None:
    first = visitor.get("/sign-in", headers=ZIPPED)
    with_session = visitor.get("/sign-in", headers=ZIPPED)

    assert "csrf_token" in first.text
    for answer in (first, with_session):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        assert "Content-Encoding" not in answer.headers


def test_a_page_with_a_message_for_one_person_is_not_kept(app: Flask, visitor: Browser) -> None:
    @app.get("/told")
    def told() -> str:
        flash("Only for you.")
        return "<p>" + "x" * 2000

    answer = visitor.get("/told", headers=ZIPPED)
    after = visitor.get("/", headers=ZIPPED)

    for page in (answer, after):
        assert page.headers["Cache-Control"] == "no-store"
        assert "Content-Encoding" not in page.headers
    assert "Only for you." in after.text
    assert cache_control(visitor.get("/")) == REVALIDATED, "told once, a visitor again"


def test_a_choice_that_is_remembered_by_a_cookie_is_not_kept_for_others(visitor: Browser) -> None:
    chosen = visitor.get("/?lang=fi")
    after = visitor.get("/")

    assert "ka2_lang" in chosen.headers["Set-Cookie"]
    assert chosen.headers["Cache-Control"] == "no-store"
    assert cache_control(after) == REVALIDATED


def test_a_session_that_was_read_only_is_no_session(app: Flask, visitor: Browser) -> None:
    @app.get("/read")
    def read() -> str:
        return str(session.get("nothing"))

    assert cache_control(visitor.get("/read")) == REVALIDATED


@pytest.mark.parametrize("media_type", ["text/csv", "image/svg+xml", "application/atom+xml"])
def test_tables_pictures_and_feeds_travel_like_pages(
    app: Flask, visitor: Browser, media_type: str
) -> None:
    @app.get("/made")
    def made() -> Response:
        return Response("x" * 2000, content_type=media_type)

    answer = visitor.get("/made", headers=ZIPPED)
    again = visitor.get("/made", headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert again.status_code == 304


def test_a_view_that_knows_better_how_long_to_keep_is_heard(app: Flask, visitor: Browser) -> None:
    @app.get("/badge")
    def badge() -> Response:
        answer = Response("<svg/>", content_type="image/svg+xml")
        answer.cache_control.max_age = 3600
        return answer

    answer = visitor.get("/badge")

    assert cache_control(answer) == {"max-age=3600"}
    assert "ETag" in answer.headers


def test_errors_and_redirects_are_left_alone(visitor: Browser) -> None:
    missing = visitor.get("/nothing-here", headers=ZIPPED)

    assert missing.status_code == 404
    assert "ETag" not in missing.headers
    assert "Content-Encoding" not in missing.headers


def test_a_downloaded_table_is_the_file_itself(
    visitor: Browser, workshop: Workshop, services: Services
) -> None:
    pid = workshop.draft(file=None)
    workshop.attach(pid, "a,b\n" * 1000, "table.csv")
    services.deposit.publish(pid, by=workshop.person())
    file = services.catalogue.public_record(pid).files[0]

    answer = visitor.get(file.url.removeprefix("https://results.example.org"), headers=ZIPPED)

    assert answer.data == b"a,b\n" * 1000
    assert "Content-Encoding" not in answer.headers
    assert file.sha256 in answer.headers["ETag"]


def test_a_page_says_at_once_which_fonts_it_needs(visitor: Browser, workshop: Workshop) -> None:
    pid = workshop.output(titles={"el": "Ψηφιακές ιστορίες"})

    links = " ".join(visitor.get(f"/records/{pid}").headers.getlist("Link"))

    assert "commissioner-latin-wght-normal.woff2>; rel=preload; as=font" in links
    assert "commissioner-greek-wght-normal.woff2>; rel=preload; as=font" in links
    assert "cyrillic" not in links
