"""Project lists as they come: every layout, every oddity that was seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ka2results.cli.importing import read_projects
from ka2results.errors import InvalidInput
from tests.importing.rows import LATER, OPH, OWN, read


def test_a_row_of_our_own_list_becomes_a_project() -> None:
    (project,) = read(OWN).projects

    assert project.entry.number == "2015-1-DE02-KA202-009012"
    assert (project.entry.starts_on, project.entry.ends_on) == (
        date(2015, 9, 1),
        date(2017, 8, 31),
    )
    assert project.entry.topics == ("Health, wellbeing", "Youth")


def test_a_finnish_row_tells_organisation_grant_and_dates() -> None:
    (project,) = read(OPH).projects
    (part,) = project.participations

    assert project.entry.number == "2016-1-TR01-KA219-033862"
    assert project.entry.starts_on == date(2016, 9, 1)
    assert (part.organisation.oid, part.organisation.country) == ("E10160651", "FI")
    assert part.organisation.organisation_type == "EPLUS-ENT-SME"
    assert part.row_code == "2016-1-TR01-KA219-033862_8"
    assert part.grant_cents == 24968300
    assert part.role == "partner"


def test_schools_of_one_partnership_become_one_project_with_each_school() -> None:
    second = {**OPH, "ProjectCode": "2016-1-TR01-KA219-033862_2", "PIC": "E10000002"}

    (project,) = read(OPH, second).projects

    assert [part.organisation.oid for part in project.participations] == ["E10160651", "E10000002"]


def test_an_organisation_listed_twice_takes_part_once_as_coordinator() -> None:
    (project,) = read(OPH, {**OPH, "Role": "APP"}, OPH).projects

    assert [part.role for part in project.participations] == ["coordinator"]


@pytest.mark.parametrize(
    ("starts", "ends", "months", "expected"),
    [
        ("1.1.2024", "31.12.2024", "12", (date(2024, 1, 1), date(2024, 12, 31))),
        ("11/01/2021", "10/31/2024", "36", (date(2021, 11, 1), date(2024, 10, 31))),
        ("12.01.21", "11/30/2024", "36", (date(2021, 12, 1), date(2024, 11, 30))),
        ("01/01/2023", "30/12/2023", "12", (date(2023, 1, 1), date(2023, 12, 30))),
        ("02/01/2022", "07/31/2023", "18", (date(2022, 2, 1), date(2023, 7, 31))),
    ],
)
def test_days_in_any_order_are_read_by_what_fits_the_duration(
    starts: str, ends: str, months: str, expected: tuple[date, date]
) -> None:
    row = {
        **LATER, "ProjectStartDate": starts, "ProjectEndDate": ends, "DurationInMonths": months
    }  # fmt: skip

    (project,) = read(row).projects

    assert (project.entry.starts_on, project.entry.ends_on) == expected


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("ProjectStartDate", "30/02/2019", "“30/02/2019” is no day"),
        ("Initial awarded grant(IAG)", "a lot", "“a lot” is no amount"),
        ("DurationInMonths", "two years", "“two years” is no whole number"),
        ("OrganisationType", "Circus", "“Circus” is no type"),
        ("CountryDescription", "Atlantis", "“Atlantis” is no country"),
    ],
)
def test_an_odd_cell_is_told_by_line_and_the_rest_is_loaded(
    column: str, value: str, words: str
) -> None:
    found = read({**OPH, column: value})

    assert len(found.projects) == 1
    remark = found.remarks[0]
    assert remark.place == "line 2"
    assert words in remark.message
    assert remark.message.endswith("loaded without it")


@pytest.mark.parametrize(
    ("column", "value"), [("ProjectCode", "cove-2021-aedil"), ("ProjectTitle", " ")]
)
def test_a_row_without_number_or_title_is_told_and_left_out(column: str, value: str) -> None:
    found = read({**OPH, column: value}, OPH)

    assert len(found.projects) == 1
    assert found.left_out == 1
    assert found.remarks[0].place == "line 2"
    assert found.remarks[0].message.endswith("left out")


@pytest.mark.parametrize("cell", ["#PUUTTUU!", "#PUUTTUU", "#N/A", ""])
def test_the_errors_of_a_spreadsheet_are_empty_cells(cell: str) -> None:
    found = read({**OPH, "City": cell, "Acronym": cell})

    (project,) = found.projects
    assert project.participations[0].organisation.city is None
    assert found.remarks == ()


def test_a_list_that_nobody_knows_is_refused_with_what_is_known(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("a,b\n1,2\n")

    with pytest.raises(InvalidInput, match="Project Identifier"):
        read_projects(file)


def test_a_list_with_semicolons_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(";".join(OPH) + "\n" + ";".join(OPH.values()) + "\n", "utf-8-sig")

    assert len(read_projects(file).projects) == 1


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"\xff\xfe\x00"), ("a.json", b"{")])
def test_a_broken_file_is_refused_in_words(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(InvalidInput, match=r"a\.(csv|json)"):
        read_projects(file)
