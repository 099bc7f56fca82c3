"""Commands that look at the feeds as a harvester sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from ka2results.cli.desk import Desk, as_json, examples, pass_desk, print_json
from ka2results.domain.harvest import START, HarvestedRecord, HarvestQuery, Position, Syntax
from ka2results.errors import NoRecordsMatch
from ka2results.services.house import Services


@click.group()
def feed() -> None:
    """Look at the feeds as a harvester sees them."""


@feed.command()
@as_json
@pass_desk
def formats(desk: Desk, json_wanted: bool) -> None:
    """List the metadata formats of both doors."""
    with desk.services() as services:
        rows = [
            {"door": syntax.value, "prefix": offered.prefix, "namespace": offered.namespace}
            for syntax in Syntax
            for offered in services.harvest.formats(syntax)
        ]
    if json_wanted:
        print_json(rows)
        return
    for row in rows:
        click.echo("{door:5} {prefix:12} {namespace}".format(**row))


@feed.command()
@as_json
@pass_desk
def sets(desk: Desk, json_wanted: bool) -> None:
    """List the sets that a harvester may select."""
    with desk.services() as services:
        rows = [{"spec": d.spec, "name": d.name} for d in services.harvest.sets()]
    if json_wanted:
        print_json(rows)
        return
    for row in rows:
        click.echo("{spec:40} {name}".format(**row))


@feed.command(
    name="list",
    short_help="Harvest everything.",
    epilog=examples(
        "feed list", "feed list --door xml --prefix oai_dc --set results:handbook --bodies"
    ),
)
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
