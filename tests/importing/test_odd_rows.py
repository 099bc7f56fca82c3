"""What is odd in a row is told by line; the rest of the row is loaded."""

from __future__ import annotations

import pytest

from ka2results.schemas.project_lists import add_participations
from tests.importing.rows import COMMISSION, LATER, OPH, OWN, read


def test_a_row_of_the_commission_tells_all_partners() -> None:
    (project,) = read(COMMISSION).projects

    assert project.entry.summaries == {"en": "Short summary."}
    assert project.entry.topics == ("Intercultural learning", "Youth")
    countries = [(p.role, p.organisation.country) for p in project.participations]
    assert countries == [("coordinator", "LI"), ("partner", "EL")]


def test_rows_of_other_key_actions_are_left_out_for_one_reason() -> None:
    mobility = {**COMMISSION, "Project Identifier": "2014-1-LI01-KA101-000001"}
    youth = {**COMMISSION, "Project Identifier": "2014-1-LI01-KA347-000002"}

    found = read(COMMISSION, mobility, youth)

    assert found.left_out == 2
    assert len({remark.message for remark in found.remarks}) == 1
    assert "another key action" in found.remarks[0].message


def test_a_partner_without_a_country_is_told() -> None:
    found = read({**COMMISSION, "Partner 1 country": ""})

    assert len(found.projects[0].participations) == 1
    assert found.remarks[0].message == (
        "Partner 1 name: “Diakonie” has no country; loaded without it"
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("https://example.eu/start", "https://example.eu/start"),
        ("www.example.eu", "http://www.example.eu"),
        ("example.eu/project?id=1", "http://example.eu/project?id=1"),
        ("javascript:alert(1)", None),
        ("see our page", None),
    ],
)
def test_only_web_addresses_become_links(written: str, read_as: str | None) -> None:
    found = read({**COMMISSION, "Project Website": written})

    assert found.projects[0].entry.website == read_as
    assert bool(found.remarks) == (read_as is None)


@pytest.mark.parametrize(
    ("codes", "names", "topics"),
    [
        ("TOPIC-1_TOPIC-2", "Youth work_Recognition, transparency, certification",
         ("Youth work", "Recognition, transparency, certification")),
        ("TOPIC-1,TOPIC-2", "Youth work,Recognition, transparency, certification",
         ("Youth work", "Recognition, transparency, certification")),
        ("TOPIC-1", "Recognition, transparency, certification",
         ("Recognition, transparency, certification",)),
        ("", "#PUUTTUU!", ()),
    ],
)  # fmt: skip
def test_topics_are_parted_as_their_codes_are(
    codes: str, names: str, topics: tuple[str, ...]
) -> None:
    (earlier,) = read({**OPH, "Topics": codes, "TopicDescriptions": names}).projects
    (later,) = read({**LATER, "Topic Code": codes, "Topic Name": names}).projects

    assert earlier.entry.topics == later.entry.topics == topics


@pytest.mark.parametrize(
    ("value", "oid", "pic"),
    [("E10160651", "E10160651", None), ("949581234", None, "949581234"), ("#N/A", None, None)],
)
def test_the_column_pic_holds_oids_and_pics(value: str, oid: str | None, pic: str | None) -> None:
    (project,) = read({**OPH, "PIC": value}).projects

    organisation = project.participations[0].organisation
    assert (organisation.oid, organisation.pic) == (oid, pic)


def test_a_project_that_ends_before_it_begins_is_loaded_without_days() -> None:
    found = read({**OWN, "start": "2019-09-01", "end": "2018-08-31"})

    entry = found.projects[0].entry
    assert (entry.starts_on, entry.ends_on) == (None, None)
    assert "ends before it begins; loaded without it" in found.remarks[0].message


def test_days_that_contradict_the_duration_are_told_and_loaded() -> None:
    found = read({**OWN, "duration_months": "30"})

    assert found.projects[0].entry.duration_months == 30
    assert found.projects[0].entry.starts_on is not None
    assert found.remarks[0].message.endswith("are not 30 months; loaded as it stands")


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [("sector", "circus", "vet"), ("title_lang_guess", "tlh", "vet")],
)
def test_unknown_codes_never_stop_a_row(column: str, value: str, field: str) -> None:
    found = read({**OWN, column: value})

    assert found.projects[0].entry.field == field
    assert found.projects[0].entry.titles == {"en": "Care"}
    assert f"“{value}” is no" in found.remarks[0].message


def test_an_empty_cell_of_a_later_row_takes_nothing_away() -> None:
    first = {**OPH, "Acronym": "EAW"}
    second = {**OPH, "ProjectCode": "2016-1-TR01-KA219-033862_2", "PIC": "E10000002",
              "Acronym": "", "ProjectStartDate": "#N/A"}  # fmt: skip

    (project,) = read(first, second).projects

    assert project.entry.acronym == "EAW"
    assert project.entry.starts_on is not None


def test_participations_beside_a_list_join_its_projects() -> None:
    organisations = [{"org_id": "E10000001", "name": "Lyceum", "country": "GR"},
                     {"org_id": "x-club", "name": "Club", "country": "Greece"}]  # fmt: skip
    participations = [
        {"number": " 2015-1-de02-KA202-009012", "org_id": "E10000001", "role": "coordinator",
         "grant_eur": "22890.0"},
        {"number": OWN["number"], "org_id": "x-club", "role": "partner"},
        {"number": "cove-2021-aedil", "org_id": "x-club", "role": "partner"},
        {"number": OWN["number"], "org_id": "x-nobody"},
    ]  # fmt: skip

    found = add_participations(read(OWN), enumerate(organisations, 2), enumerate(participations, 2))

    parts = found.projects[0].participations
    assert [(p.organisation.oid, p.organisation.source_key) for p in parts] == [
        ("E10000001", None),
        (None, "x-club"),
    ]
    assert parts[0].grant_cents == 2289000
    assert {p.organisation.country for p in parts} == {"EL"}
    assert [remark.place for remark in found.remarks] == [
        "participations.csv line 4",
        "participations.csv line 5",
    ]
