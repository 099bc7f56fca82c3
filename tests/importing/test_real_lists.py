"""The real lists beside the checkout, whole."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from ka2results.cli.importing import load, read_projects
from ka2results.domain.listing import PartnershipQuery
from ka2results.domain.project_numbers import parse_project_number
from ka2results.services.house import Services
from tests import data_beside

RAW = data_beside.FOLDER / "raw"
OLD, NEW = "oph_2014-2020_applicants_layoutB_2020-11-25", "oph_2014-2020_snapshot_2021-10-26"


@pytest.mark.real_data
@data_beside.needed
def test_the_real_projects_are_loaded_once_and_stay_the_same(services: Services) -> None:
    found = read_projects(data_beside.FOLDER / "projects.csv")

    first, second = load(services, found), load(services, found)

    assert found.left_out == 2
    assert all("cove-2021" in r.message for r in found.remarks if "left out" in r.message)
    assert (first.added, first.updated, first.unchanged) == (1029, 0, 0)
    assert (second.added, second.updated, second.unchanged) == (0, 0, 1029)
    assert services.catalogue.partnerships(PartnershipQuery())[1] == 1029


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
    with (data_beside.FOLDER / "participations.csv").open(encoding="utf-8") as stream:
        codes = {row["row_code"] or row["number"] for row in csv.DictReader(stream)}

    unread = {code for code in codes if parse_project_number(code) is None}

    assert all(code.startswith("cove-2021") for code in unread)


@pytest.mark.real_data
@data_beside.needed
@pytest.mark.parametrize("names", [(OLD, NEW), (NEW, OLD)])
def test_two_lists_of_the_same_projects_double_nothing(
    services: Services, names: tuple[str, str]
) -> None:
    for name in names:
        load(services, read_projects(RAW / f"{name}.csv"))

    pages, total = services.catalogue.partnerships(PartnershipQuery(page_size=1000))
    coordinators = Counter(
        sum(organisation.role == "coordinator" for organisation in page.partnership.organisations)
        for page in pages
    )
    assert total == 784
    # One town is listed under two names that no rule of spelling brings together.
    assert coordinators[2] == 1
    assert max(coordinators) == 2


@pytest.mark.real_data
@data_beside.needed
def test_the_snapshots_leave_what_the_whole_list_knows(services: Services) -> None:
    load(services, read_projects(data_beside.FOLDER / "projects.csv"))
    before = roles(services)

    for file in sorted(RAW.glob("oph_2021*.csv")):
        load(services, read_projects(file))

    assert roles(services) == before


@pytest.mark.real_data
@data_beside.needed
def test_every_row_has_as_many_topics_as_codes_of_topics() -> None:
    with (RAW / f"{OLD}.csv").open(encoding="utf-8-sig") as stream:
        codes = {row["ProjectCode"]: row["Topics"].split(",") for row in csv.DictReader(stream)}

    for project in read_projects(RAW / f"{OLD}.csv").projects:
        assert len(project.entry.topics) == len(codes[project.entry.number or ""])


@pytest.mark.real_data
@data_beside.needed
def test_empty_values_in_json_are_empty_cells(tmp_path: Path) -> None:
    record = json.loads((RAW / "ec_ka2_export_record.json").read_text("utf-8"))
    record["Project Website"] = record["Partner 1 region"] = None
    (tmp_path / "list.json").write_text(json.dumps([record]), "utf-8")

    (project,) = read_projects(tmp_path / "list.json").projects

    assert project.entry.website is None
    assert "None" not in {part.organisation.region for part in project.participations}


def roles(services: Services) -> Counter[str]:
    pages, _ = services.catalogue.partnerships(PartnershipQuery(page_size=2000))
    return Counter(o.role for page in pages for o in page.partnership.organisations)
