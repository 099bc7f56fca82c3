"""The JSON twin at /oai.json."""

from __future__ import annotations

from datetime import timedelta

import orjson
import pytest
from flask.testing import FlaskClient

from .asking import ask_json, golden, json_codes, read_json
from .fakes import EVENT, NOW, OUTPUT, WITHDRAWN, FakeHarvest, make_app

ID = "oai:results.example.org:"


def test_identify_says_the_same_as_the_xml_door(client: FlaskClient) -> None:
    told = ask_json(client, verb="Identify")["Identify"]

    assert told["baseURL"] == "https://results.example.org/oai.json"
    assert told["adminEmail"] == ["team@results.example.org"]
    assert told["deletedRecord"] == "persistent"
    assert told["description"][0]["oai-identifier"]["repositoryIdentifier"] == (
        "results.example.org"
    )


def test_formats_and_sets_are_lists(client: FlaskClient) -> None:
    formats = ask_json(client, verb="ListMetadataFormats")["ListMetadataFormats"]
    sets = ask_json(client, verb="ListSets")["ListSets"]

    assert [f["metadataPrefix"] for f in formats["metadataFormats"]] == ["amb", "oai_dc"]
    assert sets["sets"][0] == {"setSpec": "events", "setName": "Multiplier events"}


def test_a_page_of_records_is_what_it_has_always_been(
    client: FlaskClient, harvest: FakeHarvest
) -> None:
    harvest.publish("7n2xk-4c156", NOW, ["results:video", "oer"])

    response = client.get("/oai.json?verb=ListRecords&metadataPrefix=amb&set=results")

    document = read_json(response)

    lines = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    assert lines.decode() == golden("list_records.json")


def test_a_withdrawn_record_is_answered_with_its_tombstone(client: FlaskClient) -> None:
    response = client.get(f"/oai.json?verb=GetRecord&metadataPrefix=amb&identifier={ID}{WITHDRAWN}")

    assert response.status_code == 200
    assert read_json(response)["GetRecord"]["record"] == {
        "header": {
            "identifier": ID + WITHDRAWN,
            "datestamp": "2026-02-11T16:20:31Z",
            "setSpec": ["results:handbook", "oer"],
            "status": "deleted",
        },
        "metadata": None,
    }


def test_identifiers_are_headers_alone(client: FlaskClient) -> None:
    told = ask_json(client, verb="ListIdentifiers", metadataPrefix="amb", until="2026-01-31")

    assert [h["identifier"] for h in told["ListIdentifiers"]["headers"]] == [ID + OUTPUT]


def test_a_kind_without_the_format_is_left_out_of_its_list(client: FlaskClient) -> None:
    told = ask_json(client, verb="ListIdentifiers", metadataPrefix="amb")

    found = [header["identifier"] for header in told["ListIdentifiers"]["headers"]]
    assert ID + EVENT not in found


def test_links_lead_from_page_to_page_to_the_end(harvest: FakeHarvest) -> None:
    harvest.page_size = 1
    client = make_app(harvest).test_client()
    url = "/oai.json?verb=ListRecords&metadataPrefix=oai_dc"
    found: list[str] = []

    while url:
        response = client.get(url)
        last = read_json(response)
        found += [r["header"]["identifier"] for r in last["ListRecords"]["records"]]
        url = last.get("links", {}).get("next", "")
        assert response.headers.get("Link", "") == (f'<{url}>; rel="next"' if url else "")

    assert found == [ID + OUTPUT, ID + EVENT, ID + WITHDRAWN]
    assert last["ListRecords"]["resumptionToken"] == {
        "token": None,
        "completeListSize": 3,
        "cursor": 2,
    }


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("", 400, "badVerb"),
        ("verb=ListRecords", 400, "badArgument"),
        ("verb=ListRecords&resumptionToken=junk", 400, "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=lom", 400, "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=amb&identifier=none", 404, "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=amb&until=2001-01-01", 200, "noRecordsMatch"),
    ],
)
def test_every_error_has_its_status(
    client: FlaskClient, query: str, status: int, code: str
) -> None:
    response = client.get(f"/oai.json?{query}")

    assert response.status_code == status
    assert json_codes(read_json(response)) == [code]


def test_arguments_that_were_not_understood_are_not_repeated(client: FlaskClient) -> None:
    response = client.get("/oai.json?verb=ListRecords&metadataPrefix=a%20b")

    assert read_json(response)["request"] == {"baseURL": "https://results.example.org/oai.json"}


def test_an_answer_that_only_the_clock_has_touched_need_not_be_sent_again(
    client: FlaskClient, harvest: FakeHarvest
) -> None:
    url = "/oai.json?verb=ListRecords&metadataPrefix=oai_dc"
    first = client.get(url)
    harvest.now += timedelta(seconds=90)

    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})

    assert "expirationDate" in first.text
    assert again.status_code == 304


def test_an_answer_that_changed_is_sent_again(client: FlaskClient, harvest: FakeHarvest) -> None:
    url = "/oai.json?verb=ListRecords&metadataPrefix=oai_dc"
    first = client.get(url)
    harvest.withdraw(OUTPUT, harvest.now)

    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 200


def test_post_is_equal_to_get(client: FlaskClient) -> None:
    arguments = {"verb": "ListRecords", "metadataPrefix": "amb"}

    assert (
        client.post("/oai.json", data=arguments).data
        == client.get("/oai.json", query_string=arguments).data
    )
