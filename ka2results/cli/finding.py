"""Commands that find and show records, and save their files."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from ka2results.cli.desk import (
    Desk,
    as_json,
    examples,
    pass_desk,
    person,
    print_json,
    with_progress,
)
from ka2results.domain.languages import best
from ka2results.domain.records import ShownRecord
from ka2results.domain.search import FACETS, Sort
from ka2results.schemas.api import RecordAnswer
from ka2results.schemas.reading import load_lists
from ka2results.schemas.search import SearchArguments
from ka2results.services.house import Services

_looking = click.option(
    "--as", "email", default=None, metavar="EMAIL", help="Needed to see drafts."
)


@click.command(
    name="list",
    short_help="List records, drafts too for members.",
    epilog=examples(
        "records list", "records list PARTNERSHIP", "records list --as anna@example.org"
    ),
)
@click.argument("partnership", default="")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@_looking
@as_json
@pass_desk
def list_(desk: Desk, partnership: str, limit: int, email: str | None, json_wanted: bool) -> None:
    """List what was published last, or the records of PARTNERSHIP.

    With --as and without PARTNERSHIP: the records of all partnerships of that person.
    """
    with desk.services() as services:
        found = _records(services, partnership, limit, email)
    if json_wanted:
        print_json(RecordAnswer(many=True).dump(found[:limit]))
        return
    for record in found[:limit]:
        click.echo(f"{_line(record)}  ({record.status.value})")
    if len(found) > limit:
        click.echo(f"... and {len(found) - limit} more", err=True)


def _records(
    services: Services, partnership: str, limit: int, email: str | None
) -> Sequence[ShownRecord]:
    by = person(services, email) if email else None
    if partnership:
        return services.catalogue.partnership(partnership, by=by).records
    if by is not None:
        pages = services.catalogue.my_partnerships(by=by)
        return [record for page in pages for record in page.records]
    return services.catalogue.newest(limit)


@click.command(epilog=examples("records show PID", "records show PID --as anna@example.org"))
@click.argument("pid")
@_looking
@as_json
@pass_desk
def show(desk: Desk, pid: str, email: str | None, json_wanted: bool) -> None:  # noqa: ARG001  # there is one form only
    """Show a record as JSON, with or without --json."""
    with desk.services() as services:
        by = person(services, email) if email else None
        record = services.catalogue.landing(pid, by=by).record
    print_json(RecordAnswer().dump(record))


@click.command(
    short_help="Find published records.",
    epilog=examples(
        "records search humidity",
        "records search compost --filter type=handbook --filter language=fi --sort newest",
    ),
)
@click.argument("words", default="")
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="FACET=VALUE",
    help=f"May be repeated. Facets: {', '.join(FACETS)}.",
)
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default="relevance")
@click.option("--page", default="1", show_default=True)
@as_json
@pass_desk
def search(
    desk: Desk, words: str, filters: tuple[str, ...], sort: str, page: str, json_wanted: bool
) -> None:
    """Find published records by WORDS in titles, summaries, partners and inside files."""
    lists: dict[str, list[str]] = {"q": [words], "page": [page], "sort": [sort]}
    for given in filters:
        facet, value = _facet(given)
        lists.setdefault(facet, []).append(value)
    with desk.services() as services:
        answer = services.catalogue.search(load_lists(SearchArguments(), lists))
    if json_wanted:
        print_json(RecordAnswer(many=True).dump([hit.record for hit in answer.found]))
        return
    for hit in answer.found:
        click.echo(_line(hit.record))
        if hit.snippet:
            click.echo(f"    {''.join(_mark(part.text, part.marked) for part in hit.snippet)}")
    for note in answer.notes:
        click.echo(note, err=True)
    click.echo(f"{answer.total} found", err=True)


@click.command(
    short_help="Save the files of a published record.",
    epilog=examples("records download PID --to saved"),
)
@click.argument("pid")
@click.option("--to", "folder", type=click.Path(file_okay=False), default=".", show_default=True)
@pass_desk
def download(desk: Desk, pid: str, folder: str) -> None:
    """Save the files of a published record into a folder; existing files are never replaced."""
    target = Path(folder)
    with desk.services() as services:
        record = services.catalogue.public_record(pid)
        taken = [file.name for file in record.files if (target / file.name).exists()]
        if taken:
            raise click.ClickException(f"{target / taken[0]} is already there; nothing was saved.")
        target.mkdir(parents=True, exist_ok=True)
        for file in with_progress(record.files, "Saving", len(record.files)):
            found = services.files.download(pid, file.public_id, by=None)
            with services.files.open(found) as stream, (target / file.name).open("xb") as copy:
                shutil.copyfileobj(stream, copy)
    click.echo(f"{len(record.files)} saved.")


def _facet(given: str) -> tuple[str, str]:
    facet, sign, value = given.partition("=")
    if not sign or not value or facet not in FACETS:
        known = ", ".join(FACETS)
        raise click.BadParameter(
            f"“{given}” is not written like type=handbook; known are {known}.",
            param_hint="--filter",
        )
    return facet, value


def _line(record: ShownRecord) -> str:
    return f"{record.pid}  {record.kind.value:6}  {best(record.titles)[1]}"


def _mark(text: str, marked: bool) -> str:
    flat = " ".join(text.split()) if text.strip() else " "
    lead, trail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{lead}{click.style(flat, bold=True) if marked else flat}{trail}"
