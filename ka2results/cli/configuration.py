"""Shows the settings."""

from __future__ import annotations

import click

from ka2results.cli.desk import Desk, as_json, pass_desk, print_json
from ka2results.errors import WrongSetting
from ka2results.settings import ExplainedSetting, explain


@click.command(short_help="List and check the settings.")
@as_json
@pass_desk
def config(desk: Desk, json_wanted: bool) -> None:
    """List every setting with its meaning, value, origin and accepted form.

    Secrets are hidden. Exits with 1 when a setting is wrong or missing, and says which.
    """
    explained = explain(desk.environ)
    if json_wanted:
        print_json([vars(setting) for setting in explained])
    else:
        for setting in explained:
            _print(setting)
    try:
        _ = desk.settings
    except WrongSetting as error:
        raise click.ClickException(str(error)) from error


def _print(setting: ExplainedSetting) -> None:
    click.secho(f"{setting.name} = {setting.value or '(not set)'}", bold=True, nl=False)
    click.echo(f"  ({setting.origin})")
    click.echo(f"    {setting.meaning}.")
    click.echo(f"    Accepted: {setting.accepted}")
