"""Whole project lists: which layout they have, and what every row says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from ka2results.domain.entries import ImportedProject, ParticipationEntry
from ka2results.errors import InvalidInput
from ka2results.schemas.project_rows import (
    OwnOrganisation,
    OwnParticipation,
    ReadRow,
    own_participation,
    read_commission,
    read_oph,
    read_own,
)

Rows = Iterable[tuple[int, Mapping[str, str]]]
"""Line number and cells by column; the header stands on line 1."""


@dataclass(frozen=True)
class Remark:
    """Something odd in one line of a list."""

    place: str
    """`line 84`, with the name of the file when it stands beside the list."""
    message: str


@dataclass(frozen=True)
class ProjectList:
    """What a list says: each project once, in the order of the list."""

    layout: str
    projects: tuple[ImportedProject, ...]
    remarks: tuple[Remark, ...]
    left_out: int
    """Rows that could not be loaded at all."""


@dataclass(frozen=True)
class _Layout:
    name: str
    columns: frozenset[str]
    read: Callable[[Mapping[str, str]], ReadRow]


_LAYOUTS = (
    _Layout("project list", frozenset({"number", "title", "sector"}), read_own),
    _Layout(
        "list of the Finnish National Agency",
        frozenset({"ProjectCode", "ProjectTitle", "NameInLatinCharacterSet"}),
        read_oph,
    ),
    _Layout(
        "list of the European Commission",
        frozenset({"Project Identifier", "Project Title", "Coordinating organisation name"}),
        read_commission,
    ),
)


def has_files_beside(columns: Collection[str]) -> bool:
    """Tell whether this layout keeps organisations and participations in files beside it."""
    return _layout(columns).read is read_own


def read_list(
    columns: Collection[str],
    rows: Rows,
    beside: Mapping[str, tuple[ParticipationEntry, ...]] | None = None,
) -> ProjectList:
    """Read every row; rows of the same project become one project.

    Args:
        columns: names in the header.
        rows: the lines below it.
        beside: participations by project number, from files beside the list.

    Raises:
        InvalidInput: the header is that of no layout that is known.
    """
    layout = _layout(columns)
    projects: dict[str, ImportedProject] = {}
    remarks: list[Remark] = []
    left_out = 0
    for line, cells in rows:
        read = layout.read(cells)
        end = "loaded without it" if read.project else "left out"
        remarks += [Remark(f"line {line}", f"{text}; {end}") for text in read.remarks]
        if read.project is None:
            left_out += 1
            continue
        number = read.project.entry.number or ""
        projects[number] = _merged(projects.get(number), read.project)
    joined = (_with_beside(project, beside or {}) for project in projects.values())
    return ProjectList(layout.name, tuple(joined), tuple(remarks), left_out)


def read_participations(
    organisations: Rows, participations: Rows
) -> tuple[dict[str, tuple[ParticipationEntry, ...]], tuple[Remark, ...]]:
    """Read the two files beside a project list.

    Returns:
        Participations by project number, and what was odd.
    """
    known, remarks = {}, []
    for line, cells in organisations:
        values, odd = OwnOrganisation().read(cells)
        remarks += _odd_cells(f"organisations.csv line {line}", odd)
        known[values.get("org_id") or ""] = values
    found: dict[str, list[ParticipationEntry]] = defaultdict(list)
    for line, cells in participations:
        place = f"participations.csv line {line}"
        values, odd = OwnParticipation().read(cells)
        remarks += _odd_cells(place, odd)
        entry = own_participation(values, known)
        if entry is None:
            remarks.append(Remark(place, "the organisation has no name or no country; left out"))
        else:
            found[values.get("number") or ""].append(entry)
    return {number: tuple(entries) for number, entries in found.items()}, tuple(remarks)


def _odd_cells(place: str, odd: list[str]) -> list[Remark]:
    return [Remark(place, f"{text}; loaded without it") for text in odd]


def _layout(columns: Collection[str]) -> _Layout:
    for layout in _LAYOUTS:
        if layout.columns <= set(columns):
            return layout
    wanted = "; ".join(
        f"a {layout.name} has {', '.join(sorted(layout.columns))}" for layout in _LAYOUTS
    )
    raise InvalidInput({"header": [f"These columns are of no list that is known: {wanted}."]})


def _merged(known: ImportedProject | None, project: ImportedProject) -> ImportedProject:
    # A school partnership has a row for each school; the last row wins where facts differ.
    before = known.participations if known else ()
    return replace(project, participations=_once((*before, *project.participations)))


def _with_beside(
    project: ImportedProject, beside: Mapping[str, tuple[ParticipationEntry, ...]]
) -> ImportedProject:
    more = beside.get(project.entry.number or "", ())
    return replace(project, participations=_once((*project.participations, *more)))


def _once(entries: tuple[ParticipationEntry, ...]) -> tuple[ParticipationEntry, ...]:
    """Each organisation once: as coordinator where a list says so anywhere, else as last said."""
    found: dict[str, ParticipationEntry] = {}
    for entry in entries:
        organisation = entry.organisation
        key = organisation.oid or organisation.source_key or organisation.name
        if found.get(key, entry).role != "coordinator" or entry.role == "coordinator":
            found[key] = entry
    return tuple(found.values())
