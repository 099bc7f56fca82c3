"""The demonstration file of the sample: TOML becomes what the sample service deposits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from ka2results.domain.entries import (
    EventEntry,
    OrganisationEntry,
    OutputEntry,
    ParticipationEntry,
    PartnershipEntry,
)
from ka2results.domain.sample import SampleEvent, SampleFile, SampleOutput, SamplePartnership
from ka2results.errors import InvalidInput
from ka2results.schemas.texts import Code


class _Table(Schema):
    class Meta:
        unknown = RAISE


def _texts() -> fields.Dict:
    return fields.Dict(keys=Code("languages"), values=fields.String(), required=True)


class _Organisation(_Table):
    key = fields.String(required=True)
    name = fields.String(required=True)
    type = Code("organisation_types", required=True)
    city = fields.String(required=True)
    country = Code("countries", required=True)


class _Part(_Table):
    organisation = fields.String(required=True)
    role = fields.String(required=True)


class _Partnership(_Table):
    key = fields.String(required=True)
    acronym = fields.String(required=True)
    title = _texts()
    summary = _texts()
    kind = fields.String(required=True)
    field = Code("fields", required=True)
    call_year = fields.Integer(required=True)
    action = fields.String(required=True)
    starts_on = fields.Raw(required=True)
    ends_on = fields.Raw(required=True)
    topics = fields.List(fields.String(), required=True)
    participations = fields.List(fields.Nested(_Part), required=True)


class _File(_Table):
    path = fields.String(required=True)
    language = Code("languages", load_default=None)


class _Record(_Table):
    key = fields.String(required=True)
    partnership = fields.String(required=True)
    code = fields.String(required=True)
    title = _texts()
    summary = _texts()
    languages = fields.List(Code("languages"), required=True)
    keywords = fields.List(fields.String(), load_default=[])


class _Output(_Record):
    output_type = Code("output_types", required=True)
    licence = Code("licences", required=True)
    files = fields.List(fields.Nested(_File), required=True)


class _Event(_Record):
    starts_on = fields.Raw(required=True)
    ends_on = fields.Raw(required=True)
    venue = fields.String(required=True)
    city = fields.String(required=True)
    country = Code("countries", required=True)
    online = fields.Boolean(required=True)
    local_participants = fields.Integer(required=True)
    foreign_participants = fields.Integer(required=True)
    presents = fields.List(fields.String(), required=True)


class _Demonstration(_Table):
    organisations = fields.List(fields.Nested(_Organisation), required=True)
    partnerships = fields.List(fields.Nested(_Partnership), required=True)
    outputs = fields.List(fields.Nested(_Output), required=True)
    events = fields.List(fields.Nested(_Event), required=True)


def read_demonstration(data: Mapping[str, Any], folder: Path) -> list[SamplePartnership]:
    """Read the demonstration; `folder` holds its files.

    Raises:
        InvalidInput: a key is missing, unknown or wrong, or points to nothing; the message names
            it with its place, such as `outputs.3.licence`.
    """
    tables = _load(data)
    problems = dict(_broken_links(tables, folder))
    if problems:
        raise InvalidInput(problems)
    organisations = {row["key"]: _organisation(row) for row in tables["organisations"]}
    return [_sample(row, tables, organisations, folder) for row in tables["partnerships"]]


def _load(data: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return dict(_Demonstration().load(data))
    except ValidationError as error:
        messages = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow leaves it untyped
        raise InvalidInput(dict(_by_place(messages))) from error


def _by_place(messages: Any, place: str = "") -> Iterator[tuple[str, list[str]]]:
    if not isinstance(messages, Mapping):
        yield place, [str(message) for message in messages]
        return
    for key, inner in messages.items():
        yield from _by_place(inner, f"{place}.{key}".lstrip("."))


def _broken_links(tables: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Tell every key that points to nothing, with its place."""
    keys = {table: {row["key"] for row in rows} for table, rows in tables.items()}
    for n, row in enumerate(tables["partnerships"]):
        for m, part in enumerate(row["participations"]):
            if part["organisation"] not in keys["organisations"]:
                place = f"partnerships.{n}.participations.{m}.organisation"
                yield place, [f"There is no organisation “{part['organisation']}”."]
    for table in ("outputs", "events"):
        for n, row in enumerate(tables[table]):
            if row["partnership"] not in keys["partnerships"]:
                yield f"{table}.{n}.partnership", [f"There is none “{row['partnership']}”."]
    for n, row in enumerate(tables["outputs"]):
        for m, file in enumerate(row["files"]):
            if not _inside(folder, file["path"]):
                yield f"outputs.{n}.files.{m}.path", [f"There is no file “{file['path']}”."]
    homes = {row["key"]: row["partnership"] for row in tables["outputs"]}
    for n, row in enumerate(tables["events"]):
        for key in row["presents"]:
            if homes.get(key) != row["partnership"]:
                yield f"events.{n}.presents", [f"Its partnership has no output “{key}”."]


def _inside(folder: Path, path: str) -> bool:
    file = (folder / path).resolve()
    return file.is_relative_to(folder.resolve()) and file.is_file()


def _sample(
    row: Mapping[str, Any],
    tables: Mapping[str, Any],
    organisations: Mapping[str, OrganisationEntry],
    folder: Path,
) -> SamplePartnership:
    outputs = [_output(o, folder) for o in tables["outputs"] if o["partnership"] == row["key"]]
    events = [_event(event) for event in tables["events"] if event["partnership"] == row["key"]]
    participations = (
        ParticipationEntry(organisations[part["organisation"]], role=part["role"])
        for part in row["participations"]
    )
    return SamplePartnership(
        _partnership(row), tuple(participations), tuple(outputs), tuple(events)
    )


def _organisation(row: Mapping[str, Any]) -> OrganisationEntry:
    return OrganisationEntry(
        name=row["name"],
        country=row["country"],
        source_key=f"demonstration:{row['key']}",
        organisation_type=row["type"],
        city=row["city"],
    )


def _partnership(row: Mapping[str, Any]) -> PartnershipEntry:
    same = ("acronym", "kind", "field", "call_year", "action", "starts_on", "ends_on")
    return PartnershipEntry(
        titles=row["title"],
        summaries=row["summary"],
        topics=tuple(row["topics"]),
        demonstration=True,
        **{name: row[name] for name in same},
    )


def _shared(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "titles": row["title"],
        "summaries": row["summary"],
        "languages": tuple(row["languages"]),
        "keywords": tuple(row["keywords"]),
        "code": row["code"],
    }


def _output(row: Mapping[str, Any], folder: Path) -> SampleOutput:
    entry = OutputEntry(**_shared(row), output_type=row["output_type"], licence=row["licence"])
    files = (SampleFile(folder / file["path"], file["language"]) for file in row["files"])
    return SampleOutput(row["key"], entry, tuple(files))


def _event(row: Mapping[str, Any]) -> SampleEvent:
    same = (
        "starts_on", "ends_on", "venue", "city", "online",
        "local_participants", "foreign_participants",
    )  # fmt: skip
    facts = {name: row[name] for name in same}
    entry = EventEntry(**_shared(row), **facts, country=row["country"] or None)
    return SampleEvent(entry, tuple(row["presents"]))
