"""Days in forms: those of this century, or none."""

from __future__ import annotations

from datetime import date

import pytest
from marshmallow import ValidationError

from ka2results.messages import Message
from ka2results.schemas.texts import Day


@pytest.mark.parametrize("day", ["2000-01-01", "2026-05-31", "2099-12-31"])
def test_days_of_this_century_are_taken(day: str) -> None:
    assert Day().deserialize(day) == date.fromisoformat(day)


def test_an_empty_field_is_no_day() -> None:
    assert Day().deserialize("") is None


@pytest.mark.parametrize("day", ["0001-05-31", "0202-05-31", "1999-12-31", "2100-01-01"])
def test_other_days_are_refused_in_words(day: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Day().deserialize(day)

    assert refused.value.messages == ["Enter a day from 2000 to 2099."]
    assert isinstance(refused.value.messages[0], Message)
