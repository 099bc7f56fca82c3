"""Commands that change records: the whole main job without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ka2results.cli import finding
from ka2results.cli.desk import Desk, Words, acting, examples, pass_desk, person, with_progress
from ka2results.cli.partnerships import text_rows
from ka2results.schemas.forms import EventForm, OutputForm
from ka2results.schemas.reading import load_lists


@click.group()
def records() -> None:
    """Add, publish, find, download and withdraw records.

    An intellectual output has files and a licence; a multiplier event presents outputs.
    """


for command in (finding.list_, finding.search, finding.show, finding.download):
    records.add_command(command)


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


@records.command(
    name="add-output",
    epilog=examples(
        'records add-output PARTNERSHIP --title en="Composting guide" \\',
        '      --title fi=Kompostiopas --summary en="For teachers." --type handbook \\',
        "      --language fi --licence CC-BY-4.0 --as anna@example.org",
    ),
)
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


@records.command(
    name="add-event",
    epilog=examples(
        'records add-event PARTNERSHIP --title en="Final seminar" --summary en="A day." \\',
        "      --starts-on 2026-05-31 --city Turku --country FI --presents PID \\",
        "      --local-participants 40 --foreign-participants 10 --as anna@example.org",
    ),
)
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


@records.command(
    epilog=examples("records attach PID guide.pdf guide.odt --language fi --as anna@example.org")
)
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


@records.command(epilog=examples("records publish PID --as anna@example.org"))
@click.argument("pid")
@acting
@pass_desk
def publish(desk: Desk, pid: str, email: str) -> None:
    """Show a draft to everyone and enter it in the feeds.

    Prints its address.
    """
    with desk.services() as services:
        services.deposit.publish(pid, by=person(services, email))
    click.echo(desk.house.addresses.record(pid))


@records.command(
    short_help="Take a record from public view.",
    epilog=examples('records withdraw PID --reason "Wrong file." --as anna@example.org'),
)
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
    """Delete a draft. Asks first."""
    with desk.services() as services:
        services.deposit.discard(pid, by=person(services, email))
    click.echo(f"{pid} is deleted.")


def _lists(facts: dict[str, Any]) -> tuple[str, dict[str, list[str]]]:
    email = facts.pop("email")
    rows = text_rows(facts.pop("title"), facts.pop("summary"))
    many = {name: list(value) for name, value in facts.items() if isinstance(value, tuple)}
    one = {name: [value] for name, value in facts.items() if isinstance(value, str)}
    return email, {**rows, **many, **one}
