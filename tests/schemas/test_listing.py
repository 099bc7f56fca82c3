"""The arguments of the list of partnerships: none is a trap, wrong ones are told in words."""

from __future__ import annotations

import pytest

from ka2results.domain.listing import PartnershipQuery
from ka2results.errors import InvalidInput
from ka2results.schemas.listing import PartnershipArguments
from ka2results.schemas.reading import load_lists


def asked(**arguments: str) -> PartnershipQuery:
    loaded = load_lists(PartnershipArguments(), {name: [v] for name, v in arguments.items()})
    assert isinstance(loaded, PartnershipQuery)
    return loaded


def test_an_address_without_arguments_asks_for_everything() -> None:
    assert asked() == PartnershipQuery()


def test_every_filter_is_loaded() -> None:
    query = asked(
        q=" care ", country="EL", agency="FI01", year="2020", field="vet", topic="ict", page="3"
    )

    assert query == PartnershipQuery("care", "EL", "FI01", 2020, "vet", "ict", page=3)
    assert query.filters == {
        "country": "EL", "agency": "FI01", "year": "2020", "field": "vet", "topic": "ict",
    }  # fmt: skip


def test_empty_and_unknown_arguments_are_ignored() -> None:
    assert asked(q="", country="", year="", utm_source="mail", page="") == PartnershipQuery()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("country", "GR", "choose another"),
        ("country", "Finland", "choose another"),
        ("agency", "FI1", "such as FI01"),
        ("agency", "fi01", "such as FI01"),
        ("year", "1999", "2014 to 2027"),
        ("year", "last", "2014 to 2027"),
        ("field", "sport", "choose another"),
        ("topic", "x" * 201, "at most 200"),
        ("topic", "a\x00b", "cannot be shown"),
        ("page", "0", "from 1"),
        ("page", "two", "by its number"),
    ],
)
def test_a_wrong_value_is_told_with_its_argument(name: str, value: str, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        asked(**{name: value})

    assert list(caught.value.errors) == [name]
    assert words in caught.value.errors[name][0]
