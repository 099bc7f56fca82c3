"""Events for the calendars of people, through the whole application."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from ka2results.factory import create_app
from ka2results.wiring import House
from tests.factories import Clock, Workshop

from .following_answers import BASE, events


@pytest.fixture
def client(house: House) -> FlaskClient:
    return create_app(house).test_client()


def test_an_event_can_be_taken_along(client: FlaskClient, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)
    event = workshop.event(partnership, (output,), titles={"en": "Päivä 1/2: start"})

    response = client.get(f"/records/{event}/event.ics")

    (found,) = events(response).values()
    assert found["uid"] == f"{event}@results.example.org"
    assert found["location"] == "Turku, Finland"
    assert found["url"] == f"{BASE}/records/{event}"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="Paiva-1-2-start.ics"; '
        "filename*=UTF-8''P%C3%A4iv%C3%A4-1-2-start.ics"
    )


def test_an_output_is_no_event(client: FlaskClient, workshop: Workshop) -> None:
    output = workshop.output()

    assert client.get(f"/records/{output}/event.ics").status_code == 404


def test_a_withdrawn_event_is_gone_and_called_off(client: FlaskClient, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    event = workshop.event(partnership, (workshop.output(partnership),))
    workshop.services.deposit.withdraw(event, "A mistake.", by=workshop.person())

    response = client.get(f"/records/{event}/event.ics")

    assert response.status_code == 410
    assert events(response)[event]["status"] == "CANCELLED"
    assert "Teachers tried" not in response.text
    assert "location" not in events(response)[event]
    assert events(client.get(f"/partnerships/{partnership}/events.ics")) == {}


def test_the_calendar_of_a_partnership_holds_past_and_coming(
    client: FlaskClient, workshop: Workshop
) -> None:
    partnership = workshop.partnership(acronym="GREEN")
    output = workshop.output(partnership)
    coming = workshop.event(partnership, (output,), starts_on=date(2027, 1, 1))
    past = workshop.event(partnership, (output,), starts_on=date(2021, 1, 1))

    response = client.get(f"/partnerships/{partnership}/events.ics")

    assert list(events(response)) == [past, coming]
    assert "X-WR-CALNAME:Events of GREEN" in response.text


def test_the_calendar_of_all_holds_what_is_not_over(
    client: FlaskClient, workshop: Workshop, clock: Clock
) -> None:
    today = clock.now.date()
    yesterday, tomorrow = (date.fromordinal(today.toordinal() + step) for step in (-1, 1))
    one, other = workshop.partnership(), workshop.partnership()
    of_one, of_other = workshop.output(one), workshop.output(other)
    workshop.event(one, (of_one,), starts_on=yesterday)
    later = workshop.event(other, (of_other,), starts_on=tomorrow)
    begun = workshop.event(one, (of_one,), starts_on=yesterday, ends_on=today)

    assert list(events(client.get("/events.ics"))) == [begun, later]
