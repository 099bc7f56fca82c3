"""Both doors in front of the real services, the real database and the real formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from ka2results.factory import create_app
from ka2results.wiring import House
from tests.factories import Clock, Workshop

from .asking import OAI, ask_json, ask_xml, codes, read_xml, texts

ID = "oai:results.example.org:"
MakeClient = Callable[[int], FlaskClient]


@pytest.fixture
def make_client(house: House) -> MakeClient:
    """A client of the whole application, with pages of a size."""

    def make(page_size: int) -> FlaskClient:
        small = replace(house, settings=replace(house.settings, feed_page_size=page_size))
        return create_app(small).test_client()

    return make


def harvested(client: FlaskClient, **arguments: str) -> dict[str, str | None]:
    """Mirror a list as a harvester would: identifier to status, page by page."""
    mirror: dict[str, str | None] = {}
    root: Any = ask_xml(client, verb="ListRecords", metadataPrefix="oai_dc", **arguments)
    while True:
        for header in root.iter(f"{OAI}header"):
            mirror[header.find(f"{OAI}identifier").text] = header.get("status")
        token = root.find(f".//{OAI}resumptionToken")
        if token is None or not token.text:
            return mirror
        root = ask_xml(client, verb="ListRecords", resumptionToken=token.text)


def test_what_was_published_can_be_harvested_at_both_doors(
    make_client: MakeClient, workshop: Workshop
) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)
    event = workshop.event(partnership, (output,))
    client = make_client(100)

    xml = harvested(client)
    amb = ask_json(client, verb="ListRecords", metadataPrefix="amb")["ListRecords"]["records"]
    dc = ask_json(client, verb="ListRecords", metadataPrefix="oai_dc")["ListRecords"]["records"]

    assert xml == {ID + output: None, ID + event: None}
    assert [record["metadata"]["type"] for record in amb] == [["LearningResource"]]
    assert sorted(r["header"]["identifier"] for r in dc) == sorted(xml)


@pytest.mark.parametrize("page_size", [1, 2, 3])
def test_an_incremental_harvest_learns_of_every_change(
    make_client: MakeClient, workshop: Workshop, clock: Clock, page_size: int
) -> None:
    partnership = workshop.partnership()
    kept, withdrawn = workshop.output(partnership), workshop.output(partnership)
    client = make_client(page_size)
    mirror = harvested(client)
    since = texts(ask_xml(client, verb="Identify"), "responseDate")[0]
    clock.move(minutes=5)
    workshop.services.deposit.withdraw(withdrawn, "A mistake.", by=workshop.person())
    added = workshop.output(partnership)

    mirror |= harvested(client, from_=since)

    assert mirror == {ID + kept: None, ID + withdrawn: "deleted", ID + added: None}


def test_sets_go_by_type_licence_kind_and_project(
    make_client: MakeClient, workshop: Workshop
) -> None:
    partnership = workshop.partnership(number="2019-1-FI01-KA202-060909")
    output = workshop.output(partnership)
    event = workshop.event(partnership, (output,))
    client = make_client(100)

    sets = texts(ask_xml(client, verb="ListSets"), "setSpec")

    assert sets == [
        "events",
        "oer",
        "project",
        "project:2019-1-FI01-KA202-060909",
        "results",
        "results:handbook",
    ]
    assert harvested(client, set="events") == {ID + event: None}
    assert harvested(client, set="oer") == {ID + output: None}
    assert len(harvested(client, set="project")) == 2


def test_a_new_house_has_sets_and_no_records(make_client: MakeClient) -> None:
    client = make_client(100)

    assert texts(ask_xml(client, verb="ListSets"), "setSpec") == ["events", "oer", "results"]
    empty = ask_xml(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert codes(empty) == ["noRecordsMatch"]
    assert codes(ask_xml(client, verb="Identify")) == []


def test_a_withdrawn_record_is_known_in_its_formats_only(
    make_client: MakeClient, workshop: Workshop
) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)
    event = workshop.event(partnership, (output,))
    for pid in (output, event):
        workshop.services.deposit.withdraw(pid, "A mistake.", by=workshop.person())
    client = make_client(100)

    amb = ask_json(client, verb="ListIdentifiers", metadataPrefix="amb")

    assert harvested(client) == {ID + output: "deleted", ID + event: "deleted"}
    headers = amb["ListIdentifiers"]["headers"]
    assert [(h["identifier"], h["status"]) for h in headers] == [(ID + output, "deleted")]


def test_harvesters_need_no_csrf_token_and_get_no_cookie(make_client: MakeClient) -> None:
    response = make_client(100).post("/oai", data={"verb": "Identify"})

    assert codes(read_xml(response)) == []
    assert "Set-Cookie" not in response.headers


def test_raw_bytes_that_are_no_text_pass_the_whole_application(make_client: MakeClient) -> None:
    environment = {"QUERY_STRING": "verb=\xff\xfe&lang=\xe9"}

    response = make_client(100).get("/oai", environ_overrides=environment)

    assert codes(read_xml(response)) == ["badVerb"]


def test_a_huge_body_is_refused_by_the_whole_application(make_client: MakeClient) -> None:
    response = make_client(100).post("/oai", data={"x": "y" * 200_000})

    assert response.status_code == 413
