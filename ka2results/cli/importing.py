"""Loads lists of projects."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from ka2results.cli.desk import Desk, pass_desk, with_progress
from ka2results.domain.entries import ParticipationEntry
from ka2results.errors import InvalidInput
from ka2results.schemas.project_lists import (
    ProjectList,
    Remark,
    has_files_beside,
    read_list,
    read_participations,
)
from ka2results.services.house import Services
from ka2results.services.importing import ImportCounts

BATCH = 200
"""Projects in one transaction."""


@click.group(name="import")
def import_() -> None:
    """Load lists from files."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_desk
def projects(desk: Desk, file: Path) -> None:
    """Load the projects of FILE as partnerships; a second run updates them.

    Known are: a project list with organisations.csv and participations.csv beside it, the lists
    of the Finnish National Agency for Education, and the European Commission's list as CSV or
    JSON. Odd lines are reported with the reason; the rest is loaded.
    """
    with desk.services() as services:
        found = read_projects(file)
        for remark in found.remarks:
            click.echo(f"{remark.place}: {remark.message}", err=True)
        counts = load(services, found)
    click.echo(
        f"{found.layout}: {len(found.projects)} projects: {counts.added} added, "
        f"{counts.updated} updated, {counts.unchanged} unchanged; {found.left_out} rows left out."
    )


def load(services: Services, found: ProjectList) -> ImportCounts:
    """Load a list in batches."""
    counts = ImportCounts()
    starts = range(0, len(found.projects), BATCH)
    for start in with_progress(starts, "Loading projects", len(starts)):
        counts += services.importing.load(found.projects[start : start + BATCH])
    return counts


def read_projects(file: Path) -> ProjectList:
    """Read a list and, where its layout has them, the files beside it.

    Raises:
        InvalidInput: the file is no list that is known, or is not UTF-8.
    """
    if file.suffix == ".json":
        rows = _json_rows(file)
        return read_list(rows[0].keys() if rows else (), enumerate(rows, 1))
    columns = _columns(file)
    beside: Mapping[str, tuple[ParticipationEntry, ...]] = {}
    remarks: tuple[Remark, ...] = ()
    others = [file.with_name(f"{name}.csv") for name in ("organisations", "participations")]
    if has_files_beside(columns) and all(other.exists() for other in others):
        beside, remarks = read_participations(*(_rows(other) for other in others))
    found = read_list(columns, _rows(file), beside)
    return ProjectList(found.layout, found.projects, (*found.remarks, *remarks), found.left_out)


def _json_rows(file: Path) -> list[Mapping[str, str]]:
    try:
        found = json.loads(_text(file))
    except json.JSONDecodeError as error:
        raise InvalidInput({"file": [f"{file.name} is no JSON: {error}."]}) from error
    rows = found if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in rows):
        raise InvalidInput({"file": [f"{file.name} holds no list of projects."]})
    return [{key: str(value) for key, value in row.items()} for row in rows]


def _columns(file: Path) -> list[str]:
    text = _text(file)
    return next(csv.reader(io.StringIO(text), delimiter=_delimiter(text)), [])


def _rows(file: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    text = _text(file)
    reader = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text), restval="")
    for row in reader:
        row.pop(None, None)  # cells beyond the header
        yield reader.line_num, row


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            {"file": [f"{file.name} is not UTF-8; save it as “CSV UTF-8” and try again."]}
        ) from error


def _delimiter(beginning: str) -> str:
    header = beginning.split("\n", 1)[0]
    return ";" if header.count(";") > header.count(",") else ","
