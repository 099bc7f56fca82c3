"""Lists in pages: tokens that nobody can alter, and lists that lose nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from ka2results.domain.harvest import HarvestQuery, Position, Syntax
from ka2results.feed.faults import Refused
from ka2results.feed.tokens import Tokens

from . import fakes
from .asking import OAI, ask_json, ask_xml, codes, json_codes, texts
from .fakes import EVENT, NOW, OUTPUT, FakeHarvest, make_app

KEY = "k" * 40
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
moments = st.one_of(
    st.none(), st.datetimes(timezones=st.just(UTC)).map(lambda m: m.replace(microsecond=0))
)
queries = st.builds(
    HarvestQuery,
    st.just(Syntax.XML),
    st.sampled_from(["oai_dc", "lom"]),
    moments,
    moments,
    st.sampled_from([None, "oer", "project:2019-1-FI01-KA202-060909"]),
)
positions = st.builds(Position, st.integers(1, 2**62), st.integers(1, 10**9))


def records(count: int, page_size: int) -> FakeHarvest:
    harvest = FakeHarvest(page_size=page_size)
    for number in range(count):
        harvest.publish(f"record-{number}", datetime(2026, 1, 1, 0, 0, number, tzinfo=UTC), ["oer"])
    return harvest


def token_of(client: FlaskClient, **arguments: str) -> str:
    token = texts(ask_xml(client, **(arguments or LIST)), "resumptionToken")[0]
    assert token
    return token


@pytest.mark.parametrize("page_size", [1, 2, 3, 4, 6, 7])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_pages_of_any_size_give_every_record_once(verb: str, count: int, page_size: int) -> None:
    client = make_app(records(count, page_size)).test_client()
    found: list[str] = []
    arguments = {"verb": verb, "metadataPrefix": "oai_dc"}
    pages = 0

    while True:
        root = ask_xml(client, **arguments)
        element = root.find(f".//{OAI}resumptionToken")
        if element is not None:
            assert element.get("cursor") == str(len(found))
            assert element.get("completeListSize") == str(count)
        found += texts(root, "identifier")
        pages += 1
        if element is None or element.text is None:
            break
        assert element.get("expirationDate") == "2026-03-03T09:14:07Z"
        arguments = {"verb": verb, "resumptionToken": element.text}

    assert found == [f"oai:results.example.org:record-{n}" for n in range(count)]
    assert pages == -(-count // page_size)
    assert (element is None) == (pages == 1)


def test_a_token_may_be_sent_again(client: FlaskClient) -> None:
    token = token_of(client)

    first = client.get("/oai", query_string={"verb": "ListRecords", "resumptionToken": token})
    again = client.get("/oai", query_string={"verb": "ListRecords", "resumptionToken": token})

    assert first.data == again.data


def test_a_token_survives_a_restart(harvest: FakeHarvest) -> None:
    token = token_of(make_app(harvest).test_client())

    root = ask_xml(make_app(harvest).test_client(), verb="ListRecords", resumptionToken=token)

    assert codes(root) == []


def test_a_token_dies_with_the_key(harvest: FakeHarvest) -> None:
    token = token_of(make_app(harvest).test_client())
    other = make_app(harvest, fakes.settings(secret_key="x" * 40)).test_client()

    root = ask_xml(other, verb="ListRecords", resumptionToken=token)

    assert codes(root) == ["badResumptionToken"]


def test_a_token_remembers_the_whole_request(harvest: FakeHarvest) -> None:
    harvest.page_size = 1
    client = make_app(harvest).test_client()
    token = token_of(client, verb="ListIdentifiers", metadataPrefix="oai_dc", until="2026-01-04")

    root = ask_xml(client, verb="ListIdentifiers", resumptionToken=token)

    assert texts(root, "identifier") == [f"oai:results.example.org:{EVENT}"]
    assert texts(root, "resumptionToken") == [None]


def test_a_token_of_another_verb_is_refused(client: FlaskClient) -> None:
    token = token_of(client)

    for verb in ("ListIdentifiers", "ListSets"):
        assert codes(ask_xml(client, verb=verb, resumptionToken=token)) == ["badResumptionToken"]


def test_a_token_of_the_other_door_is_refused(client: FlaskClient) -> None:
    token = token_of(client)

    document = ask_json(client, verb="ListRecords", resumptionToken=token)

    assert json_codes(document) == ["badResumptionToken"]


@pytest.mark.parametrize("token", ["junk", "", "a.b", " ", "é", "٢", ".eJw", "W10.x" * 50])
def test_junk_is_no_token_and_is_repeated_as_it_came(client: FlaskClient, token: str) -> None:
    root = ask_xml(client, verb="ListRecords", resumptionToken=token)

    assert codes(root) == ["badResumptionToken"]
    assert root.find(f"{OAI}request").get("resumptionToken") == token


@given(query=queries, position=positions)
def test_what_a_token_says_can_be_read_back(query: HarvestQuery, position: Position) -> None:
    tokens = Tokens(KEY, Syntax.XML)

    token = tokens.write("ListRecords", query, position)

    assert tokens.read("ListRecords", token) == (query, position)


@settings(max_examples=300)
@given(query=queries, position=positions, data=st.data())
def test_a_token_that_was_altered_is_refused(
    query: HarvestQuery, position: Position, data: st.DataObject
) -> None:
    tokens = Tokens(KEY, Syntax.XML)
    token = tokens.write("ListRecords", query, position)
    at = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from("ABCabc019-_.=\n é").filter(lambda c: c != token[at]))
    altered = data.draw(
        st.sampled_from(
            [
                token[:at] + letter + token[at + 1 :],
                token[:at] + letter + token[at:],
                token[:at],
                token + letter,
            ]
        )
    )

    with pytest.raises(Refused):
        tokens.read("ListRecords", altered)


def test_every_last_letter_but_the_right_one_is_refused() -> None:
    tokens = Tokens(KEY, Syntax.XML)
    token = tokens.write("ListRecords", HarvestQuery(Syntax.XML, "oai_dc"), Position(7, 2))

    for letter in sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")):
        if letter != token[-1]:
            with pytest.raises(Refused):
                tokens.read("ListRecords", token[:-1] + letter)


def test_a_record_that_changes_during_a_list_comes_again_and_none_is_lost() -> None:
    harvest = records(4, page_size=2)
    client = make_app(harvest).test_client()
    first = ask_xml(client, **LIST)
    harvest.publish("record-0", NOW, ["oer"])
    harvest.withdraw("record-2", NOW)

    second = ask_xml(client, verb="ListRecords", resumptionToken=texts(first, "resumptionToken")[0])
    third = ask_xml(client, verb="ListRecords", resumptionToken=texts(second, "resumptionToken")[0])

    found = [
        text.rpartition(":")[2] for root in (second, third) for text in texts(root, "identifier")
    ]
    assert found == ["record-3", "record-0", "record-2"]


def test_a_list_whose_rest_has_moved_away_ends_with_a_record_and_an_empty_token() -> None:
    harvest = records(3, page_size=2)
    client = make_app(harvest).test_client()
    token = token_of(client, **LIST, until="2026-01-31")
    harvest.withdraw("record-2", NOW)

    root = ask_xml(client, verb="ListRecords", resumptionToken=token)

    assert texts(root, "identifier") == ["oai:results.example.org:record-1"]
    assert texts(root, "resumptionToken") == [None]


def test_a_list_that_has_come_to_nothing_makes_its_token_a_bad_one() -> None:
    harvest = records(2, page_size=1)
    client = make_app(harvest).test_client()
    token = token_of(client, **LIST, until="2026-01-31")
    for number in range(2):
        harvest.withdraw(f"record-{number}", NOW)

    root = ask_xml(client, verb="ListRecords", resumptionToken=token)

    assert codes(root) == ["badResumptionToken"]


def test_a_list_that_fits_one_page_has_no_token(client: FlaskClient) -> None:
    root = ask_xml(client, **LIST, until="2026-01-31")

    assert texts(root, "identifier") == [
        f"oai:results.example.org:{pid}" for pid in (OUTPUT, EVENT)
    ]
    assert root.find(f".//{OAI}resumptionToken") is None
