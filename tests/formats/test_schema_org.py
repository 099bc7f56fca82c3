"""schema.org: what search engines read in the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.domain.records import EventFacts, ShownPartnership, ShownRecord
from ka2results.domain.vocabulary import Term, vocabulary
from ka2results.formats.schema_org import SchemaOrg

from .builders import event, file, organisation, output, partnership
from .letters import lettered
from .reading import golden, json_lines

DESCRIBER = SchemaOrg("Results of Example", "https://results.example.org")


def described(record: ShownRecord) -> dict[str, Any]:
    return DESCRIBER.record(record)


def project(shown: ShownPartnership) -> dict[str, Any]:
    return DESCRIBER.partnership(
        shown,
        summaries={"en": "Counsellors learn from each other.", "fi": "Ohjaajat oppivat."},
        starts_on=date(2019, 9, 1),
        ends_on=date(2021, 8, 31),
        website="https://guide.example.org",
    )


def happening(**facts: Any) -> EventFacts:
    given = {
        "starts_on": date(2021, 5, 20),
        "ends_on": None,
        "venue": "Town hall",
        "city": "Tampere",
        "country": "EL",
        "online": False,
        "local_participants": 40,
        "foreign_participants": 12,
    }
    return EventFacts(**{**given, **facts})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("output", described(output())),
        ("event", described(event())),
        ("letters", described(lettered())),
        ("partnership", project(partnership())),
        (
            "organisation",
            DESCRIBER.organisation(partnership().organisations[0], [partnership()]),
        ),
    ],
)
def test_a_description_is_what_it_has_always_been(name: str, told: dict[str, Any]) -> None:
    assert json_lines(orjson.dumps(told)) == golden(f"schema_org_{name}.json")


@pytest.mark.parametrize("term", tuple(vocabulary("licences")), ids=lambda term: str(term.code))
def test_every_licence_is_told_by_its_address(term: Term) -> None:
    assert described(output(licence=term.code))["license"].startswith("https://")


def test_titles_in_other_languages_are_other_names() -> None:
    told = described(output())

    assert told["name"] == "Guidance cards & notes"
    assert told["alternateName"] == ["Ohjauskortit"]


def test_a_file_is_told_by_address_kind_size_and_checksum() -> None:
    [told] = described(output(files=(file("a.csv", media_type="text/csv; charset=utf-8"),)))[
        "encoding"
    ]

    assert told["encodingFormat"] == "text/csv"
    assert told["contentSize"] == "482113 B"
    assert told["contentUrl"].endswith("/a.csv")
    assert told["sha256"] == "ab" * 32


def test_the_grant_names_the_number_of_the_project_and_the_union() -> None:
    grant = described(output())["funding"]

    assert grant["identifier"] == "2019-1-FI01-KA202-060909"
    assert grant["funder"]["name"] == "European Union"


@pytest.mark.parametrize("make", [output, event], ids=["output", "event"])
def test_an_invented_partnership_has_no_funder(make: Any) -> None:
    told = orjson.dumps(described(make(partnership=partnership(demonstration=True))))

    assert b"funding" not in told
    assert b"European Union" not in told
    assert b"funding" not in orjson.dumps(project(partnership(demonstration=True)))


@pytest.mark.parametrize(
    ("facts", "mode", "places"),
    [
        ({}, "OfflineEventAttendanceMode", ["Place"]),
        ({"online": True}, "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
        (
            {"online": True, "venue": "", "city": "", "country": None},
            "OnlineEventAttendanceMode",
            ["VirtualLocation"],
        ),
    ],
)
def test_an_event_says_whether_one_came_or_looked_on(
    facts: dict[str, Any], mode: str, places: list[str]
) -> None:
    told = described(event(event=happening(**facts)))

    assert told["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert [place["@type"] for place in told["location"]] == places


def test_an_event_of_one_day_ends_on_that_day() -> None:
    told = described(event(event=happening()))

    assert (told["startDate"], told["endDate"]) == ("2021-05-20", "2021-05-20")


def test_countries_are_told_by_their_iso_code() -> None:
    [place] = described(event(event=happening()))["location"]

    assert place["address"]["addressCountry"] == "GR"


def test_a_place_without_a_venue_goes_by_its_city() -> None:
    [place] = described(event(event=happening(venue="")))["location"]

    assert place["name"] == "Tampere"


def test_an_event_shows_the_outputs_that_it_presented() -> None:
    [work] = described(event())["workFeatured"]

    assert work["@id"] == "https://results.example.org/records/pvq4z-43t41"


def test_a_draft_has_no_day_of_publication() -> None:
    assert "datePublished" not in described(output(published_at=None))


def test_a_partnership_without_members_has_none() -> None:
    assert "member" not in project(partnership(organisations=()))


def test_an_organisation_without_an_oid_has_no_identifier() -> None:
    told = DESCRIBER.organisation(organisation("Kool", "EE", "partner", None), [])

    assert told == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Kool",
        "address": {"@type": "PostalAddress", "addressCountry": "EE"},
    }


@given(text=st.text(st.characters(codec=None)))
def test_whatever_people_write_it_is_json(text: str) -> None:
    told = described(output(titles={"en": text}, summaries={"en": text}, keywords=(text,)))

    assert orjson.loads(orjson.dumps(told))["@id"] == output().url
