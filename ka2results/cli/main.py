"""The command `ka2results`."""

from __future__ import annotations

import logging
import os

import click

from ka2results import __version__
from ka2results.cli import (
    accounts,
    configuration,
    database,
    feed,
    importing,
    index,
    partnerships,
    records,
    sample,
    serving,
)
from ka2results.cli.desk import Desk, Door, examples


@click.group(
    cls=Door,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples("start", "config", "records search humidity", "import projects projects.csv"),
)
@click.version_option(__version__)
@click.pass_context
def cli(context: click.Context) -> None:
    """Open results of Erasmus+ Key Action 2 partnerships: deposit, find, download, harvest.

    Settings come from KA2_* variables; `ka2results config` lists them.
    """
    if context.obj is None:
        context.obj = Desk(os.environ)
    context.call_on_close(context.obj.close)


for command in (
    serving.start,
    serving.serve,
    serving.worker,
    configuration.config,
    database.db,
    accounts.users,
    partnerships.partnerships,
    records.records,
    index.index,
    feed.feed,
    sample.sample,
    importing.import_,
):
    cli.add_command(command)


def main() -> None:
    """Run the command of this process."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    cli(prog_name="ka2results")
