"""Puts an answer into the XML of OAI-PMH. Source: OAI-PMH 2.0 §3.2 and OAI-PMH.xsd."""

from __future__ import annotations

from typing import Any

from lxml import etree

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
    Resumption,
    utc,
)
from ka2results.schemas.oai import Verb

CONTENT_TYPE = "text/xml; charset=UTF-8"
"""With the charset: some clients read ISO-8859-1 without it."""

_OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_RIGHTS = "http://www.openarchives.org/OAI/2.0/rights/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA_LOCATION = f"{{{_XSI}}}schemaLocation"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)

_Element = Any  # lxml brings no types


def render_xml(answer: Answer) -> bytes:
    """Write the whole document."""
    root = etree.Element(f"{{{_OAI}}}OAI-PMH", nsmap={None: _OAI, "xsi": _XSI})
    root.set(_SCHEMA_LOCATION, f"{_OAI} {_OAI}OAI-PMH.xsd")
    _add(root, "responseDate", utc(answer.moment))
    request = _add(root, "request", answer.door.base_url)
    for name, value in answer.echo.items():
        request.set(name, value)
    _add_content(root, answer)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _add_content(root: _Element, answer: Answer) -> None:
    content = answer.content
    if isinstance(content, Refusal):
        for fault in content.faults:
            _add(root, "error", fault.message).set("code", fault.code)
        return
    parent = _add(root, answer.echo["verb"])
    match content:
        case Identity():
            _add_identity(parent, content, answer.door)
        case OfferedFormats():
            _add_formats(parent, content)
        case OfferedSets():
            _add_sets(parent, content)
        case OneRecord():
            _add_record(parent, content.record, answer.door)
        case RecordList():
            _add_list(parent, content, answer)


def _add_identity(parent: _Element, identity: Identity, door: Door) -> None:
    _add(parent, "repositoryName", door.repository_name)
    _add(parent, "baseURL", door.base_url)
    _add(parent, "protocolVersion", PROTOCOL_VERSION)
    _add(parent, "adminEmail", door.admin_email)
    _add(parent, "earliestDatestamp", utc(identity.earliest))
    _add(parent, "deletedRecord", DELETED_RECORD)
    _add(parent, "granularity", GRANULARITY)
    identifiers = _described(parent, "oai-identifier", _OAI_IDENTIFIER, "oai-identifier.xsd")
    _add(identifiers, "scheme", "oai", _OAI_IDENTIFIER)
    _add(identifiers, "repositoryIdentifier", door.addresses.repository_id, _OAI_IDENTIFIER)
    _add(identifiers, "delimiter", ":", _OAI_IDENTIFIER)
    sample = door.addresses.oai_identifier(SAMPLE_PID)
    _add(identifiers, "sampleIdentifier", sample, _OAI_IDENTIFIER)
    manifest = _described(parent, "rightsManifest", _RIGHTS, "rightsManifest.xsd")
    manifest.set("appliesTo", RIGHTS_APPLY_TO)
    rights = _add(manifest, "rights", None, _RIGHTS)
    _add(rights, "rightsReference", None, _RIGHTS).set("ref", METADATA_LICENCE)


def _described(parent: _Element, name: str, namespace: str, schema: str) -> _Element:
    description = _add(parent, "description")
    # Without a prefix: validators look for the bare name of the tag.
    element = etree.SubElement(description, f"{{{namespace}}}{name}", nsmap={None: namespace})
    element.set(_SCHEMA_LOCATION, f"{namespace} {_OAI}{schema}")
    return element


def _add_formats(parent: _Element, offered: OfferedFormats) -> None:
    for found in offered.formats:
        element = _add(parent, "metadataFormat")
        _add(element, "metadataPrefix", found.prefix)
        _add(element, "schema", found.schema)
        _add(element, "metadataNamespace", found.namespace)


def _add_sets(parent: _Element, offered: OfferedSets) -> None:
    for found in offered.sets:
        element = _add(parent, "set")
        _add(element, "setSpec", found.spec)
        _add(element, "setName", found.name)


def _add_list(parent: _Element, records: RecordList, answer: Answer) -> None:
    for record in records.records:
        if answer.echo["verb"] == Verb.LIST_IDENTIFIERS:
            _add_header(parent, record.header, answer.door)
        else:
            _add_record(parent, record, answer.door)
    if records.resumption is not None:
        _add_resumption(parent, records.resumption, utc(answer.tokens_expire_at))


def _add_record(parent: _Element, record: HarvestedRecord, door: Door) -> None:
    element = _add(parent, "record")
    _add_header(element, record.header, door)
    if record.body is not None:
        _add(element, "metadata").append(etree.fromstring(record.body, _PARSER))


def _add_header(parent: _Element, header: Header, door: Door) -> None:
    element = _add(parent, "header")
    if header.deleted:
        element.set("status", "deleted")
    _add(element, "identifier", door.addresses.oai_identifier(header.pid))
    _add(element, "datestamp", utc(header.datestamp))
    for spec in header.sets:
        _add(element, "setSpec", spec)


def _add_resumption(parent: _Element, resumption: Resumption, expires: str) -> None:
    element = _add(parent, "resumptionToken", resumption.token)
    if resumption.token is not None:
        element.set("expirationDate", expires)
    element.set("completeListSize", str(resumption.complete_list_size))
    element.set("cursor", str(resumption.cursor))


def _add(parent: _Element, name: str, text: str | None = None, namespace: str = _OAI) -> _Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    element.text = text
    return element
