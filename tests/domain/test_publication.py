"""What a record must have before the public may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ka2results.domain.publication import (
    EventNeeds,
    OutputFacts,
    missing_in_event,
    missing_in_output,
)
from ka2results.domain.vocabulary import vocabulary

OUTPUT = OutputFacts(
    titles={"fi": "Käsikirja"},
    summaries={"fi": "Opettajille."},
    output_type="handbook",
    languages=("fi",),
    licence="CC-BY-SA-4.0",
    files=1,
)
EVENT = EventNeeds(
    titles={"en": "Seminar"},
    summaries={"en": "A day."},
    starts_on=date(2022, 5, 1),
    ends_on=None,
    country="FI",
    online=False,
    published_outputs=1,
)


def test_a_complete_output_lacks_nothing() -> None:
    assert missing_in_output(OUTPUT) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"titles": {}}, "title"),
        ({"summaries": {}}, "summary"),
        ({"output_type": None}, "output_type"),
        ({"languages": ()}, "languages"),
        ({"licence": None}, "licence"),
        ({"licence": "Proprietary"}, "licence"),
        ({"licence": "CC-BY-ND-4.0"}, "licence"),
        ({"licence": "CC-BY-NC-ND-4.0"}, "licence"),
        ({"files": 0}, "files"),
    ],
)
def test_each_missing_fact_of_an_output_is_named_by_its_field(
    change: dict[str, object], field: str
) -> None:
    facts = replace(OUTPUT, **change)  # type: ignore[arg-type]  # a table of any facts

    assert [missing.field for missing in missing_in_output(facts)] == [field]


def test_an_empty_output_lacks_everything_at_once() -> None:
    empty = OutputFacts({}, {}, None, (), None, 0)

    fields = [missing.field for missing in missing_in_output(empty)]

    assert fields == ["title", "summary", "output_type", "languages", "licence", "files"]


def test_every_licence_that_allows_changes_is_accepted() -> None:
    for licence in vocabulary("licences"):
        missing = missing_in_output(replace(OUTPUT, licence=licence.code))

        assert (not missing) == licence.facts["adaptation"], licence.code


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"online": True, "country": None}, []),
        ({"ends_on": date(2022, 5, 2)}, []),
        ({"country": None}, ["country"]),
        ({"starts_on": None}, ["starts_on"]),
        ({"ends_on": date(2022, 4, 30)}, ["ends_on"]),
        ({"published_outputs": 0}, ["presents"]),
        ({"titles": {}, "summaries": {}}, ["title", "summary"]),
    ],
)
def test_what_an_event_lacks(change: dict[str, object], fields: list[str]) -> None:
    needs = replace(EVENT, **change)  # type: ignore[arg-type]  # a table of any facts

    assert [missing.field for missing in missing_in_event(needs)] == fields
