"""Commands for the database schema."""

from __future__ import annotations

import click

from ka2results.cli.desk import Desk, as_json, examples, pass_desk, print_json


@click.group()
def db() -> None:
    """Build, update and check the database schema."""


@db.command()
@pass_desk
def upgrade(desk: Desk) -> None:
    """Build or update the schema; what is there is kept."""
    desk.house.schema.upgrade()
    click.echo("The database is at the newest revision.")


@db.command(
    epilog=examples("db downgrade -1", "db downgrade base"), short_help="Take the schema back."
)
@click.argument("revision")
@click.confirmation_option(prompt="Data of newer revisions will be lost. Go on?")
@pass_desk
def downgrade(desk: Desk, revision: str) -> None:
    """Take the schema back to REVISION; `base` takes everything away.

    Asks first. Data of newer revisions are lost.
    """
    desk.house.schema.downgrade(revision)
    click.echo(f"The database is at {revision}.")


@db.command()
@as_json
@pass_desk
def status(desk: Desk, json_wanted: bool) -> None:
    """Tell whether the database is at the newest revision."""
    current = desk.house.schema.is_current()
    if json_wanted:
        print_json({"current": current})
    elif current:
        click.echo("The database is at the newest revision.")
    else:
        click.echo("The database is not at the newest revision. Run: ka2results db upgrade")


@db.command(short_help="Compare the database with the models.")
@pass_desk
def check(desk: Desk) -> None:
    """Tell whether the database is at the newest revision and equals the models."""
    desk.house.schema.require_current()
    differences = desk.house.schema.differences()
    for difference in differences:
        click.echo(difference, err=True)
    if differences:
        raise click.ClickException("The database and the models disagree.")
    click.echo("The database is at the newest revision and equals the models.")
