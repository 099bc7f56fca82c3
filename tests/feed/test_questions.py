"""Whatever is asked, there is a valid answer, and the right error."""

from __future__ import annotations

from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from ka2results.schemas.oai import Verb

from .asking import OAI, codes, json_codes, read_json, read_xml, texts
from .fakes import OUTPUT, make_app, three_records

LIST = "verb=ListRecords&metadataPrefix=oai_dc"
BAD_VERBS = [
    "",
    "junk",
    "verb=",
    "verb=junk",
    "verb=identify",
    "verb=%00",
    "VERB=Identify",
    "verb=Identify&verb=Identify",
]
BAD_ARGUMENTS = [
    "verb=GetRecord&metadataPrefix=oai_dc",
    f"verb=GetRecord&identifier=oai:results.example.org:{OUTPUT}",
    'verb=GetRecord&identifier=invalid"id&metadataPrefix=oai_dc',
    "verb=GetRecord&identifier=&metadataPrefix=oai_dc",
    "verb=GetRecord&identifier=//x&metadataPrefix=oai_dc",
    "verb=Identify&set=oer",
    "verb=ListIdentifiers&until=junk",
    "verb=ListIdentifiers&resumptionToken=junk&until=2000-02-05",
    "verb=ListMetadataFormats&metadataPrefix=oai_dc",
    "verb=ListRecords",
    "verb=ListRecords&metadataPrefix=",
    "verb=ListRecords&metadataPrefix=a%20b",
    "verb=ListRecords&metadataPrefix=oai_dc%0A",
    "verb=ListRecords&metadataprefix=oai_dc",
    "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc",
    "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=junk",
    "verb=ListRecords&resumptionToken=%00",
    "verb=ListRecords&resumptionToken=" + "a" * 2001,
    "verb=ListSets&set=oer",
    f"{LIST}&%00=1",
    f"{LIST}&set=",
    f"{LIST}&set=a::b",
    f"{LIST}&set=%FF",
    f"{LIST}&from=",
    f"{LIST}&from=2026",
    f"{LIST}&from=2026-01",
    f"{LIST}&from=2026-1-1",
    f"{LIST}&from=2026-02-30",
    f"{LIST}&from=0000-01-01",
    f"{LIST}&from=2026-01-01T24:00:00Z",
    f"{LIST}&from=2026-01-01T00:00:60Z",
    f"{LIST}&from=2026-01-01T00:00:00",
    f"{LIST}&from=2026-01-01T00:00Z",
    f"{LIST}&from=2026-01-01T00:00:00.5Z",
    f"{LIST}&from=2026-01-01T00:00:00%2B00:00",
    f"{LIST}&from={quote('٢٠٢٦-٠١-٠١')}",
    f"{LIST}&from=2026-01-02&until=2026-01-01",
    f"{LIST}&from=2026-01-01&until=2026-01-02T00:00:00Z",
]


@pytest.mark.parametrize("query", BAD_VERBS)
def test_a_verb_that_is_missing_unknown_or_repeated_is_a_bad_verb(
    client: FlaskClient, query: str
) -> None:
    root = read_xml(client.get(f"/oai?{query}"))

    assert codes(root) == ["badVerb"]
    assert dict(root.find(f"{OAI}request").attrib) == {}


@pytest.mark.parametrize("query", BAD_ARGUMENTS)
def test_an_argument_that_breaks_the_protocol_is_a_bad_argument(
    client: FlaskClient, query: str
) -> None:
    root = read_xml(client.get(f"/oai?{query}"))
    document = read_json(client.get(f"/oai.json?{query}"))

    assert set(codes(root)) == {"badArgument"}
    assert json_codes(document) == codes(root)
    assert dict(root.find(f"{OAI}request").attrib) == {}


def test_every_wrong_argument_is_named(client: FlaskClient) -> None:
    root = read_xml(client.get("/oai?verb=ListRecords&metadataPrefix=a%20b&from=x&colour=red"))

    assert [text.partition(":")[0] for text in texts(root, "error")] == [
        "metadataPrefix",
        "from",
        "colour",
    ]


def test_a_name_that_no_answer_can_repeat_is_not_repeated(client: FlaskClient) -> None:
    root = read_xml(client.get(f"/oai?{LIST}&%EF%BF%BE%00=1"))

    assert texts(root, "error") == ["An argument: This verb takes no such argument."]


def test_arguments_of_address_and_body_are_read_together(client: FlaskClient) -> None:
    response = client.post("/oai?verb=ListRecords", data={"metadataPrefix": "oai_dc"})
    twice = client.post("/oai?verb=Identify", data={"verb": "Identify"})

    assert codes(read_xml(response)) == []
    assert codes(read_xml(twice)) == ["badVerb"]


def test_raw_bytes_that_are_no_text_get_an_answer(client: FlaskClient) -> None:
    environment = {"QUERY_STRING": "verb=ListRecords&metadataPrefix=\xff\xfe&\xe9=\xed\xa0\x80"}

    response = client.get("/oai", environ_overrides=environment)

    assert set(codes(read_xml(response))) == {"badArgument"}


def test_a_body_that_is_no_text_gets_an_answer(client: FlaskClient) -> None:
    response = client.post(
        "/oai", data=b"verb=\xff\xfe", content_type="application/x-www-form-urlencoded"
    )

    assert codes(read_xml(response)) == ["badVerb"]


def test_a_body_far_larger_than_any_request_is_not_read(client: FlaskClient) -> None:
    response = client.post("/oai", data={"verb": "Identify", "x": "y" * 200_000})

    assert response.status_code == 413


names = st.one_of(
    st.sampled_from(
        ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"]
    ),
    st.text(max_size=8),
)
values = st.one_of(
    st.sampled_from(
        [*Verb, "oai_dc", "lom", "amb", "oer", "results", "2026-01-04", "2026-01-04T10:00:00Z"]
    ),
    st.just(f"oai:results.example.org:{OUTPUT}"),
    st.from_regex(r"[a-z]{0,3}[:/%\[\]?#@.0-9-]{0,6}[a-z0-9:/%]{0,4}", fullmatch=True),
    st.text(max_size=30),
    st.binary(max_size=12).map(quote_from_bytes),
)
pairs = st.lists(st.tuples(names, values), max_size=5)
lists = st.fixed_dictionaries(
    {"verb": st.sampled_from([v.value for v in Verb])},
    optional={
        "metadataPrefix": st.one_of(st.sampled_from(["oai_dc", "amb", "lom"]), values),
        "identifier": values,
        "from": st.one_of(st.dates().map(str), values),
        "until": st.one_of(st.dates().map(str), values),
        "set": values,
        "resumptionToken": values,
    },
)


@settings(max_examples=400, deadline=None)
@given(asked=st.one_of(pairs, lists.map(lambda d: list(d.items()))), post=st.booleans())
def test_any_arguments_get_a_valid_answer(asked: list[tuple[str, str]], post: bool) -> None:
    client = make_app(three_records()).test_client()
    encoded = urlencode(asked)

    for path, read in (("/oai", read_xml), ("/oai.json", read_json)):
        if post:
            form = "application/x-www-form-urlencoded"
            response = client.post(path, data=encoded, content_type=form)
        else:
            response = client.get(f"{path}?{encoded}")
        assert response.status_code < 500
        read(response)


@settings(max_examples=200, deadline=None)
@given(query=st.binary(max_size=60))
def test_any_bytes_get_a_valid_answer(query: bytes) -> None:
    client = make_app(three_records()).test_client()

    response = client.get("/oai", environ_overrides={"QUERY_STRING": query.decode("latin-1")})

    read_xml(response)
