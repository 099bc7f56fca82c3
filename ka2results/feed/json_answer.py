"""Puts an answer into the JSON twin of OAI-PMH: the same verbs, names and codes.

Nobody has standardised such a binding; `docs/reference/harvesting.md` describes this one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import orjson

from ka2results.domain.harvest import HarvestedRecord, Header
from ka2results.feed.answers import (
    DELETED_RECORD,
    GRANULARITY,
    METADATA_LICENCE,
    PROTOCOL_VERSION,
    RIGHTS_APPLY_TO,
    SAMPLE_PID,
    Answer,
    Door,
    Identity,
    OfferedFormats,
    OfferedSets,
    OneRecord,
    RecordList,
    Refusal,
    utc,
)
from ka2results.feed.faults import Code
from ka2results.schemas.oai import Verb

_STATUS = {
    Code.NO_RECORDS_MATCH: HTTPStatus.OK,
    Code.NO_METADATA_FORMATS: HTTPStatus.OK,
    Code.ID_DOES_NOT_EXIST: HTTPStatus.NOT_FOUND,
}
"""All other codes are a bad request."""
_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class JsonDocument:
    """One answer, ready to be sent."""

    body: bytes
    status: HTTPStatus
    next_url: str | None
    """Address of the next page."""
    etag: str
    """The same as long as only the clock has moved."""


def render_json(answer: Answer) -> JsonDocument:
    """Write the whole document."""
    timeless = replace(answer, moment=_NO_MOMENT)
    return JsonDocument(
        body=_document(answer),
        status=_status(answer),
        next_url=_next_url(answer),
        etag=hashlib.sha256(_document(timeless)).hexdigest()[:32],
    )


def _document(answer: Answer) -> bytes:
    document: dict[str, Any] = {
        "responseDate": utc(answer.moment),
        "request": {**answer.echo, "baseURL": answer.door.base_url},
    }
    if isinstance(answer.content, Refusal):
        faults = answer.content.faults
        document["error"] = [{"code": fault.code, "message": fault.message} for fault in faults]
    else:
        document[answer.echo["verb"]] = _content(answer)
    next_url = _next_url(answer)
    if next_url is not None:
        document["links"] = {"next": next_url}
    return orjson.dumps(document)


def _content(answer: Answer) -> dict[str, Any]:
    match answer.content:
        case Identity() as identity:
            return _identity(identity, answer.door)
        case OfferedFormats(formats):
            return {"metadataFormats": [
                {
                    "metadataPrefix": found.prefix,
                    "schema": found.schema,
                    "metadataNamespace": found.namespace,
                }
                for found in formats
            ]}  # fmt: skip
        case OfferedSets(sets):
            return {"sets": [{"setSpec": found.spec, "setName": found.name} for found in sets]}
        case OneRecord(record):
            return {"record": _record(record, answer.door)}
        case RecordList() as records:
            return _list(records, answer)
        case Refusal():
            return {}


def _identity(identity: Identity, door: Door) -> dict[str, Any]:
    return {
        "repositoryName": door.repository_name,
        "baseURL": door.base_url,
        "protocolVersion": PROTOCOL_VERSION,
        "adminEmail": [door.admin_email],
        "earliestDatestamp": utc(identity.earliest),
        "deletedRecord": DELETED_RECORD,
        "granularity": GRANULARITY,
        "description": [
            {
                "oai-identifier": {
                    "scheme": "oai",
                    "repositoryIdentifier": door.addresses.repository_id,
                    "delimiter": ":",
                    "sampleIdentifier": door.addresses.oai_identifier(SAMPLE_PID),
                }
            },
            {"rightsManifest": {"appliesTo": RIGHTS_APPLY_TO, "rights": [METADATA_LICENCE]}},
        ],
    }


def _list(records: RecordList, answer: Answer) -> dict[str, Any]:
    door = answer.door
    listed: dict[str, Any]
    if answer.echo["verb"] == Verb.LIST_IDENTIFIERS:
        listed = {"headers": [_header(record.header, door) for record in records.records]}
    else:
        listed = {"records": [_record(record, door) for record in records.records]}
    if records.resumption is not None:
        token = {
            "token": records.resumption.token,
            "completeListSize": records.resumption.complete_list_size,
            "cursor": records.resumption.cursor,
        }
        if records.resumption.token is not None:
            token["expirationDate"] = utc(answer.tokens_expire_at)
        listed["resumptionToken"] = token
    return listed


def _record(record: HarvestedRecord, door: Door) -> dict[str, Any]:
    header = _header(record.header, door)
    if record.body is None:
        return {"header": header, "metadata": None}
    links = {"landing": door.addresses.record(record.header.pid)}
    return {"header": header, "links": links, "metadata": orjson.Fragment(record.body)}


def _header(header: Header, door: Door) -> dict[str, Any]:
    told: dict[str, Any] = {
        "identifier": door.addresses.oai_identifier(header.pid),
        "datestamp": utc(header.datestamp),
        "setSpec": list(header.sets),
    }
    return {**told, "status": "deleted"} if header.deleted else told


def _next_url(answer: Answer) -> str | None:
    content = answer.content
    if not isinstance(content, RecordList) or content.resumption is None:
        return None
    if content.resumption.token is None:
        return None
    arguments = {"verb": answer.echo["verb"], "resumptionToken": content.resumption.token}
    return f"{answer.door.base_url}?{urlencode(arguments)}"


def _status(answer: Answer) -> HTTPStatus:
    if not isinstance(answer.content, Refusal):
        return HTTPStatus.OK
    codes = (fault.code for fault in answer.content.faults)
    return max(_STATUS.get(code, HTTPStatus.BAD_REQUEST) for code in codes)
