"""Sets of the feeds: which record is in which, and what they are called."""

from __future__ import annotations

from ka2results.domain.harvest import describe_set, sets_of
from ka2results.services.house import Services
from tests.factories import Workshop


def test_an_output_is_in_its_type_in_open_resources_and_in_its_project(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership(number="2020-1-FI01-KA202-999001")
    record = services.catalogue.public_record(workshop.output(partnership))

    assert sets_of(record) == ("results:handbook", "oer", "project:2020-1-FI01-KA202-999001")


def test_an_event_is_in_the_set_of_events(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership(number=None)
    event = workshop.event(partnership, (workshop.output(partnership),))

    assert sets_of(services.catalogue.public_record(event)) == ("events",)


def test_sets_have_names_in_words() -> None:
    assert describe_set("results:handbook").name == "Handbook, guide, tutorial or compendium"
    assert describe_set("project:2020-1-FI01-KA202-999001").name.startswith("Project 2020")
    assert describe_set("events").name == "Multiplier events"
    assert describe_set("results").name == "Intellectual outputs"
