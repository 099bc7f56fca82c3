"""Feeds, and coming back for more, through the whole application."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ka2results.factory import create_app
from ka2results.services.following import ENTRIES
from ka2results.wiring import House
from tests.factories import Clock, Workshop, output_entry
from tests.formats.atom_rules import ATOM, read_feed

from .following_answers import BASE, events, feed, link, pids


@pytest.fixture
def client(house: House) -> FlaskClient:
    return create_app(house).test_client()


def test_the_newest_comes_first(client: FlaskClient, workshop: Workshop, clock: Clock) -> None:
    first = workshop.output()
    clock.move(days=1)
    second = workshop.output()

    assert pids(feed(client, "/atom")) == [second, first]


def test_a_search_is_a_feed_of_its_hits(client: FlaskClient, workshop: Workshop) -> None:
    workshop.output()
    video = workshop.output(output_type="video", languages=("fi",))

    root = feed(client, "/atom?q=handbook&type=video&language=fi&sort=title&page=7")

    assert pids(root) == [video]
    title = root.findtext(f"{ATOM}title")
    assert title.startswith("KA2 Results: new for “handbook”, Video")
    assert title.endswith(", Finnish")


def test_a_feed_holds_the_newest_fifty(client: FlaskClient, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    for _ in range(ENTRIES + 1):
        workshop.output(partnership)

    assert len(pids(feed(client, "/atom?page_size=1"))) == ENTRIES
    assert len(pids(feed(client, f"/partnerships/{partnership}/atom"))) == ENTRIES


def test_an_empty_house_has_an_empty_feed(client: FlaskClient) -> None:
    root = feed(client, "/atom")

    assert pids(root) == []
    assert root.findtext(f"{ATOM}title") == "KA2 Results: all that is new"


def test_a_feed_is_as_new_as_its_newest_change(
    client: FlaskClient, workshop: Workshop, clock: Clock
) -> None:
    old = workshop.output()
    clock.move(days=1)
    workshop.output()
    clock.move(days=1)
    corrected = output_entry(titles={"en": "Corrected"})
    workshop.services.deposit.edit(old, corrected, by=workshop.person())

    updated = feed(client, "/atom").findtext(f"{ATOM}updated")

    assert updated == clock.now.isoformat()


def test_withdrawn_records_vanish(client: FlaskClient, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    kept, withdrawn = workshop.output(partnership), workshop.output(partnership)
    workshop.services.deposit.withdraw(withdrawn, "A mistake.", by=workshop.person())

    assert pids(feed(client, "/atom")) == [kept]
    assert pids(feed(client, f"/partnerships/{partnership}/atom")) == [kept]


def test_drafts_stay_at_home(client: FlaskClient, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    workshop.draft(partnership)

    assert pids(feed(client, f"/partnerships/{partnership}/atom")) == []


def test_a_partnership_is_followed_with_its_events_newest_first(
    client: FlaskClient, workshop: Workshop, clock: Clock
) -> None:
    partnership = workshop.partnership(acronym="GREEN")
    workshop.output()
    output = workshop.output(partnership)
    clock.move(hours=1)
    event = workshop.event(partnership, (output,))

    root = feed(client, f"/partnerships/{partnership}/atom")

    assert pids(root) == [event, output]
    assert root.findtext(f"{ATOM}title") == "Results of GREEN"
    assert link(root, "self") == f"{BASE}/partnerships/{partnership}/atom"
    assert link(root, "alternate") == f"{BASE}/partnerships/{partnership}"


def test_links_come_from_the_settings_whatever_the_host_header_says(
    client: FlaskClient, workshop: Workshop
) -> None:
    workshop.output()

    response = client.get("/atom?q=handbook", headers={"Host": "evil.example"})

    assert b"evil.example" not in response.data
    assert link(read_feed(response.data), "self") == f"{BASE}/atom?q=handbook"


def test_one_search_is_one_feed_however_it_is_written(client: FlaskClient) -> None:
    one = feed(client, "/atom?type=video&type=app&q=%20caf%C3%A9&sort=title")
    other = feed(client, "/atom?q=caf%C3%A9&type=app&type=video&page=2&unknown=1")

    assert one.findtext(f"{ATOM}id") == other.findtext(f"{ATOM}id")
    assert link(one, "self") == f"{BASE}/atom?q=caf%C3%A9&type=app&type=video"
    assert link(one, "alternate") == f"{BASE}/search?q=caf%C3%A9&type=app&type=video"


@pytest.mark.parametrize(
    "words", ["q=%00%01", "q=%FF%ED%A0%80", "q=%3Cb%3E%26%22]]%3E", "type=%00%0A&year=%FF&lang=%00"]
)
def test_whatever_is_asked_the_answer_is_a_feed(client: FlaskClient, words: str) -> None:
    assert pids(feed(client, f"/atom?{words}")) == []


def test_a_chosen_language_stays_in_the_addresses_but_not_in_the_identifier(
    client: FlaskClient,
) -> None:
    finnish = feed(client, "/atom?lang=fi&q=x")

    assert finnish.get("{http://www.w3.org/XML/1998/namespace}lang") == "fi"
    assert link(finnish, "self") == f"{BASE}/atom?q=x&lang=fi"
    assert finnish.findtext(f"{ATOM}id") == feed(client, "/atom?q=x&lang=en").findtext(f"{ATOM}id")


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Käsikirja"), ("sv, el", "Εγχειρίδιο"), ("sv", "Handbook")]
)
def test_texts_are_in_the_dearest_language_of_the_reader(
    client: FlaskClient, workshop: Workshop, language: str, title: str
) -> None:
    workshop.output(titles={"en": "Handbook", "fi": "Käsikirja", "el": "Εγχειρίδιο"})

    response = client.get("/atom", headers={"Accept-Language": language})

    assert read_feed(response.data).findtext(f"{ATOM}entry/{ATOM}title") == title
    assert "Accept-Language" in response.headers["Vary"]


def test_what_is_the_same_is_not_sent_again(client: FlaskClient, workshop: Workshop) -> None:
    workshop.output()
    first = client.get("/atom")

    again = client.get("/atom", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


def test_what_changed_is_sent(client: FlaskClient, workshop: Workshop) -> None:
    output = workshop.output()
    first = client.get("/atom")
    workshop.services.deposit.withdraw(output, "A mistake.", by=workshop.person())

    again = client.get("/atom", headers={"If-None-Match": first.headers["ETag"]})

    assert pids(read_feed(again.data)) == []


@pytest.mark.parametrize("path", ["/atom", "/events.ics"])
def test_no_date_stands_for_an_answer(client: FlaskClient, workshop: Workshop, path: str) -> None:
    # A change within the same second, and the same list in another language, have one date.
    workshop.output()
    first = client.get(path)

    later = client.get(path, headers={"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"})
    other = client.get(f"{path}?lang=fi", headers={"If-None-Match": first.headers["ETag"]})

    assert "Last-Modified" not in first.headers
    assert (later.status_code, other.status_code) == (200, 200)


def test_a_new_day_changes_the_calendar_of_coming_events(
    client: FlaskClient, workshop: Workshop, clock: Clock
) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)
    workshop.event(partnership, (output,), starts_on=clock.now.date())
    first = client.get("/events.ics")
    clock.move(days=1)

    again = client.get("/events.ics", headers={"If-None-Match": first.headers["ETag"]})

    assert len(events(first)) == 1
    assert events(again) == {}


@pytest.mark.parametrize("path", ["/atom", "/events.ics", "/search.csv"])
def test_the_head_can_be_asked_for_alone(client: FlaskClient, path: str) -> None:
    head, whole = client.head(path), client.get(path)

    assert (head.status_code, head.data) == (200, b"")
    assert head.content_type == whole.content_type
    assert head.headers.get("ETag") == whole.headers.get("ETag")


@pytest.mark.parametrize("path", ["/atom", "/search.csv"])
def test_wrong_arguments_are_refused_as_by_the_search(client: FlaskClient, path: str) -> None:
    search = client.get("/search?page=first")

    response = client.get(f"{path}?page=first")

    assert response.status_code == search.status_code == 400
    assert response.content_type == search.content_type


@pytest.mark.parametrize("path", ["/atom", "/search.csv"])
def test_a_lost_index_is_a_trouble_and_not_an_empty_answer(
    client: FlaskClient, workshop: Workshop, house: House, path: str
) -> None:
    workshop.output()
    house.index.rebuild([], sequence=0)

    assert client.get(path).status_code == 503


@pytest.mark.parametrize(
    "path",
    [
        "/partnerships/none/atom",
        "/partnerships/none/events.ics",
        "/records/none/event.ics",
    ],
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
