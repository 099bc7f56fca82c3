"""Commands for the search index."""

from __future__ import annotations

import click

from ka2results.cli.desk import Desk, as_json, pass_desk, print_json


@click.group()
def index() -> None:
    """Look after the search index.

    It is a copy that follows the journal; it may be deleted and comes back by itself.
    """


@index.command(short_help="Tell how far the index is behind.")
@as_json
@pass_desk
def status(desk: Desk, json_wanted: bool) -> None:
    """Tell how many records the index holds and how far it is behind."""
    with desk.services() as services:
        state, head = services.indexing.status()
    if json_wanted:
        print_json({"documents": state.documents, "sequence": state.sequence, "head": head})
    else:
        behind = head - state.sequence
        click.echo(f"{state.documents} records, {behind} changes behind.")


@index.command(name="catch-up")
@pass_desk
def catch_up(desk: Desk) -> None:
    """Apply the changes that the index has not seen."""
    with desk.services() as services:
        click.echo(f"{services.indexing.catch_up()} changes applied.")


@index.command(short_help="Make the index anew.")
@pass_desk
def rebuild(desk: Desk) -> None:
    """Make the index anew beside the live one, then put it in its place."""
    with desk.services() as services:
        click.echo(f"{services.indexing.rebuild()} records indexed.")
