"""Commands for records: the whole main job without a browser."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import click

from ka2results.cli.desk import (
    Desk,
    Words,
    acting,
    as_json,
    pass_desk,
    person,
    print_json,
    with_progress,
)
from ka2results.cli.partnerships import text_rows
from ka2results.domain.languages import best
from ka2results.schemas.api import RecordAnswer
from ka2results.schemas.forms import EventForm, OutputForm
from ka2results.schemas.reading import load_lists
from ka2results.schemas.search import SearchArguments


@click.group()
def records() -> None:
    """Add, publish, find, download and withdraw records."""


_texts = (
    click.option("--title", type=Words(), multiple=True, required=True, help="In each language."),
    click.option("--summary", type=Words(), multiple=True, help="In each language."),
    click.option("--language", "languages", multiple=True, help="Of the material: fi, en, ..."),
    click.option("--keywords", default="", help="Separated by commas."),
    click.option("--code", default="", help="As in the application: O1, E1."),
    acting,
    pass_desk,
)


def _with_texts(command: Any) -> Any:
    for option in reversed(_texts):
        command = option(command)
    return command


@records.command(name="add-output")
@click.argument("partnership")
@click.option("--type", "output_type", default="", help="handbook, curriculum, e-learning, ...")
@click.option("--licence", default="", help="SPDX identifier such as CC-BY-4.0.")
@_with_texts
def add_output(desk: Desk, partnership: str, **facts: Any) -> None:
    """Start a draft of an intellectual output in PARTNERSHIP.

    Prints its identifier.
    """
    email, lists = _lists(facts)
    entry = load_lists(OutputForm(), lists)
    with desk.services() as services:
        by = person(services, email)
        click.echo(services.deposit.create_output(partnership, entry, by=by))


@records.command(name="add-event")
@click.argument("partnership")
@click.option("--starts-on", default="", help="2026-05-31")
@click.option("--ends-on", default="")
@click.option("--venue", default="")
@click.option("--city", default="")
@click.option("--country", default="", help="EL for Greece, UK for the United Kingdom.")
@click.option("--online", is_flag=True)
@click.option("--local-participants", default="0")
@click.option("--foreign-participants", default="0")
@click.option("--presents", multiple=True, help="Identifier of an output; may be repeated.")
@_with_texts
def add_event(desk: Desk, partnership: str, online: bool, **facts: Any) -> None:
    """Start a draft of a multiplier event in PARTNERSHIP.

    Prints its identifier.
    """
    email, lists = _lists(facts)
    entry = load_lists(EventForm(), {**lists, "online": ["true"] if online else []})
    with desk.services() as services:
        click.echo(services.deposit.create_event(partnership, entry, by=person(services, email)))


@records.command()
@click.argument("pid")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--language", default=None, help="Language of these files.")
@acting
@pass_desk
def attach(desk: Desk, pid: str, files: tuple[str, ...], language: str | None, email: str) -> None:
    """Add FILES to a draft and read the text inside them."""
    with desk.services() as services:
        by = person(services, email)
        for file in with_progress(files, "Attaching", len(files)):
            path = Path(file)
            with path.open("rb") as stream:
                services.files.attach(pid, stream, name=path.name, language=language, by=by)
        services.jobs.run_due()
    click.echo(f"{len(files)} attached.")


@records.command()
@click.argument("pid")
@acting
@pass_desk
def publish(desk: Desk, pid: str, email: str) -> None:
    """Show a draft to everyone and enter it in the feeds."""
    with desk.services() as services:
        services.deposit.publish(pid, by=person(services, email))
    click.echo(desk.house.addresses.record(pid))


@records.command()
@click.argument("pid")
@click.option("--reason", required=True, help="Everyone will read it; name no persons.")
@acting
@pass_desk
def withdraw(desk: Desk, pid: str, reason: str, email: str) -> None:
    """Take a published record from public view; a tombstone with the reason stays."""
    with desk.services() as services:
        services.deposit.withdraw(pid, reason, by=person(services, email))
    click.echo(f"{pid} is withdrawn.")


@records.command()
@click.argument("pid")
@click.confirmation_option(prompt="The draft and its files are gone for good. Go on?")
@acting
@pass_desk
def discard(desk: Desk, pid: str, email: str) -> None:
    """Delete a draft."""
    with desk.services() as services:
        services.deposit.discard(pid, by=person(services, email))
    click.echo(f"{pid} is deleted.")


@records.command()
@click.argument("pid")
@click.option("--as", "email", default=None, metavar="EMAIL", help="Needed to see a draft.")
@pass_desk
def show(desk: Desk, pid: str, email: str | None) -> None:
    """Show a record as JSON."""
    with desk.services() as services:
        by = person(services, email) if email else None
        record = services.catalogue.landing(pid, by=by).record
    print_json(RecordAnswer().dump(record))


@records.command()
@click.argument("words", default="")
@click.option("--filter", "filters", multiple=True, metavar="FACET=VALUE", help="type=video, ...")
@click.option("--page", default="1", show_default=True)
@as_json
@pass_desk
def search(desk: Desk, words: str, filters: tuple[str, ...], page: str, json_wanted: bool) -> None:
    """Find published records by WORDS in titles, summaries, partners and inside files."""
    lists: dict[str, list[str]] = {"q": [words], "page": [page]}
    for given in filters:
        facet, _, value = given.partition("=")
        lists.setdefault(facet, []).append(value)
    with desk.services() as services:
        answer = services.catalogue.search(load_lists(SearchArguments(), lists))
    if json_wanted:
        print_json(RecordAnswer(many=True).dump([hit.record for hit in answer.found]))
        return
    for hit in answer.found:
        click.echo(f"{hit.record.pid}  {hit.record.kind.value:6}  {best(hit.record.titles)[1]}")
        if hit.snippet:
            click.echo(f"    {''.join(_mark(part.text, part.marked) for part in hit.snippet)}")
    click.echo(f"{answer.total} found", err=True)


@records.command()
@click.argument("pid")
@click.option("--to", "folder", type=click.Path(file_okay=False), default=".", show_default=True)
@pass_desk
def download(desk: Desk, pid: str, folder: str) -> None:
    """Save the files of a published record into a folder; existing files are never replaced."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with desk.services() as services:
        record = services.catalogue.public_record(pid)
        for file in with_progress(record.files, "Saving", len(record.files)):
            found = services.files.download(pid, file.public_id, by=None)
            path = target / file.name
            if path.exists():
                raise click.ClickException(f"{path} is already there; nothing was replaced.")
            with services.files.open(found) as stream, path.open("xb") as copy:
                shutil.copyfileobj(stream, copy)
    click.echo(f"{len(record.files)} saved.")


def _lists(facts: dict[str, Any]) -> tuple[str, dict[str, list[str]]]:
    email = facts.pop("email")
    rows = text_rows(facts.pop("title"), facts.pop("summary"))
    many = {name: list(value) for name, value in facts.items() if isinstance(value, tuple)}
    one = {name: [value] for name, value in facts.items() if isinstance(value, str)}
    return email, {**rows, **many, **one}


def _mark(text: str, marked: bool) -> str:
    flat = " ".join(text.split()) if text.strip() else " "
    lead, trail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{lead}{click.style(flat, bold=True) if marked else flat}{trail}"
