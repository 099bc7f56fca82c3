"""Numbers of Key Action 2 projects: read, tidied, and what they tell.

Source: Erasmus+ project lists 2014-2025; `docs/reference/project-numbers.md` lists the patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIELDS = {
    "SCH": "school",
    "VET": "vet",
    "HED": "higher-education",
    "HE": "higher-education",
    "ADU": "adult",
    "YOU": "youth",
}
_FIELD_OF_ACTION = {
    "KA200": "cross-sectoral",
    "KA201": "school",
    "KA202": "vet",
    "KA203": "higher-education",
    "KA204": "adult",
    "KA205": "youth",
    "KA219": "school",
    "KA229": "school",
}
_AGENCY_2014 = re.compile(
    r"(?P<year>201[4-9]|2020)-(?P<round>[123])-(?P<agency>[A-Z]{2}0[1-9])-(?P<action>KA2\d\d)"
    r"(?:-(?P<field>SCH|VET|HED|HE|ADU|YOU))?-(?P<serial>\d{6})(?:_(?P<row>\d{1,2}))?",
    re.ASCII,
)
_AGENCY_2021 = re.compile(
    r"(?P<year>202[1-7])-(?P<round>[123])-(?P<agency>[A-Z]{2}0[1-9])-(?P<action>KA2[12]0)"
    r"-(?P<field>SCH|VET|HED|ADU|YOU)-(?P<serial>\d{9})(?:_(?P<row>\d{1,2}))?",
    re.ASCII,
)
_CENTRAL_2014 = re.compile(
    r"\d{6}-EPP-1-(?P<year>20\d\d)-1-[A-Z]{2}-(?P<action>EPPKA2-[A-Z0-9-]+)", re.ASCII
)
_CENTRAL_2021 = re.compile(r"101\d{6}", re.ASCII)
_LETTER_FOR_ZERO = re.compile(r"(?<=-)([A-Z]{2})O([1-9])(?=-)")


@dataclass(frozen=True)
class ProjectNumber:
    """A project number in its tidy form, with the facts that it holds."""

    text: str
    """Without the row suffix of school partnerships (`_8`)."""
    call_year: int | None = None
    call_round: int | None = None
    agency: str | None = None
    """National agency code such as FI01; none for projects run centrally."""
    action: str | None = None
    """Action code, with its field where the number has one: KA202, KA220-VET."""
    field: str | None = None
    """Code of the vocabulary `fields`."""
    row: int | None = None
    """Index of one school in a school partnership."""


def parse_project_number(text: str) -> ProjectNumber | None:
    """Read a project number as people write it.

    Spaces are dropped, letters made capital, and a letter O standing for the zero of an agency
    code is mended (`FRO1`).

    Returns:
        None when the text is no project number.
    """
    tidy = _LETTER_FOR_ZERO.sub(r"\g<1>0\2", re.sub(r"\s+", "", text).upper())
    match = _AGENCY_2014.fullmatch(tidy) or _AGENCY_2021.fullmatch(tidy)
    if match:
        return _of_agency(match)
    if match := _CENTRAL_2014.fullmatch(tidy):
        return ProjectNumber(tidy, call_year=int(match["year"]), action=match["action"])
    return ProjectNumber(tidy) if _CENTRAL_2021.fullmatch(tidy) else None


def _of_agency(match: re.Match[str]) -> ProjectNumber:
    action, field, row = match["action"], match["field"], match["row"]
    return ProjectNumber(
        text=match.string.split("_")[0],
        call_year=int(match["year"]),
        call_round=int(match["round"]),
        agency=match["agency"],
        action=f"{action}-{field}" if field else action,
        field=_FIELDS[field] if field else _FIELD_OF_ACTION.get(action),
        row=int(row) if row else None,
    )
