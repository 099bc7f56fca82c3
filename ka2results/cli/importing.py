"""Loads lists of projects."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from ka2results.cli.desk import Desk, examples, pass_desk, with_progress
from ka2results.errors import InvalidInput
from ka2results.schemas.project_lists import (
    ProjectList,
    Remark,
    add_participations,
    has_files_beside,
    read_list,
)
from ka2results.services.house import Services
from ka2results.services.importing import ImportCounts

BATCH = 200
"""Projects in one transaction."""
_MOST_LINES = 5
"""Lines that are named when the same thing is odd in many."""


@click.group(name="import")
def import_() -> None:
    """Load lists from files."""


@import_.command(
    short_help="Load projects as partnerships.", epilog=examples("import projects projects.csv")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--every-line", is_flag=True, help="Name every odd line, not only the first few.")
@pass_desk
def projects(desk: Desk, file: Path, every_line: bool) -> None:
    """Load the projects of FILE as partnerships; a second run updates them.

    Known are: a project list with organisations.csv and participations.csv beside it, the lists
    of the Finnish National Agency for Education, and the European Commission's list as CSV or
    JSON. Odd lines are reported with the reason; the rest is loaded.
    """
    with desk.services() as services:
        found = read_projects(file)
        for sentence in _told(found.remarks, most=None if every_line else _MOST_LINES):
            click.echo(sentence, err=True)
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
    found = read_list(columns, _rows(file))
    others = [file.with_name(f"{name}.csv") for name in ("organisations", "participations")]
    if has_files_beside(columns) and all(other.exists() for other in others):
        return add_participations(found, *(_rows(other) for other in others))
    return found


def _told(remarks: Iterable[Remark], most: int | None) -> Iterator[str]:
    """Say each remark once, with the lines that it is about."""
    lines: dict[tuple[str, str], list[int]] = defaultdict(list)
    for remark in remarks:
        lines[remark.file, remark.message].append(remark.line)
    for (file, message), found in lines.items():
        named = ", ".join(str(line) for line in found[:most])
        more = len(found) - len(found[:most])
        rest = f" and {more} more" if more else ""
        word = "line" if len(found) == 1 else "lines"
        yield f"{file} {word} {named}{rest}: {message}".strip()


def _json_rows(file: Path) -> list[Mapping[str, str]]:
    try:
        found = json.loads(_text(file))
    except json.JSONDecodeError as error:
        raise InvalidInput({"file": [f"{file.name} is no JSON: {error}."]}) from error
    rows = found if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in rows):
        raise InvalidInput({"file": [f"{file.name} holds no list of projects."]})
    return [{key: _cell(value) for key, value in row.items()} for row in rows]


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _columns(file: Path) -> list[str]:
    text = _text(file)
    return next(csv.reader(io.StringIO(text), delimiter=_delimiter(text)), [])


def _rows(file: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    text = _text(file)
    reader = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text), restval="")
    line = 2
    try:
        for row in reader:
            row.pop(None, None)  # cells beyond the header
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInput({file.name: [f"line {line} cannot be read: {error}."]}) from error


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
