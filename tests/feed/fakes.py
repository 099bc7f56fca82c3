"""A house with nothing in it but a harvest service that keeps its records in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import cast

from flask import Flask

from ka2results import door
from ka2results.domain.addresses import Addresses
from ka2results.domain.harvest import (
    START,
    HarvestedRecord,
    HarvestPage,
    HarvestQuery,
    Header,
    Position,
    SetDescription,
    Syntax,
    describe_set,
)
from ka2results.domain.records import ShownRecord
from ka2results.errors import NoRecordsMatch, NotFound, UnknownFormat
from ka2results.feed.oai import blueprint
from ka2results.settings import Settings

NOW = datetime(2026, 3, 2, 9, 14, 7, tzinfo=UTC)
OUTPUT, EVENT, WITHDRAWN = "pvq4z-43t41", "q3d5s-jn290", "0gkte-8v274"
_DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title xml:lang="en">{}</dc:title>'
    "</oai_dc:dc>"
)


@dataclass(frozen=True)
class FakeFormat:
    """A format by its name; nothing is rendered in these tests."""

    syntax: Syntax
    prefix: str
    namespace: str = "https://example.org/namespace/"
    schema: str = "https://example.org/schema"

    def render(self, record: ShownRecord) -> bytes | None:
        raise NotImplementedError


FORMATS = (
    FakeFormat(Syntax.XML, "oai_dc"),
    FakeFormat(Syntax.XML, "lom"),
    FakeFormat(Syntax.JSON, "amb"),
    FakeFormat(Syntax.JSON, "oai_dc"),
)


@dataclass(frozen=True)
class Entry:
    sequence: int
    header: Header
    bodies: dict[tuple[Syntax, str], bytes]


@dataclass
class FakeHarvest:
    """Makes the same promises as the service, over a list."""

    page_size: int = 2
    now: datetime = NOW
    entries: list[Entry] = field(default_factory=list)

    def publish(
        self, pid: str, datestamp: datetime, sets: Iterable[str], *, only: str | None = None
    ) -> None:
        """Enter a record, or move it to the end; `only` is its one prefix where it has no other."""
        bodies = {
            (f.syntax, f.prefix): _body(f.syntax, pid)
            for f in FORMATS
            if only is None or f.prefix == only
        }
        self._enter(Header(pid, datestamp, tuple(sets), deleted=False), bodies)

    def withdraw(self, pid: str, datestamp: datetime) -> None:
        entry = self._entry(pid)
        header = replace(entry.header, datestamp=datestamp, deleted=True)
        self._enter(header, dict.fromkeys(entry.bodies, b""))

    def moment(self) -> datetime:
        return self.now

    def formats(self, syntax: Syntax, pid: str | None = None) -> tuple[FakeFormat, ...]:
        offered = tuple(f for f in FORMATS if f.syntax is syntax)
        if pid is None:
            return offered
        entry = self._entry(pid)
        return tuple(f for f in offered if (f.syntax, f.prefix) in entry.bodies)

    def sets(self) -> tuple[SetDescription, ...]:
        return tuple(map(describe_set, ("events", "oer", "results", "results:handbook")))

    def earliest(self) -> datetime:
        return min((e.header.datestamp for e in self.entries), default=self.now)

    def record(self, syntax: Syntax, metadata_prefix: str, pid: str) -> HarvestedRecord:
        self._require_format(syntax, metadata_prefix)
        entry = self._entry(pid)
        if (syntax, metadata_prefix) not in entry.bodies:
            raise UnknownFormat(metadata_prefix)
        return _harvested(entry, syntax, metadata_prefix)

    def page(self, query: HarvestQuery, position: Position = START) -> HarvestPage:
        self._require_format(query.syntax, query.metadata_prefix)
        fitting = [entry for entry in self.entries if _fits(entry, query)]
        left = [entry for entry in fitting if entry.sequence > position.sequence]
        if not left and (position == START or not fitting):
            raise NoRecordsMatch("No record fits.")
        rows = left or fitting[-1:]
        page = rows[: self.page_size]
        sent = position.sent + len(page)
        return HarvestPage(
            records=tuple(_harvested(e, query.syntax, query.metadata_prefix) for e in page),
            position=position,
            next=Position(page[-1].sequence, sent) if len(rows) > len(page) else None,
            complete_list_size=max(position.sent + len(left), sent),
        )

    def _enter(self, header: Header, bodies: dict[tuple[Syntax, str], bytes]) -> None:
        sequence = max((entry.sequence for entry in self.entries), default=0) + 1
        self.entries = [e for e in self.entries if e.header.pid != header.pid]
        self.entries.append(Entry(sequence, header, bodies))

    def _entry(self, pid: str) -> Entry:
        found = next((e for e in self.entries if e.header.pid == pid), None)
        if found is None:
            raise NotFound("record", pid)
        return found

    def _require_format(self, syntax: Syntax, prefix: str) -> None:
        if not any((f.syntax, f.prefix) == (syntax, prefix) for f in FORMATS):
            raise UnknownFormat(prefix)


@dataclass
class FakeServices:
    harvest: FakeHarvest

    def close(self) -> None:
        """There is nothing to close."""


@dataclass
class FakeHouse:
    """What the door asks of a house."""

    harvest: FakeHarvest
    settings: Settings

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.settings.base_url, self.settings.repository_id)

    def open(self) -> FakeServices:
        return FakeServices(self.harvest)


def settings(**given: object) -> Settings:
    values = {
        "base_url": "https://results.example.org",
        "repository_id": "results.example.org",
        "admin_email": "team@results.example.org",
        "secret_key": "k" * 40,
        **given,
    }
    return Settings.from_env({}, **values)


def make_app(harvest: FakeHarvest, chosen: Settings | None = None) -> Flask:
    app = Flask(__name__)
    house = FakeHouse(harvest, chosen or settings())
    app.extensions[door.EXTENSION] = cast(object, house)
    app.teardown_appcontext(door.close_services)
    app.register_blueprint(blueprint)
    return app


def three_records(page_size: int = 2) -> FakeHarvest:
    """An output, an event that has no other format than Dublin Core, and a withdrawn output."""
    harvest = FakeHarvest(page_size=page_size)
    project = "project:2019-1-FI01-KA202-060909"
    harvest.publish(WITHDRAWN, datetime(2026, 1, 3, tzinfo=UTC), ["results:handbook", "oer"])
    harvest.publish(
        OUTPUT, datetime(2026, 1, 4, 10, 0, tzinfo=UTC), ["results:handbook", "oer", project]
    )
    harvest.publish(
        EVENT, datetime(2026, 1, 4, 23, 59, 59, tzinfo=UTC), ["events", project], only="oai_dc"
    )
    harvest.withdraw(WITHDRAWN, datetime(2026, 2, 11, 16, 20, 31, tzinfo=UTC))
    return harvest


def _body(syntax: Syntax, pid: str) -> bytes:
    if syntax is Syntax.XML:
        return _DC.format(f"Title of {pid}").encode()
    return f'{{"id":"https://results.example.org/records/{pid}","name":"Title of {pid}"}}'.encode()


def _harvested(entry: Entry, syntax: Syntax, prefix: str) -> HarvestedRecord:
    body = None if entry.header.deleted else entry.bodies[syntax, prefix]
    return HarvestedRecord(entry.header, body)


def _fits(entry: Entry, query: HarvestQuery) -> bool:
    header, spec = entry.header, query.set_spec
    return (
        (query.syntax, query.metadata_prefix) in entry.bodies
        and (query.from_ is None or header.datestamp >= query.from_)
        and (query.until is None or header.datestamp <= query.until)
        and (spec is None or any(f"{own}:".startswith(f"{spec}:") for own in header.sets))
    )
