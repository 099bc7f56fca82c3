"""HTML pages, and XML of other kinds such as drawings."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ka2results.extraction.encodings import decode, marked_encoding
from ka2results.extraction.transcript import Transcript
from ka2results.extraction.xml_walk import (
    TextWalk,
    WalkRules,
    walk_html,
    walk_xml,
    without_bare_doctype,
)

_CHUNK_BYTES = 256 * 1024
_BLOCKS = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "title",
    "tr",
    "ul",
]
_PAGE = WalkRules(
    skip=frozenset({"script", "style", "template", "noscript"}),
    breaks=dict.fromkeys(_BLOCKS, "\n") | {"td": " ", "th": " "},
)
_XML = WalkRules(
    skip=frozenset({"script", "style", "stylesheet", "binary"}),
    breaks=dict.fromkeys(
        ["p", "title", "text", "desc", "tspan", "v", "subtitle", "li", "item"], "\n"
    ),
)
# XHTML of books may close these at once; to an HTML parser they would swallow all that follows.
_EMPTY = re.compile(rb"<(title|script|style|iframe|textarea)\b[^<>]{0,500}/>", re.I)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I
)


def read_html(file: BinaryIO, transcript: Transcript) -> None:
    """Read one HTML file; scripts and styles are left out."""
    add_page(_chunks(file), transcript)


def read_xml(file: BinaryIO, transcript: Transcript) -> None:
    """Read all character data of an XML file but scripts, styles and embedded pictures."""
    walk_xml(without_bare_doctype(_chunks(file)), TextWalk(transcript, _XML))


def add_page(chunks: Iterable[bytes], transcript: Transcript) -> None:
    """Add the text of one HTML page, in whatever encoding it is."""
    content = b"".join(_enough(chunks, 16 * transcript.limits.max_characters))
    content = _EMPTY.sub(rb"<\1></\1>", content)
    text = (
        content.decode(declared, "replace") if (declared := _declared(content)) else decode(content)
    )
    # lxml takes the encoding from this argument, not from what the page declares.
    walk_html([text.encode("utf-8", "replace")], TextWalk(transcript, _PAGE), encoding="utf-8")


def _declared(content: bytes) -> str | None:
    """Give the encoding that a page declares, if Python knows it; a byte order mark wins."""
    found = _DECLARED.search(content[:2048])
    if found is None or marked_encoding(content):
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # Source: WHATWG Encoding Standard, "Names and labels": Latin-1 means windows-1252.
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _enough(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        max_bytes -= len(chunk)
        if max_bytes < 0:
            return


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk
