"""The layouts of project lists that are known, one schema each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ka2results.domain.entries import ParticipationEntry
from ka2results.schemas.project_rows import ReadRow, Row, participation_of, project_of
from ka2results.schemas.project_values import (
    ERROR_CELLS,
    AmountCell,
    Cell,
    CountCell,
    CountryCell,
    DayCell,
    ListCell,
    NumberCell,
    OrganisationIdCell,
    OrganisationTypeCell,
    TermCell,
    WebAddressCell,
)

_COORDINATOR = {
    "name": "Coordinating organisation name",
    "organisation_type": "Coordinating organisation type",
    "region": "Coordinator's region",
    "country": "Coordinator's country",
}
_PARTNER = {
    "name": "Partner {} name",
    "organisation_type": "Partner {} organisation type",
    "region": "Partner {} region",
    "country": "Partner {} country",
}
_MOST_PARTNERS = 100


class OwnRow(Row):
    """Layout of `projects.csv`, with organisations and participations in files beside it."""

    number = NumberCell()
    call_year = CountCell()
    field = TermCell("fields", "field", data_key="sector")
    title = Cell()
    language = TermCell("languages", "language", data_key="title_lang_guess")
    acronym = Cell()
    months = CountCell(data_key="duration_months")
    starts = DayCell(data_key="start")
    ends = DayCell(data_key="end")
    topics = ListCell("|")
    summary = Cell()
    summary_language = TermCell("languages", "language", data_key="summary_lang")
    website = WebAddressCell()
    project_card = WebAddressCell()
    source = Cell()


class OwnOrganisation(Row):
    """Layout of `organisations.csv`."""

    org_id = Cell()
    name = Cell()
    organisation_type = OrganisationTypeCell(data_key="type")
    city = Cell()
    region = Cell()
    country = CountryCell()


class OwnParticipation(Row):
    """Layout of `participations.csv`."""

    number = Cell()
    row_code = Cell()
    org_id = Cell()
    organisation = Cell()
    country = CountryCell()
    role = Cell()
    grant_cents = AmountCell(data_key="grant_eur")


def read_own(row: Mapping[str, str]) -> ReadRow:
    """Read a row of `projects.csv`."""
    values, remarks = OwnRow().read(row)
    return project_of(values, (), remarks)


def own_participation(
    values: Mapping[str, Any], organisations: Mapping[str, Mapping[str, Any]]
) -> ParticipationEntry | None:
    """Join a row of `participations.csv` with its organisation; none without name or country."""
    key = values.get("org_id") or ""
    known = organisations.get(key, {})
    joined = {
        **values,
        **known,
        "name": known.get("name") or values.get("organisation"),
        "country": known.get("country") or values.get("country"),
        "oid" if _is_oid(key) else "source_key": key or None,
    }
    return participation_of(joined)


def _is_oid(key: str) -> bool:
    return len(key) == 9 and key.startswith("E") and key[1:].isdecimal()


class OphRow(Row):
    """Layouts of the Finnish National Agency, 2014-2020: one row for each organisation.

    Some lack `PIC`, the column of OIDs.
    """

    number = NumberCell(data_key="ProjectCode")
    call_year = CountCell(data_key="CallYear")
    title = Cell(data_key="ProjectTitle")
    acronym = Cell(data_key="Acronym")
    months = CountCell(data_key="DurationInMonths")
    starts = DayCell(data_key="ProjectStartDate")
    ends = DayCell(data_key="ProjectEndDate")
    topics = Cell(data_key="TopicDescriptions")
    topic_codes = Cell(data_key="Topics")
    row_code = Cell(data_key="ProjectCode", load_only=True)
    role = Cell(data_key="Role")
    organisation_id = OrganisationIdCell(data_key="PIC")
    name = Cell(data_key="NameInLatinCharacterSet")
    organisation_type = OrganisationTypeCell(data_key="OrganisationType")
    city = Cell(data_key="City")
    region = Cell(data_key="CountryRegionDescription")
    country = CountryCell(data_key="CountryDescription")
    grant_cents = AmountCell(data_key="Initial awarded grant(IAG)")


class OphLaterRow(OphRow):
    """The same since 2021: other names of columns, and short years written month first."""

    starts = DayCell(data_key="ProjectStartDate", month_first_with_short_year=True)
    ends = DayCell(data_key="ProjectEndDate", month_first_with_short_year=True)
    topics = Cell(data_key="Topic Name")
    topic_codes = Cell(data_key="Topic Code")


def read_oph(row: Mapping[str, str]) -> ReadRow:
    """Read a row of a list of the Finnish National Agency.

    Where the list tells no country, all its organisations are Finnish.
    """
    schema = OphLaterRow() if "Topic Name" in row else OphRow()
    values, remarks = schema.read({"CountryDescription": "Finland", **row})
    key = values.get("organisation_id")
    values["oid" if key and key.startswith("E") else "pic"] = key
    values["topics"] = _topics(values.get("topics") or "", values.get("topic_codes") or "")
    values["source"] = "oph"
    part = participation_of(values)
    if part is None and values.get("number"):
        remarks.append("the organisation has no name or no country")
    return project_of(values, (part,) if part else (), remarks)


def _topics(names: str, codes: str) -> list[str]:
    # Names hold commas with a space behind them; where commas part the codes, commas without a
    # space part the names. Elsewhere underscores part both.
    parts = re.split(r",(?=\S)" if "," in codes else "_", names)
    stripped = (part.strip() for part in parts)
    return [part for part in stripped if part and not ERROR_CELLS.fullmatch(part)]


class CommissionRow(Row):
    """Layout of the European Commission: all partners in one wide row."""

    number = NumberCell(data_key="Project Identifier")
    call_year = CountCell(data_key="Call year")
    title = Cell(data_key="Project Title")
    summary = Cell(data_key="Project Summary")
    topics = ListCell(";", data_key="Topics")
    website = WebAddressCell(data_key="Project Website")
    project_card = WebAddressCell(data_key="Results Platform Project Card")


class CommissionOrganisation(Row):
    """One organisation of the wide row, its columns renamed."""

    name = Cell()
    organisation_type = OrganisationTypeCell()
    region = Cell()
    country = CountryCell()


def read_commission(row: Mapping[str, str]) -> ReadRow:
    """Read a row of the European Commission's list."""
    values, remarks = CommissionRow().read(row)
    values["source"] = "ec"
    parts = []
    for names, role in _columns(row) if values.get("number") else ():
        cells = {field: row.get(column, "") for field, column in names.items()}
        organisation, odd = CommissionOrganisation().read(cells)
        if not organisation["name"]:
            continue
        remarks += [f"{names['name']}, {remark}" for remark in odd]
        part = participation_of(organisation, default_role=role)
        if part is None:
            remarks.append(f"{names['name']}: “{organisation['name']}” has no country")
        else:
            parts.append(part)
    return project_of(values, tuple(parts), remarks)


def _columns(row: Mapping[str, str]) -> Iterator[tuple[Mapping[str, str], str]]:
    yield _COORDINATOR, "coordinator"
    for n in range(1, _MOST_PARTNERS):
        if row.get(f"Partner {n} name"):
            yield {field: column.format(n) for field, column in _PARTNER.items()}, "partner"
