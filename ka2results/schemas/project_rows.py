"""One row of each project list that is known, by layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError

from ka2results.domain.entries import (
    ImportedProject,
    OrganisationEntry,
    ParticipationEntry,
    PartnershipEntry,
)
from ka2results.domain.project_numbers import ProjectNumber
from ka2results.schemas.project_values import (
    AmountCell,
    Cell,
    CountCell,
    CountryCell,
    DayCell,
    ListCell,
    NumberCell,
    OrganisationTypeCell,
    likely_span,
)

_ROLES = {
    "app": "coordinator",
    "coordinator": "coordinator",
    "pa": "partner",
    "partner": "partner",
    "associated partner": "associated",
    "affiliated entity": "affiliated",
}
_FIELDS = {"VET": "vet", "SCH": "school"}
_NEEDED = ("number", "title")


@dataclass(frozen=True)
class ReadRow:
    """What a row says, and what was odd in it; no project when the row is left out."""

    project: ImportedProject | None
    remarks: tuple[str, ...]


class _Row(Schema):
    class Meta:
        unknown = EXCLUDE

    def read(self, row: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
        """Load what can be loaded; odd cells are told and left out.

        Cells that a row lacks altogether count as empty.
        """
        empty = {(f.data_key or name): "" for name, f in self.fields.items()}
        try:
            return self.load({**empty, **row}), []
        except ValidationError as error:
            messages = dict(error.normalized_messages())  # type: ignore[no-untyped-call]  # marshmallow leaves it untyped
            keys = {f.data_key or name: name for name, f in self.fields.items()}
            remarks = [f"{key}: {' '.join(texts)}" for key, texts in messages.items()]
            values = dict.fromkeys(self.fields)
            values |= {keys.get(k, k): v for k, v in dict(error.valid_data).items()}  # type: ignore[arg-type]  # a mapping for one row
            return values, remarks


class OwnRow(_Row):
    """Layout of `projects.csv`, with organisations and participations in files beside it."""

    number = NumberCell()
    call_year = CountCell()
    action = Cell()
    field = Cell(data_key="sector")
    title = Cell()
    language = Cell(data_key="title_lang_guess")
    acronym = Cell()
    months = CountCell(data_key="duration_months")
    starts = DayCell(data_key="start")
    ends = DayCell(data_key="end")
    topics = ListCell("|")
    summary = Cell()
    summary_language = Cell(data_key="summary_lang")
    website = Cell()
    project_card = Cell()
    source = Cell()


class OphRow(_Row):
    """Layouts of the Finnish National Agency: one row for each participating organisation."""

    number = NumberCell(data_key="ProjectCode")
    call_year = CountCell(data_key="CallYear")
    title = Cell(data_key="ProjectTitle")
    acronym = Cell(data_key="Acronym")
    months = CountCell(data_key="DurationInMonths")
    starts = DayCell(data_key="ProjectStartDate")
    ends = DayCell(data_key="ProjectEndDate")
    topics = ListCell("_", data_key="TopicDescriptions")
    row_code = Cell(data_key="ProjectCode", load_only=True)
    role = Cell(data_key="Role")
    oid = Cell(data_key="PIC")
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
    topics = ListCell("_", data_key="Topic Name")


class CommissionRow(_Row):
    """Layout of the European Commission's project list: all partners in one wide row."""

    number = NumberCell(data_key="Project Identifier")
    call_year = CountCell(data_key="Call year")
    title = Cell(data_key="Project Title")
    summary = Cell(data_key="Project Summary")
    topics = ListCell(";", data_key="Topics")
    website = Cell(data_key="Project Website")
    project_card = Cell(data_key="Results Platform Project Card")


class CommissionOrganisation(_Row):
    """One organisation of that wide row, its columns renamed."""

    name = Cell()
    organisation_type = OrganisationTypeCell()
    region = Cell()
    country = CountryCell()


def read_own(row: Mapping[str, str]) -> ReadRow:
    """Read a row of `projects.csv`."""
    values, remarks = OwnRow().read(row)
    return _project(values, (), remarks)


def read_oph(row: Mapping[str, str]) -> ReadRow:
    """Read a row of a list of the Finnish National Agency; it lists Finnish organisations only."""
    schema = OphLaterRow() if "Topic Name" in row else OphRow()
    values, remarks = schema.read({"CountryDescription": "Finland", **row})
    values["source"] = "oph"
    participation = _participation(values, default_role="unknown")
    return _project(values, (participation,) if participation else (), remarks)


