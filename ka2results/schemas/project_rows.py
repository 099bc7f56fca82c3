"""What the rows of all project lists share: cells become a project, odd cells are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError

from ka2results.domain.entries import (
    ImportedProject,
    OrganisationEntry,
    ParticipationEntry,
    PartnershipEntry,
)
from ka2results.domain.project_numbers import ProjectNumber
from ka2results.schemas.project_values import likely_span, months_between

_ROLES = {
    "app": "coordinator",
    "coordinator": "coordinator",
    "pa": "partner",
    "partner": "partner",
    "associated partner": "associated",
    "affiliated entity": "affiliated",
}


@dataclass(frozen=True)
class ReadRow:
    """What a row says, and what was odd in it."""

    project: ImportedProject | None
    """None when the row is left out."""
    remarks: tuple[str, ...]
    """Why something, or all of the row, is not loaded."""
    notes: tuple[str, ...] = ()
    """What looks wrong and is loaded as it stands."""


class Row(Schema):
    """One row of a list; columns that it does not name are ignored."""

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


def project_of(
    values: Mapping[str, Any],
    participations: tuple[ParticipationEntry, ...],
    remarks: list[str],
) -> ReadRow:
    """Make a project of the values of a row; none without number or title."""
    number: ProjectNumber | None = values.get("number")
    if number is None or not values.get("title"):
        return ReadRow(None, tuple(remarks or ["the row has no title"]))
    months = values.get("months")
    starts_on, ends_on = likely_span(values.get("starts") or (), values.get("ends") or (), months)
    notes = []
    if starts_on and ends_on and ends_on < starts_on:
        remarks = [*remarks, f"{starts_on} to {ends_on} ends before it begins"]
        starts_on = ends_on = None
    elif starts_on and ends_on and months not in (None, months_between(starts_on, ends_on)):
        notes = [f"{starts_on} to {ends_on} are not {months} months"]
    entry = PartnershipEntry(
        titles={values.get("language") or "en": values["title"]},
        summaries=_summaries(values),
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
    return ReadRow(ImportedProject(entry, participations), tuple(remarks), tuple(notes))


def participation_of(
    values: Mapping[str, Any], *, default_role: str = "unknown"
) -> ParticipationEntry | None:
    """Make a participation of the values of a row; none without name or country."""
    if not values.get("name") or not values.get("country"):
        return None
    organisation = OrganisationEntry(
        name=values["name"],
        country=values["country"],
        oid=values.get("oid"),
        pic=values.get("pic"),
        source_key=values.get("source_key"),
        organisation_type=values.get("organisation_type"),
        city=values.get("city"),
        region=values.get("region"),
    )
    role = _ROLES.get((values.get("role") or "").casefold(), default_role)
    return ParticipationEntry(organisation, role, values.get("row_code"), values.get("grant_cents"))


def _summaries(values: Mapping[str, Any]) -> dict[str, str] | None:
    if not values.get("summary"):
        return None
    return {values.get("summary_language") or "en": values["summary"]}
