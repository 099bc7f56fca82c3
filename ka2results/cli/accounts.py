"""Commands for accounts."""

from __future__ import annotations

import click

from ka2results.cli.desk import Desk, as_json, examples, pass_desk, print_json


@click.group()
def users() -> None:
    """Add and list the accounts of people."""


@users.command(epilog=examples('users add anna@example.org --name "Anna Example"'))
@click.argument("email")
@click.option("--name", required=True, help="The person's name as others see it.")
@click.option("--administrator", is_flag=True, help="May withdraw any record.")
@click.password_option(help="Asked for when not given. At least 10 characters.")
@pass_desk
def add(desk: Desk, email: str, name: str, administrator: bool, password: str) -> None:
    """Add an account for EMAIL."""
    with desk.services() as services:
        account = services.accounts.add(email, name, password, administrator=administrator)
    click.echo(f"{account.email} can sign in.")


@users.command()
@click.argument("email")
@click.password_option(help="Asked for when not given. At least 10 characters.")
@pass_desk
def password(desk: Desk, email: str, password: str) -> None:
    """Set a new password for EMAIL and end all its sessions."""
    with desk.services() as services:
        services.accounts.change_password(email, password)
    click.echo(f"{email} has a new password and is signed out everywhere.")


@users.command()
@click.argument("email")
@click.confirmation_option(prompt="Nobody can sign in with this account any more. Go on?")
@pass_desk
def close(desk: Desk, email: str) -> None:
    """Close the account of EMAIL and end all its sessions."""
    with desk.services() as services:
        services.accounts.close(email)
    click.echo(f"{email} is closed.")


@users.command(name="list")
@as_json
@pass_desk
def list_(desk: Desk, json_wanted: bool) -> None:
    """List all accounts."""
    with desk.services() as services:
        accounts = services.accounts.all()
    if json_wanted:
        print_json(
            [{"email": a.email, "name": a.name, "administrator": a.administrator} for a in accounts]
        )
        return
    for account in accounts:
        mark = "  (administrator)" if account.administrator else ""
        click.echo(f"{account.email}  {account.name}{mark}")
