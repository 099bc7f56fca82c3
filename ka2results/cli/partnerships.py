"""Commands for partnerships."""

from __future__ import annotations

import click

from ka2results.cli.desk import (
    Desk,
    Words,
    acting,
    as_json,
    examples,
    pass_desk,
    person,
    print_json,
)
from ka2results.domain.languages import best
from ka2results.domain.listing import PartnershipQuery
from ka2results.domain.permissions import Role
from ka2results.schemas.forms import PartnershipForm
from ka2results.schemas.reading import load_lists
from ka2results.services.pages import PartnershipPage


@click.group()
def partnerships() -> None:
    """Open, list and show partnerships, and add people to them."""


@partnerships.command(
    name="open",
    epilog=examples(
        'partnerships open --title en="Green skills" --title fi="Vihreät taidot" \\',
        "      --number 2020-1-FI01-KA202-066565 --as anna@example.org",
    ),
)
@click.option("--title", type=Words(), multiple=True, required=True, help="In each language.")
@click.option("--summary", type=Words(), multiple=True, help="In each language.")
@click.option("--number", default="", help="Project number; year, agency and action follow.")
@click.option("--acronym", default="")
@click.option("--field", default="", help="school, vet, higher-education, adult, youth, ...")
@acting
@pass_desk
def open_(
    desk: Desk,
    /,
    title: tuple[tuple[str, str], ...],
    summary: tuple[tuple[str, str], ...],
    email: str,
    **facts: str,
) -> None:
    """Open a partnership; whoever opens it coordinates it.

    Prints its identifier.
    """
    rows = text_rows(title, summary)
    entry = load_lists(PartnershipForm(), {**rows, **{k: [v] for k, v in facts.items()}})
    with desk.services() as services:
        click.echo(services.partnerships.open(entry, by=person(services, email)))


@partnerships.command(
    name="list",
    short_help="List partnerships.",
    epilog=examples("partnerships list care", "partnerships list FI01-KA202 --limit 200 --json"),
)
@click.argument("words", default="")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@as_json
@pass_desk
def list_(desk: Desk, words: str, limit: int, json_wanted: bool) -> None:
    """List partnerships whose title, acronym or number holds WORDS."""
    with desk.services() as services:
        pages, total = services.catalogue.partnerships(PartnershipQuery(words, page_size=limit))
    if json_wanted:
        print_json([_facts(page) for page in pages])
        return
    for page in pages:
        shown = page.partnership
        click.echo(f"{shown.public_id}  {shown.number or '-':32}  {best(shown.titles)[1]}")
    if total > len(pages):
        click.echo(f"... and {total - len(pages)} more", err=True)


@partnerships.command(short_help="Show a partnership as JSON.")
@click.argument("identifier")
@as_json
@pass_desk
def show(desk: Desk, identifier: str, json_wanted: bool) -> None:  # noqa: ARG001  # there is one form only
    """Show a partnership with its organisations and published records.

    Prints JSON, with or without --json.
    """
    with desk.services() as services:
        page = services.catalogue.partnership(identifier, by=None)
    organisations = [vars(organisation) for organisation in page.partnership.organisations]
    records = [{"pid": r.pid, "kind": r.kind, "titles": dict(r.titles)} for r in page.records]
    print_json({**_facts(page), "organisations": organisations, "records": records})


@partnerships.command(
    name="add-member",
    epilog=examples("partnerships add-member PARTNERSHIP bruno@example.org --role contributor"),
)
@click.argument("identifier")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="contributor")
@pass_desk
def add_member(desk: Desk, identifier: str, email: str, role: str) -> None:
    """Give the account of EMAIL a role in a partnership."""
    with desk.services() as services:
        services.partnerships.add_member(identifier, email, Role(role), by=None)
    click.echo(f"{email} is {role}.")


def text_rows(
    titles: tuple[tuple[str, str], ...], summaries: tuple[tuple[str, str], ...]
) -> dict[str, list[str]]:
    """Rows of language, title and summary, as the forms send them."""
    by_title, by_summary = dict(titles), dict(summaries)
    languages = list(dict.fromkeys([*by_title, *by_summary]))
    return {
        "text_language": languages,
        "title": [by_title.get(language, "") for language in languages],
        "summary": [by_summary.get(language, "") for language in languages],
    }


def _facts(page: PartnershipPage) -> dict[str, object]:
    shown = page.partnership
    return {
        "id": shown.public_id,
        "number": shown.number,
        "acronym": shown.acronym,
        "titles": dict(shown.titles),
        "action": shown.action,
        "call_year": shown.call_year,
        "field": shown.field,
        "starts_on": page.starts_on,
        "ends_on": page.ends_on,
        "demonstration": shown.demonstration,
    }
