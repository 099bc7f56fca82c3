"""OAI-PMH at /oai: the six verbs. Every answer is read through the schema of the protocol."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from lxml import etree

from .asking import OAI, ask_xml, codes, golden, read_xml, texts
from .fakes import EVENT, NOW, OUTPUT, WITHDRAWN, FakeHarvest, make_app, settings

ID = "oai:results.example.org:"


def test_identify_says_who_we_are_and_what_we_promise(client: FlaskClient) -> None:
    root = ask_xml(client, verb="Identify")

    assert texts(root, "repositoryName") == ["KA2 Results"]
    assert texts(root, "baseURL") == ["https://results.example.org/oai"]
    assert texts(root, "protocolVersion") == ["2.0"]
    assert texts(root, "adminEmail") == ["team@results.example.org"]
    assert texts(root, "earliestDatestamp") == ["2026-01-04T10:00:00Z"]
    assert texts(root, "deletedRecord") == ["persistent"]
    assert texts(root, "granularity") == ["YYYY-MM-DDThh:mm:ssZ"]


def test_containers_of_identify_are_written_without_a_prefix(client: FlaskClient) -> None:
    text = client.get("/oai?verb=Identify").text

    assert '<oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier"' in text
    assert '<rightsManifest xmlns="http://www.openarchives.org/OAI/2.0/rights/"' in text
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in text


def test_the_response_date_is_the_one_taken_behind_the_lock(client: FlaskClient) -> None:
    root = ask_xml(client, verb="Identify")

    assert texts(root, "responseDate") == ["2026-03-02T09:14:07Z"]


def test_the_response_date_is_taken_before_anything_is_read(harvest: FakeHarvest) -> None:
    seen: list[str] = []

    class Watched(FakeHarvest):
        def __getattribute__(self, name: str) -> object:
            if name in {"moment", "page", "record", "sets", "formats", "earliest"}:
                seen.append(name)
            return super().__getattribute__(name)

    client = make_app(Watched(entries=harvest.entries)).test_client()

    ask_xml(client, verb="ListRecords", metadataPrefix="oai_dc")

    assert seen == ["moment", "page"]


def test_the_base_url_never_comes_from_the_request(client: FlaskClient) -> None:
    response = client.get("/oai?verb=Identify", headers={"Host": "evil.example"})

    assert texts(read_xml(response), "request") == ["https://results.example.org/oai"]


def test_the_request_is_repeated_with_its_arguments(client: FlaskClient) -> None:
    root = ask_xml(client, verb="ListIdentifiers", metadataPrefix="oai_dc", from_="2026-01-01")

    assert dict(root.find(f"{OAI}request").attrib) == {
        "verb": "ListIdentifiers",
        "metadataPrefix": "oai_dc",
        "from": "2026-01-01",
    }


def test_post_is_equal_to_get(client: FlaskClient) -> None:
    arguments = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}

    assert (
        client.post("/oai", data=arguments).data == client.get("/oai", query_string=arguments).data
    )


def test_all_formats_of_the_door_are_listed(client: FlaskClient) -> None:
    root = ask_xml(client, verb="ListMetadataFormats")

    assert texts(root, "metadataPrefix") == ["oai_dc", "lom"]


def test_a_record_has_the_formats_that_can_say_it(client: FlaskClient) -> None:
    root = ask_xml(client, verb="ListMetadataFormats", identifier=ID + EVENT)

    assert texts(root, "metadataPrefix") == ["oai_dc"]


def test_a_record_without_any_format_at_this_door_has_no_formats(harvest: FakeHarvest) -> None:
    harvest.publish("json-only", NOW, ["oer"], only="amb")
    client = make_app(harvest).test_client()

    root = ask_xml(client, verb="ListMetadataFormats", identifier=f"{ID}json-only")

    assert codes(root) == ["noMetadataFormats"]


def test_sets_are_listed_with_their_names(client: FlaskClient) -> None:
    root = ask_xml(client, verb="ListSets")

    assert texts(root, "setSpec") == ["events", "oer", "results", "results:handbook"]
    assert texts(root, "setName")[0] == "Multiplier events"


def test_a_record_is_given_with_the_body_that_was_stored(client: FlaskClient) -> None:
    root = ask_xml(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=ID + OUTPUT)

    metadata = root.find(f".//{OAI}metadata")
    assert [child.tag.rpartition("}")[2] for child in metadata[0]] == ["title"]
    assert texts(root, "setSpec")[0] == "results:handbook"


def test_a_withdrawn_record_is_a_header_with_its_sets_and_no_metadata(client: FlaskClient) -> None:
    root = ask_xml(client, verb="GetRecord", metadataPrefix="lom", identifier=ID + WITHDRAWN)

    assert root.find(f".//{OAI}header").get("status") == "deleted"
    assert texts(root, "datestamp") == ["2026-02-11T16:20:31Z"]
    assert texts(root, "setSpec") == ["results:handbook", "oer"]
    assert root.find(f".//{OAI}metadata") is None


def test_a_kind_without_the_format_cannot_be_disseminated(client: FlaskClient) -> None:
    root = ask_xml(client, verb="GetRecord", metadataPrefix="lom", identifier=ID + EVENT)

    assert codes(root) == ["cannotDisseminateFormat"]


@pytest.mark.parametrize(
    "identifier",
    [
        "oai:results.example.org:none",
        "oai:elsewhere.org:" + OUTPUT,
        OUTPUT,
        "http://example.org:8080/a:b",
        "oai:results.example.org:%00",
        "urn:isbn:1",
        "a:",
    ],
)
def test_an_identifier_that_is_not_ours_does_not_exist(
    client: FlaskClient, identifier: str
) -> None:
    root = ask_xml(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)

    assert codes(root) == ["idDoesNotExist"]


def test_a_page_of_records_is_what_it_has_always_been(
    client: FlaskClient, harvest: FakeHarvest
) -> None:
    harvest.publish("7n2xk-4c156", NOW, ["results:video", "oer"])

    root = ask_xml(client, verb="ListRecords", metadataPrefix="oai_dc", set="results")

    etree.indent(root)
    assert etree.tostring(root, encoding="unicode") + "\n" == golden("list_records.xml")


def test_identifiers_are_headers_alone(client: FlaskClient) -> None:
    root = ask_xml(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="results")

    assert texts(root, "identifier") == [ID + OUTPUT, ID + WITHDRAWN]
    assert root.find(f".//{OAI}record") is None


def test_a_format_that_only_the_other_door_has_is_unknown_here(client: FlaskClient) -> None:
    root = ask_xml(client, verb="ListRecords", metadataPrefix="amb")

    assert codes(root) == ["cannotDisseminateFormat"]


@pytest.mark.parametrize(
    ("set_", "found"),
    [
        ("oer", [OUTPUT, WITHDRAWN]),
        ("results", [OUTPUT, WITHDRAWN]),
        ("results:handbook", [OUTPUT, WITHDRAWN]),
        ("events", [EVENT]),
    ],
)
def test_a_set_holds_its_own_and_what_is_below_it(
    client: FlaskClient, set_: str, found: list[str]
) -> None:
    root = ask_xml(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=set_)

    assert texts(root, "identifier") == [ID + pid for pid in found]


@pytest.mark.parametrize("set_", ["nothing", "result", "results:hand", "results:handbook:x"])
def test_a_set_that_holds_nothing_matches_no_records(client: FlaskClient, set_: str) -> None:
    root = ask_xml(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=set_)

    assert codes(root) == ["noRecordsMatch"]


@pytest.mark.parametrize(
    ("from_", "until", "found"),
    [
        ("2026-01-04", "2026-01-04", [OUTPUT, EVENT]),
        ("2026-01-04T10:00:00Z", "2026-01-04T10:00:00Z", [OUTPUT]),
        ("2026-01-04T10:00:01Z", "2026-01-04T23:59:58Z", []),
        ("0001-01-01", "9999-12-31", [OUTPUT, EVENT]),
        ("2026-01-05", "2026-02-10", []),
    ],
)
def test_both_ends_of_a_range_count_and_a_day_is_the_whole_day(
    client: FlaskClient, from_: str, until: str, found: list[str]
) -> None:
    root = ask_xml(
        client, verb="ListIdentifiers", metadataPrefix="oai_dc", from_=from_, until=until
    )

    assert texts(root, "identifier") == [ID + pid for pid in found]
    assert codes(root) == ([] if found else ["noRecordsMatch"])


def test_an_empty_repository_answers_every_verb() -> None:
    client = make_app(FakeHarvest()).test_client()

    assert texts(ask_xml(client, verb="Identify"), "earliestDatestamp") == ["2026-03-02T09:14:07Z"]
    assert codes(ask_xml(client, verb="ListSets")) == []
    listed = ask_xml(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert codes(listed) == ["noRecordsMatch"]


def test_a_year_of_one_digit_keeps_its_zeros() -> None:
    harvest = FakeHarvest(now=datetime(1, 1, 1, tzinfo=UTC))
    client = make_app(harvest, settings()).test_client()

    assert texts(ask_xml(client, verb="Identify"), "responseDate") == ["0001-01-01T00:00:00Z"]


def test_no_cache_between_us_may_answer_in_our_place(client: FlaskClient) -> None:
    assert client.get("/oai?verb=Identify").headers["Cache-Control"] == "no-cache"
