"""Commands that look at the feeds as a harvester sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from ka2results.cli.desk import Desk, pass_desk
from ka2results.domain.harvest import START, HarvestedRecord, HarvestQuery, Position, Syntax
from ka2results.errors import NoRecordsMatch
from ka2results.services.house import Services


@click.group()
def feed() -> None:
    """Look at the feeds as a harvester sees them."""


@feed.command()
@pass_desk
def formats(desk: Desk) -> None:
    """List the metadata formats of both doors."""
    with desk.services() as services:
        for syntax in Syntax:
            for offered in services.harvest.formats(syntax):
                click.echo(f"{syntax.value:5} {offered.prefix:12} {offered.namespace}")


@feed.command()
@pass_desk
def sets(desk: Desk) -> None:
    """List the sets that a harvester may select."""
    with desk.services() as services:
        for described in services.harvest.sets():
            click.echo(f"{described.spec:40} {described.name}")


@feed.command(name="list")
@click.option("--prefix", default="amb", show_default=True, help="Metadata prefix.")
@click.option("--door", type=click.Choice([syntax.value for syntax in Syntax]), default="json")
@click.option("--set", "set_spec", default=None, help="Such as results:handbook.")
@click.option("--bodies", is_flag=True, help="With the metadata, not only the headers.")
@pass_desk
def list_(desk: Desk, prefix: str, door: str, set_spec: str | None, bodies: bool) -> None:
    """Harvest everything, page by page, and print a line of JSON for each record."""
    query = HarvestQuery(Syntax(door), prefix, set_spec=set_spec)
    with desk.services() as services:
        for record in _harvest(services, query):
            header = record.header
            line: dict[str, object] = {
                "identifier": desk.house.addresses.oai_identifier(header.pid),
                "datestamp": header.datestamp.isoformat().replace("+00:00", "Z"),
                "sets": header.sets,
                "deleted": header.deleted,
            }
            if bodies:
                line["metadata"] = record.body.decode() if record.body else None
            click.echo(json.dumps(line, ensure_ascii=False))


def _harvest(services: Services, query: HarvestQuery) -> Iterator[HarvestedRecord]:
    position: Position | None = START
    while position is not None:
        try:
            page = services.harvest.page(query, position)
        except NoRecordsMatch:
            return
        yield from page.records
        position = page.next
