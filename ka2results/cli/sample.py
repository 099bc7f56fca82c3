"""Loads the compact sample."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click

import ka2results.sample
from ka2results.cli.desk import Desk, pass_desk, steps
from ka2results.cli.importing import load as load_list
from ka2results.cli.importing import read_projects
from ka2results.schemas.sample import read_demonstration

_FOLDER = Path(ka2results.sample.__file__).parent


@click.group(short_help="Load the compact sample.")
def sample() -> None:
    """Fill an empty repository with real projects and demonstration records."""


@sample.command(name="load", short_help="Load the sample; in development only.")
@pass_desk
def load(desk: Desk) -> None:
    """Load the sample into a repository without accounts; in development only.

    It brings real projects, and partnerships that are made up with their records, files and
    accounts. Where there are accounts already, nothing is loaded.
    """
    if not desk.settings.development:
        raise click.ClickException(
            "The sample has accounts with a known password; it is for KA2_ENV=development only."
        )
    if not load_on_first_start(desk):
        click.echo("There are accounts already; the sample is for an empty repository.")


def load_on_first_start(desk: Desk) -> bool:
    """Load the sample when nobody has an account yet.

    Returns:
        Whether it was loaded.
    """
    with desk.services() as services:
        if not services.sample.is_empty():
            return False
        click.echo("Loading the sample ...")
        load_list(services, read_projects(_FOLDER / "real" / "projects.csv"))
        data = tomllib.loads((_FOLDER / "demonstration.toml").read_text("utf-8"))
        partnerships = read_demonstration(data, _FOLDER / "files")
        records = sum(partnership.records for partnership in partnerships)
        try:
            with steps("Depositing records", records) as step:
                services.sample.load(partnerships, step)
        except KeyboardInterrupt as stopped:
            home = desk.settings.home
            raise click.ClickException(
                "The sample is loaded in part only. To load all of it, delete the folders "
                f"“instance” and “uploads” in {home} and start again."
            ) from stopped
    return True
