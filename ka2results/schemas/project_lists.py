"""Whole project lists: which layout they have, and what every row says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace

from ka2results.domain.entries import ImportedProject, ParticipationEntry
from ka2results.domain.project_numbers import parse_project_number
from ka2results.errors import InvalidInput
from ka2results.schemas.project_layouts import (
    OwnOrganisation,
    OwnParticipation,
    own_participation,
    read_commission,
    read_oph,
    read_own,
)
from ka2results.schemas.project_rows import ReadRow

Rows = Iterable[tuple[int, Mapping[str, str]]]
"""Line number and cells by column; the header stands on line 1."""


@dataclass(frozen=True)
class Remark:
    """Something odd in one line of a list."""

    line: int
    message: str
    file: str = ""
    """Name of the file when it stands beside the list."""

    @property
    def place(self) -> str:
        """`line 84`, or `organisations.csv line 84`."""
        return f"{self.file} line {self.line}".strip()


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


def read_list(columns: Collection[str], rows: Rows) -> ProjectList:
    """Read every row; rows of the same project become one project.

    Args:
        columns: names in the header.
        rows: the lines below it.

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
        remarks += [Remark(line, f"{text}; {end}") for text in read.remarks]
        remarks += [Remark(line, f"{text}; loaded as it stands") for text in read.notes]
        if read.project is None:
            left_out += 1
            continue
        number = read.project.entry.number or ""
        projects[number] = _merged(projects.get(number), read.project)
    return ProjectList(layout.name, tuple(projects.values()), tuple(remarks), left_out)


def add_participations(
    found: ProjectList, organisations: Rows, participations: Rows
) -> ProjectList:
    """Add to a list what the two files beside it say."""
    known, remarks = {}, list(found.remarks)
    for line, cells in organisations:
        values, odd = OwnOrganisation().read(cells)
        remarks += _odd_cells("organisations.csv", line, odd)
        known[values.get("org_id") or ""] = values
    parts: dict[str, list[ParticipationEntry]] = defaultdict(list)
    numbers = {project.entry.number for project in found.projects}
    for line, cells in participations:
        values, odd = OwnParticipation().read(cells)
        remarks += _odd_cells("participations.csv", line, odd)
        number, entry = _tidy(values.get("number") or ""), own_participation(values, known)
        if number not in numbers:
            reason = f"project “{number}” is not in the list; left out"
            remarks.append(Remark(line, reason, "participations.csv"))
        elif entry is None:
            reason = "the organisation has no name or no country; left out"
            remarks.append(Remark(line, reason, "participations.csv"))
        else:
            parts[number].append(entry)
    projects = (
        replace(p, participations=_once((*p.participations, *parts[p.entry.number or ""])))
        for p in found.projects
    )
    return replace(found, projects=tuple(projects), remarks=tuple(remarks))


def _tidy(number: str) -> str:
    parsed = parse_project_number(number)
    return parsed.text if parsed else number


def _odd_cells(file: str, line: int, odd: list[str]) -> list[Remark]:
    return [Remark(line, f"{text}; loaded without it", file) for text in odd]


def _layout(columns: Collection[str]) -> _Layout:
    for layout in _LAYOUTS:
        if layout.columns <= set(columns):
            return layout
    wanted = "; ".join(
        f"a {layout.name} has {', '.join(sorted(layout.columns))}" for layout in _LAYOUTS
    )
    raise InvalidInput({"header": [f"These columns are of no list that is known: {wanted}."]})


def _merged(known: ImportedProject | None, project: ImportedProject) -> ImportedProject:
    """Join two rows of a project: a school partnership has a row for each school.

    The last row wins where facts differ; an empty cell wins nothing.
    """
    if known is None:
        return project
    names = [field.name for field in fields(project.entry)]
    told = {name: value for name in names if (value := getattr(project.entry, name))}
    participations = _once((*known.participations, *project.participations))
    return ImportedProject(replace(known.entry, **told), participations)


def _once(entries: tuple[ParticipationEntry, ...]) -> tuple[ParticipationEntry, ...]:
    """Each organisation once: as coordinator where a list says so anywhere, else as last said."""
    found: dict[str, ParticipationEntry] = {}
    for entry in entries:
        of = entry.organisation
        key = of.oid or of.pic or of.source_key or f"{of.country} {of.name}"
        found[key] = _joined(found[key], entry) if key in found else entry
    return tuple(found.values())


def _joined(known: ParticipationEntry, entry: ParticipationEntry) -> ParticipationEntry:
    keeps_role = known.role == "coordinator" or entry.role == "unknown"
    grant = known.grant_cents if entry.grant_cents is None else entry.grant_cents
    return replace(
        entry,
        role=known.role if keeps_role else entry.role,
        row_code=entry.row_code or known.row_code,
        grant_cents=grant,
    )
