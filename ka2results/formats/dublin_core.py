"""Unqualified Dublin Core (`oai_dc`), as XML for OAI-PMH and as JSON-LD for its twin."""

from __future__ import annotations

from typing import Any

import orjson
from lxml import etree

from ka2results.domain.harvest import Syntax
from ka2results.domain.records import ShownRecord
from ka2results.formats.characters import legal
from ka2results.formats.dublin_core_table import Statement, statements

_DC = "http://purl.org/dc/elements/1.1/"
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class DublinCoreXml:
    """The format that every OAI-PMH repository must offer. Source: OAI-PMH 2.0 §2.5."""

    prefix = "oai_dc"
    syntax = Syntax.XML
    namespace = _OAI_DC
    schema = _OAI_DC_SCHEMA

    def render(self, record: ShownRecord) -> bytes:
        """Write one `oai_dc:dc` element."""
        root = etree.Element(f"{{{_OAI_DC}}}dc", nsmap={"oai_dc": _OAI_DC, "dc": _DC, "xsi": _XSI})
        root.set(f"{{{_XSI}}}schemaLocation", f"{_OAI_DC} {_OAI_DC_SCHEMA}")
        for statement in statements(record):
            element = etree.SubElement(root, f"{{{_DC}}}{statement.element}")
            element.text = statement.text
            if statement.language:
                element.set(_XML_LANG, statement.language)
        return bytes(etree.tostring(root, encoding="UTF-8"))


class DublinCoreJson:
    """The same statements as JSON-LD: every element a list, texts with their language."""

    prefix = "oai_dc"
    syntax = Syntax.JSON
    namespace = _DC
    schema = "https://www.dublincore.org/specifications/dublin-core/dces/"

    def render(self, record: ShownRecord) -> bytes:
        """Write one object."""
        told: dict[str, Any] = {"@context": {"@vocab": _DC}, "@id": legal(record.url)}
        for statement in statements(record):
            told.setdefault(statement.element, []).append(_value(statement))
        return orjson.dumps(told)


def _value(statement: Statement) -> str | dict[str, str]:
    if statement.language is None:
        return statement.text
    return {"@value": statement.text, "@language": statement.language}
