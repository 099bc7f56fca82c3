"""Project numbers, as the programme writes them and as people do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.domain.project_numbers import ProjectNumber, parse_project_number


def test_a_number_of_the_first_programme_tells_year_round_agency_action_and_field() -> None:
    assert parse_project_number("2015-1-FI01-KA202-009012") == ProjectNumber(
        "2015-1-FI01-KA202-009012", 2015, 1, "FI01", "KA202", "vet"
    )


def test_a_number_of_the_second_programme_names_its_field() -> None:
    assert parse_project_number("2021-1-FI01-KA220-HED-000027535") == ProjectNumber(
        "2021-1-FI01-KA220-HED-000027535", 2021, 1, "FI01", "KA220-HED", "higher-education"
    )


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        (" 2017-1-DE03-KA203- 036719 ", "2017-1-DE03-KA203-036719"),
        ("2016-1-fro1-ka201-023900", "2016-1-FR01-KA201-023900"),
        ("2016-1-LTO1-KA204-023230", "2016-1-LT01-KA204-023230"),
        ("2016-1-TR01-KA219-033862_8", "2016-1-TR01-KA219-033862"),
        ("2020-1-UK01-KA226-VET-094572", "2020-1-UK01-KA226-VET-094572"),
        ("554187-EPP-1-2014-1-IE-EPPKA2-KA", "554187-EPP-1-2014-1-IE-EPPKA2-KA"),
        ("101055555", "101055555"),
    ],
)
def test_what_people_write_is_made_tidy(written: str, tidy: str) -> None:
    number = parse_project_number(written)

    assert number is not None
    assert number.text == tidy


def test_the_row_of_a_school_is_kept_apart_from_the_number() -> None:
    number = parse_project_number("2016-1-TR01-KA219-033862_8")

    assert number is not None
    assert number.row == 8


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cove-2021-01",
        "2022-FR01-KA220-VET-000012345",
        "2014-1-DE02-KA202-001",
        "2013-1-DE02-KA202-001234",
        "2014-4-DE02-KA202-001234",
        "٢٠١٥-1-FI01-KA202-009012",
    ],
)
def test_anything_else_is_no_project_number(text: str) -> None:
    assert parse_project_number(text) is None


@given(st.text(max_size=80))
def test_reading_is_total_and_tidy_numbers_stay_as_they_are(text: str) -> None:
    number = parse_project_number(text)

    if number is not None:
        again = parse_project_number(number.text)
        assert again is not None
        assert again.text == number.text
