"""Dublin Core in both syntaxes: one table, two spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ka2results.domain.records import ShownRecord
from ka2results.domain.vocabulary import Term, vocabulary
from ka2results.formats.dublin_core import DublinCoreJson, DublinCoreXml
from ka2results.formats.dublin_core_table import statements

from .builders import event, file, organisation, output, partnership
from .reading import DATA, golden, json_lines, loaded, xml_lines

SCHEMA = etree.XMLSchema(file=str(DATA / "xsd" / "offline.xsd"))
BOTH_KINDS = pytest.mark.parametrize("record", [output(), event()], ids=["output", "event"])


def said(record: ShownRecord, element: str) -> list[str]:
    return [s.text for s in statements(record) if s.element == element]


@BOTH_KINDS
def test_the_xml_of_a_record_is_what_it_has_always_been(record: ShownRecord) -> None:
    body = DublinCoreXml().render(record)

    assert xml_lines(body) == golden(f"oai_dc_{record.kind}.xml")


@BOTH_KINDS
def test_the_json_of_a_record_is_what_it_has_always_been(record: ShownRecord) -> None:
    body = DublinCoreJson().render(record)

    assert json_lines(body) == golden(f"oai_dc_{record.kind}.json")


@BOTH_KINDS
def test_the_same_record_always_gives_the_same_bytes(record: ShownRecord) -> None:
    xml, json = DublinCoreXml(), DublinCoreJson()

    assert xml.render(record) == xml.render(record)
    assert json.render(record) == json.render(record)


def test_both_syntaxes_say_the_same_texts() -> None:
    record = output()

    xml = etree.fromstring(DublinCoreXml().render(record))
    json = loaded(DublinCoreJson().render(record))

    in_json = [
        value if isinstance(value, str) else value["@value"]
        for element, values in json.items()
        if not element.startswith("@")
        for value in values
    ]
    assert [element.text for element in xml] == in_json


def test_the_landing_page_is_the_first_identifier_and_files_follow() -> None:
    record = output(files=(file("a.pdf"), file("b.odt")))

    assert said(record, "identifier") == [record.url, *(f.url for f in record.files)]


def test_rights_are_the_address_of_the_licence_and_nothing_vague() -> None:
    assert said(output(), "rights") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_an_event_has_no_licence_to_speak_of() -> None:
    assert said(event(), "rights") == []


def test_the_type_is_told_by_coar_label_and_address_first() -> None:
    types = said(output(output_type="statistics"), "type")

    assert types[:2] == ["dataset", "http://purl.org/coar/resource_type/c_ddb1"]


@pytest.mark.parametrize("term", tuple(vocabulary("output_types")), ids=lambda term: str(term.code))
def test_every_output_type_can_be_told(term: Term) -> None:
    types = said(output(output_type=term.code), "type")

    assert len(types) >= 2


def test_languages_are_told_by_three_letters() -> None:
    assert said(output(languages=("fi", "el")), "language") == ["fin", "ell"]


def test_coverage_is_the_countries_each_once_by_name() -> None:
    organisations = tuple(
        organisation(name, country, "partner", None)
        for name, country in [("A", "EL"), ("B", "FI"), ("C", "EL")]
    )

    record = output(partnership=partnership(organisations=organisations))

    assert said(record, "coverage") == ["Greece", "Finland"]


def test_an_event_is_covered_by_its_place_and_days() -> None:
    assert said(event(), "coverage") == ["Tampere, Finland", "Online", "2021-05-20/2021-05-21"]


def test_an_invented_partnership_does_not_claim_money_of_the_union() -> None:
    record = output(partnership=partnership(demonstration=True))

    descriptions = " ".join(said(record, "description"))

    assert "Co-funded" not in descriptions
    assert "Demonstration data" in descriptions


def test_codes_that_no_list_knows_are_told_as_they_are() -> None:
    record = output(output_type="hologram", licence="WTFPL", languages=("tlh",))

    assert said(record, "type") == ["hologram"]
    assert said(record, "rights") == ["WTFPL"]
    assert said(record, "language") == ["tlh"]


@given(
    title=st.text(st.characters(codec=None)),
    language=st.text(max_size=12),
    summary=st.text(st.characters(codec=None)),
    keyword=st.text(st.characters(codec=None)),
)
def test_whatever_people_write_the_xml_is_valid_and_the_json_is_json(
    title: str, language: str, summary: str, keyword: str
) -> None:
    record = output(titles={language: title}, summaries={language: summary}, keywords=(keyword,))

    element = etree.fromstring(DublinCoreXml().render(record))
    object_ = loaded(DublinCoreJson().render(record))

    assert SCHEMA.validate(element), SCHEMA.error_log
    assert object_["identifier"][0] == record.url


def test_control_characters_are_left_out() -> None:
    record = output(titles={"en": "A\x00 ti\x0btle\ufffe\ud800"})

    assert said(record, "title") == ["A title"]
