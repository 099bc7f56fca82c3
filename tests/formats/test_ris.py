"""RIS: tagged lines that every program for references reads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.domain.records import ShownRecord
from ka2results.formats.ris import Ris

from .builders import event, organisation, output, partnership
from .letters import lettered
from .reading import golden

TAGGED = re.compile(r"[A-Z][A-Z0-9]  - .*")


def lines(record: ShownRecord) -> list[tuple[str, str]]:
    body = Ris("Results of Example").render(record).decode()
    assert body.endswith("\r\n")
    pairs = [line.split("  - ", 1) for line in body.removesuffix("\r\n").split("\r\n")]
    return [(tag, value) for tag, value in pairs]


def said(record: ShownRecord, tag: str) -> list[str]:
    return [value for name, value in lines(record) if name == tag]


@pytest.mark.parametrize(
    ("name", "record"), [("output", output()), ("event", event()), ("letters", lettered())]
)
def test_a_reference_is_what_it_has_always_been(name: str, record: ShownRecord) -> None:
    body = Ris("Results of Example").render(record).decode()

    assert body.replace("\r\n", "\n") == golden(f"ris_{name}.ris")


def test_institutions_end_in_a_comma_so_that_no_name_is_taken_apart() -> None:
    record = output(
        partnership=partnership(
            organisations=(
                organisation("University of Oulu, Faculty *1", "FI", "coordinator", None),
                organisation("Beispiel Akademie", "DE", "partner", None),
            )
        )
    )

    assert said(record, "AU") == ["University of Oulu – Faculty 1,", "Beispiel Akademie,"]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [("handbook", "RPRT"), ("statistics", "DATA"), ("video", "VIDEO"), (None, "RPRT")],
)
def test_the_type_follows_the_kind_of_output(kind: str | None, tag: str) -> None:
    assert said(output(output_type=kind), "TY") == [tag]


def test_a_reference_says_when_it_was_published_and_where() -> None:
    record = output()

    assert (said(record, "PY"), said(record, "DA")) == (["2026"], ["2026/01/04/"])
    assert said(record, "UR") == [record.url]
    assert said(record, "LA") == ["en, fi, el"]
    assert said(record, "PB") == ["Results of Example"]


def test_an_event_tells_its_days_and_place_in_a_note() -> None:
    assert said(event(), "N1")[0] == (
        "Multiplier event, 2021-05-20/2021-05-21, Town hall, Tampere, Finland, online"
    )


def test_a_licence_that_no_list_knows_is_told_by_its_code() -> None:
    assert "Licence: WTFPL" in said(output(licence="WTFPL"), "N1")


@given(text=st.text(st.characters(codec=None)), name=st.text(min_size=1))
def test_whatever_people_write_every_line_is_a_tag_with_its_text(text: str, name: str) -> None:
    institutions = (organisation(name, "FI", "coordinator", None),)
    record = output(
        titles={"en": text},
        summaries={"en": text},
        keywords=(text,),
        partnership=partnership(organisations=institutions, acronym="GUIDE"),
    )

    body = Ris("Results of Example").render(record).decode()

    every = body.split("\r\n")
    assert every.pop() == ""
    assert all(TAGGED.fullmatch(line) for line in every)
    assert [line[:2] for line in every].count("TY") == 1
    assert every[-1] == "ER  - "
