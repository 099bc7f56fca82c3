"""Project lists as they come: every layout, every oddity that was seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ka2results.cli.importing import load, read_projects
from ka2results.domain.project_numbers import parse_project_number
from ka2results.errors import InvalidInput
from ka2results.schemas.project_lists import ProjectList, read_list
from ka2results.services.house import Services
from tests import data_beside

OPH = {
    "ProjectCode": "2016-1-TR01-KA219-033862_8",
    "ProjectTitle": "EUROPE AS A WORKSPACE",
    "NameInLatinCharacterSet": "Äänekosken lukio",
    "PIC": "E10160651",
    "Role": "PA",
    "OrganisationType": "Small and medium sized enterprise",
    "City": "Äänekoski",
    "CountryRegionDescription": "Keski-Suomi",
    "CountryDescription": "Finland",
    "CallYear": "2016",
    "DurationInMonths": "24",
    "ProjectStartDate": "01.09.16",
    "ProjectEndDate": "31.08.18",
    "Initial awarded grant(IAG)": "249\u00a0683,00 €",
    "TopicDescriptions": "Osaaminen_Kielet",
}
OWN = {
    "number": "2015-1-DE02-KA202-009012",
    "title": "Care",
    "sector": "vet",
    "start": "2015-09-01",
    "end": "2017-08-31",
    "duration_months": "24",
    "topics": "Health, wellbeing | Youth",
}
LATER = {
    **{k: v for k, v in OPH.items() if k not in {"TopicDescriptions", "CountryDescription"}},
    "ProjectCode": "2021-1-FI01-KA220-HED-000032232",
    "Topic Name": "Employability_Roma and/or other minorities",
}


def read(*rows: dict[str, str]) -> ProjectList:
    return read_list(rows[0].keys(), enumerate(rows, 2))


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
    (remark,) = found.remarks
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


def test_a_row_of_the_commission_tells_all_partners() -> None:
    row = {
        "Project Identifier": "2014-1-LI01-KA200-000005",
        "Project Title": "Community Education",
        "Call year": "2014",
        "Topics": "Intercultural learning; Youth",
        "Project Summary": "Short summary.",
        "Coordinating organisation name": "Institut",
        "Coordinating organisation type": "Other",
        "Coordinator's country": "LI",
        "Partner 1 name": "Diakonie",
        "Partner 1 organisation type": "Foundation",
        "Partner 1 country": "GR",
        "Partner 2 name": "",
    }

    (project,) = read(row).projects

    assert project.entry.summaries == {"en": "Short summary."}
    assert project.entry.topics == ("Intercultural learning", "Youth")
    countries = [(p.role, p.organisation.country) for p in project.participations]
    assert countries == [("coordinator", "LI"), ("partner", "EL")]


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


def test_a_second_run_changes_nothing_and_a_later_list_updates(services: Services) -> None:
    first = load(services, read(OPH))
    second = load(services, read(OPH))
    later = load(services, read({**OPH, "ProjectEndDate": "31.12.18", "Acronym": ""}))

    assert (first.added, second.unchanged, later.updated) == (1, 1, 1)
    pages, total = services.catalogue.partnerships("workspace", 1, 10)
    assert total == 1
    assert pages[0].ends_on == date(2018, 12, 31)


@pytest.mark.real_data
@data_beside.needed
def test_the_real_projects_are_loaded_once_and_stay_the_same(services: Services) -> None:
    found = read_projects(data_beside.FOLDER / "projects.csv")

    first, second = load(services, found), load(services, found)

    assert found.left_out == 2
    assert all("cove-2021" in r.message for r in found.remarks if "left out" in r.message)
    assert (first.added, first.updated, first.unchanged) == (1029, 0, 0)
    assert (second.added, second.updated, second.unchanged) == (0, 0, 1029)
    assert services.catalogue.partnerships("", 1, 1)[1] == 1029


@pytest.mark.real_data
@data_beside.needed
def test_every_raw_layout_is_read_whole(services: Services) -> None:
    files = sorted((data_beside.FOLDER / "raw").glob("*.*"))
    assert len(files) == 6

    for file in files:
        found = read_projects(file)
        assert found.left_out == 0, file.name
        load(services, found)
        assert load(services, found).updated == 0, file.name
        spans = [(p.entry.starts_on, p.entry.ends_on) for p in found.projects]
        assert all(s < e for s, e in spans if s and e), file.name


@pytest.mark.real_data
@data_beside.needed
def test_every_number_of_the_real_lists_is_read() -> None:
    import csv

    with (data_beside.FOLDER / "participations.csv").open(encoding="utf-8") as stream:
        codes = {row["row_code"] or row["number"] for row in csv.DictReader(stream)}

    unread = {code for code in codes if parse_project_number(code) is None}

    assert all(code.startswith("cove-2021") for code in unread)
