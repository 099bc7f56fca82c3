"""Telling the media type of a file from its first bytes."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from ka2results.extraction import signatures as kinds
from ka2results.extraction.encodings import marked_encoding, unmarked_utf16

_ENTRY = re.compile(rb"PK\x03\x04.{22}(..)..", re.S)
_ENOUGH_BYTES = 64 * 1024
_PDF_WITHIN = 1024
_TAG = re.compile(rb"<[a-z!/][^<>]*>", re.I)
# Possessive (`*+`): this runs on foreign bytes in the process of the website, and must not try
# every way to divide a run of blanks.
_XML_PROLOGUE = re.compile(
    rb"""(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^\[>]*+(?:\[.*?\]\s*+)?>)*+<(?:[\w.-]+:)?([\w.-]+)""",
    re.I | re.S,
)
# Source: WHATWG MIME Sniffing §7.1. A browser would run these whatever the file is called.
_SURELY_HTML = re.compile(
    rb"(?:\s|<!--.*?-->)*+<(?:!doctype\s++html|html|head|body|script|iframe|style|title)[\s>/]",
    re.I | re.S,
)
# These also begin many a Markdown file, so there the name decides.
_LIKELY_HTML = re.compile(rb"\s*+<(?:!--|h1|div|font|table|a|b|br|p)[\s>]", re.I)
_SUBTITLES = re.compile(rb"\s*+\d++[ \t]*+\r?\n\d\d:\d\d:\d\d,\d{3} --> ")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b\x1a")


def media_type(head: bytes, name: str) -> str:
    """Tell the media type from the first bytes and the name; content decides.

    The name only chooses among kinds that share a container: ZIP, OLE, plain text. Never raises.
    """
    head = head[:_ENOUGH_BYTES]
    extension = PurePosixPath(name.replace("\\", "/").strip()).suffix.lower()
    return _binary(head, extension) or _text(head, extension) or kinds.OCTET_STREAM


def _binary(head: bytes, extension: str) -> str | None:
    if _is_pdf(head):
        return kinds.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(head, extension)
    if head[4:8] == b"ftyp":
        return kinds.BRANDS.get(head[8:12], "video/mp4")
    for offset, mark, kind in kinds.STARTS:
        if head[offset : offset + len(mark)] != mark:
            continue
        if kind == kinds.OLE:
            return kinds.OLE_NAMES.get(extension, kind)
        if kind not in kinds.RIFF or head.startswith(b"RIFF"):
            return kind
    return "audio/mpeg" if _is_mpeg_frame(head) else None


def _is_pdf(head: bytes) -> bool:
    """Find the header of a PDF, which old printers' files carry behind a preamble.

    Source: ISO 32000-1 Annex H, note 13: within the first 1024 bytes. Markup before it is refused.
    """
    place = head[:_PDF_WITHIN].find(b"%PDF-")
    return place == 0 or (place > 0 and b"<" not in head[:place] and not head.startswith(b"PK"))


def _is_mpeg_frame(head: bytes) -> bool:
    """Recognise an MP3 without a title block by its first frame header."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3


def _zip(head: bytes, extension: str) -> str:
    names = []
    for entry in _ENTRY.finditer(head):
        length = int.from_bytes(entry[1], "little")
        names.append(head[entry.end() : entry.end() + length])
    if names and names[0] == b"mimetype":
        content = head[30 + len(b"mimetype") :]
        for kind in kinds.ZIP_MIMETYPES:
            if re.match(re.escape(kind.encode()) + rb"(?:PK|\s|$)", content):
                return kind
    if b"META-INF/container.xml" in names and b"[Content_Types].xml" not in names:
        return kinds.EPUB
    for folder, kind in kinds.OOXML_MAIN.items():
        if any(name.startswith(folder) for name in names) and _has_office_marks(names):
            return kind
    if _has_office_marks(names):
        return kinds.OOXML_NAMES.get(extension, kinds.ZIP)
    return kinds.ZIP


def _has_office_marks(names: list[bytes]) -> bool:
    """Every Office Open XML container has these; that of a plain ZIP of folders has not."""
    return b"[Content_Types].xml" in names or b"_rels/.rels" in names


def _text(head: bytes, extension: str) -> str | None:
    plain = _readable(head)
    if plain is None:
        return None
    if _SURELY_HTML.match(plain):
        return kinds.HTML
    if plain.lstrip().startswith(b"<"):
        return _markup(plain, extension)
    if plain.startswith(b"WEBVTT"):
        return "text/vtt"
    if _SUBTITLES.match(plain):
        return "application/x-subrip"
    named = kinds.TEXT_NAMES.get(extension, kinds.PLAIN)
    return kinds.PLAIN if named == kinds.HTML and not _TAG.search(plain) else named


def _markup(plain: bytes, extension: str) -> str:
    root = _XML_PROLOGUE.match(plain)
    kind = kinds.XML_ROOTS.get(root[1].lower()) if root else None
    if kind:
        return kind
    if plain.lstrip().startswith((b"<?xml", b"<!DOCTYPE")):
        return kinds.XML
    named = kinds.TEXT_NAMES.get(extension, "")
    if named not in ("text/markdown", "text/csv") and _LIKELY_HTML.match(plain):
        return kinds.HTML
    return named or (kinds.XML if extension in (".xml", ".fb2") else kinds.PLAIN)


def _readable(head: bytes) -> bytes | None:
    """Give the head as UTF-8 where it is text, whatever its encoding; None where it is not."""
    if not head:
        return None
    encoding = marked_encoding(head) or unmarked_utf16(head)
    if encoding:
        return head.decode(encoding, errors="replace").encode("utf-8", errors="replace")
    odd = sum(1 for byte in head if byte in _CONTROLS)
    if odd and (_is_utf8(head) is False or odd * 20 > len(head)):
        return None
    return head


def _is_utf8(head: bytes) -> bool:
    """Tell whether bytes are UTF-8 so far; the head may end within a letter."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
