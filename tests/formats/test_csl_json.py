"""CSL-JSON: what programs for references exchange."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.domain.records import EventFacts, ShownRecord
from ka2results.domain.vocabulary import Term, vocabulary
from ka2results.formats.csl_json import CslJson

from .builders import event, output, partnership
from .letters import lettered
from .reading import golden

TYPES = {"report", "dataset", "webpage", "software", "motion_picture", "graphic"}


def item(record: ShownRecord) -> dict[str, Any]:
    [only] = orjson.loads(CslJson("Results of Example").render(record))
    return dict(only)


@pytest.mark.parametrize(
    ("name", "record"), [("output", output()), ("event", event()), ("letters", lettered())]
)
def test_an_item_is_what_it_has_always_been(name: str, record: ShownRecord) -> None:
    body = CslJson("Results of Example").render(record)

    assert body.decode() == golden(f"csl_{name}.json")


def test_institutions_are_literal_names_the_coordinator_first() -> None:
    assert item(output())["author"] == [
        {"literal": "Esimerkin ammattiopisto"},
        {"literal": "Beispiel Akademie"},
        {"literal": "Σχολή Παράδειγμα"},
    ]


@pytest.mark.parametrize("term", tuple(vocabulary("output_types")), ids=lambda term: str(term.code))
def test_every_output_type_has_a_type_of_csl(term: Term) -> None:
    assert item(output(output_type=term.code))["type"] in TYPES


def test_the_language_is_that_of_the_title() -> None:
    told = item(output(titles={"fi": "Ohjauskortit"}, languages=("en", "fi")))

    assert (told["title"], told["language"]) == ("Ohjauskortit", "fi")


def test_an_event_of_one_day_has_one_date() -> None:
    facts = event().event
    assert facts is not None
    day = facts.starts_on
    one_day = EventFacts(day, day, "", "", None, online=True, local_participants=0,
                         foreign_participants=0)  # fmt: skip

    told = item(event(event=one_day))

    assert told["event-date"] == {"date-parts": [[2021, 5, 20]]}
    assert told["event-place"] == "Online"


def test_an_invented_partnership_does_not_claim_money_of_the_union() -> None:
    told = item(output(partnership=partnership(demonstration=True)))

    assert told["note"].startswith("Demonstration data")


def test_what_nobody_said_is_left_out() -> None:
    told = item(output(summaries={}, keywords=(), licence=None, published_at=None))

    assert not {"abstract", "keyword", "license", "issued"} & told.keys()


@given(text=st.text(st.characters(codec=None)))
def test_whatever_people_write_it_is_json_with_texts_of_one_line(text: str) -> None:
    told = item(output(titles={"en": text}, summaries={"en": text}, keywords=(text,)))

    assert all("\n" not in value for value in told.values() if isinstance(value, str))
