"""The words of events, the same for every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ka2results.domain.records import EventFacts
from ka2results.formats.event_words import (
    days_in_iso,
    days_in_words,
    event_in_english,
    kind_in_english,
    place_else_online,
    place_of,
)
from tests.formats.builders import event, output


def facts(**changes: Any) -> EventFacts:
    known = event().event
    assert known
    return replace(known, **changes)


@pytest.mark.parametrize(
    ("last", "iso", "words"),
    [
        (None, "2021-05-20", "20 May 2021"),
        (date(2021, 5, 20), "2021-05-20", "20 May 2021"),
        (date(2021, 6, 1), "2021-05-20/2021-06-01", "20 May – 1 Jun 2021"),
    ],
)
def test_an_event_has_a_day_or_several(last: date | None, iso: str, words: str) -> None:
    happened = facts(ends_on=last)

    assert days_in_iso(happened) == iso
    assert days_in_words(happened, "en_GB").replace("\u2009", " ") == words


def test_an_event_without_a_day_has_no_words_for_it() -> None:
    unknown = facts(starts_on=None, ends_on=None)

    assert (days_in_iso(unknown), days_in_words(unknown, "en_GB")) == ("", "")


def test_a_place_is_what_is_known_of_it_in_lines() -> None:
    spread = facts(venue="Town\n hall", city="")

    assert place_of(spread, "Suomi") == ("Town hall", "Suomi")
    assert place_of(spread, "Suomi", venue=False) == ("Suomi",)


def test_online_stands_for_a_place_where_there_is_none() -> None:
    nowhere = facts(venue="", city="", country=None)

    assert place_else_online(nowhere, "", "verkossa") == ("verkossa",)
    assert place_else_online(replace(nowhere, online=False), "", "verkossa") == ()
    assert place_else_online(facts(), "Suomi", "verkossa") == ("Town hall", "Tampere", "Suomi")


def test_an_event_is_told_in_one_sentence() -> None:
    told = "Multiplier event, 2021-05-20/2021-05-21, Town hall, Tampere, Finland, online"

    assert event_in_english(facts()) == told


def test_every_record_has_a_kind() -> None:
    assert kind_in_english(event()) == "Multiplier event"
    assert kind_in_english(output(output_type=None)) == "Intellectual output"
    assert kind_in_english(output()) == "Handbook, guide, tutorial or compendium"