def read_commission(row: Mapping[str, str]) -> ReadRow:
    """Read a row of the European Commission's list."""
    values, remarks = CommissionRow().read(row)
    values["source"] = "ec"
    columns = [(_COORDINATOR, "coordinator")]
    columns += [(_partner(n), "partner") for n in range(1, 100) if f"Partner {n} name" in row]
    participations = []
    for names, role in columns:
        cells = {field: row.get(column, "") for field, column in names.items()}
        if not cells["name"].strip():
            continue
        organisation, odd = CommissionOrganisation().read(cells)
        remarks += [f"{names['name']}, {remark}" for remark in odd]
        entry = _participation({**organisation, "role": role}, default_role=role)
        participations += [entry] if entry else []
    return _project(values, tuple(participations), remarks)


_COORDINATOR = {
    "name": "Coordinating organisation name",
    "organisation_type": "Coordinating organisation type",
    "region": "Coordinator's region",
    "country": "Coordinator's country",
}


def _partner(n: int) -> dict[str, str]:
    parts = {
        "name": "name",
        "organisation_type": "organisation type",
        "region": "region",
        "country": "country",
    }
    return {field: f"Partner {n} {words}" for field, words in parts.items()}


def _project(
    values: Mapping[str, Any],
    participations: tuple[ParticipationEntry, ...],
    remarks: list[str],
) -> ReadRow:
    number: ProjectNumber | None = values.get("number")
    if number is None or not values.get("title"):
        reason = remarks or ["the row has no title"]
        return ReadRow(None, tuple(reason))
    months = values.get("months")
    starts_on, ends_on = likely_span(values.get("starts") or (), values.get("ends") or (), months)
    entry = PartnershipEntry(
        titles={values.get("language") or "en": values["title"]},
        acronym=values.get("acronym") or "",
        number=number.text,
        field=values.get("field") or number.field,
        action=number.action,
        call_year=values.get("call_year") or number.call_year,
        agency=number.agency,
        starts_on=starts_on,
        ends_on=ends_on,
        duration_months=months,
        topics=tuple(values.get("topics") or ()),
        website=values.get("website"),
        project_card=values.get("project_card"),
        source=values.get("source"),
    )
    if values.get("summary"):
        language = values.get("summary_language") or "en"
        entry = replace(entry, summaries={language: values["summary"]})
    return ReadRow(ImportedProject(entry, participations), tuple(remarks))


def _participation(values: Mapping[str, Any], *, default_role: str) -> ParticipationEntry | None:
    if not values.get("name") or not values.get("country"):
        return None
    organisation = OrganisationEntry(
        name=values["name"],
        country=values["country"],
        oid=values.get("oid"),
        organisation_type=values.get("organisation_type"),
        city=values.get("city"),
        region=values.get("region"),
    )
    role = _ROLES.get((values.get("role") or "").casefold(), default_role)
    return ParticipationEntry(organisation, role, values.get("row_code"), values.get("grant_cents"))


class OwnOrganisation(_Row):
    """Layout of `organisations.csv`."""

    org_id = Cell()
    name = Cell()
    organisation_type = OrganisationTypeCell(data_key="type")
    city = Cell()
    region = Cell()
    country = CountryCell()


class OwnParticipation(_Row):
    """Layout of `participations.csv`."""

    number = Cell()
    row_code = Cell()
    org_id = Cell()
    organisation = Cell()
    country = CountryCell()
    role = Cell()
    grant_cents = AmountCell(data_key="grant_eur")


def own_participation(
    values: Mapping[str, Any], organisations: Mapping[str, Mapping[str, Any]]
) -> ParticipationEntry | None:
    """Join a row of `participations.csv` with its organisation; none without name or country."""
    key = values.get("org_id") or ""
    known = organisations.get(key, {})
    joined = {
        **known,
        "name": known.get("name") or values.get("organisation"),
        "country": known.get("country") or values.get("country"),
    }
    entry = _participation({**values, **joined}, default_role="unknown")
    if entry is None:
        return None
    identified = {"oid": key} if _is_oid(key) else {"source_key": key or None}
    organisation = replace(entry.organisation, oid=None)
    return replace(entry, organisation=replace(organisation, **identified))


def _is_oid(key: str) -> bool:
    return len(key) == 9 and key.startswith("E") and key[1:].isdecimal()
