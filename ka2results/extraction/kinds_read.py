"""Which kinds of files are read, by which reader, and which need no reading."""

from __future__ import annotations

from pathlib import PurePosixPath

from ka2results.extraction import signatures as kinds
from ka2results.extraction.port import Extract, Outcome

READERS = {
    kinds.PDF: "pdf:read",
    kinds.DOCX: "ooxml:read_word",
    kinds.PPTX: "ooxml:read_slides",
    kinds.XLSX: "ooxml:read_workbook",
    kinds.ODT: "odf:read",
    kinds.ODP: "odf:read",
    kinds.ODS: "odf:read",
    kinds.EPUB: "epub:read",
    kinds.HTML: "markup:read_html",
    kinds.SVG: "markup:read_xml",
    kinds.XML: "markup:read_xml",
    kinds.RTF: "rtf:read",
    kinds.ZIP: "archive:read",
    kinds.PLAIN: "text:read",
    "text/csv": "text:read",
    "text/tab-separated-values": "text:read",
    "text/markdown": "text:read",
    "text/vtt": "text:read",
    "application/x-subrip": "text:read",
    "application/json": "text:read",
}
"""Module and function in `readers/`, by media type."""

_WORDLESS = ("image/", "audio/", "video/", "application/ogg")
_PROMISING = frozenset(
    [
        ".pdf",
        ".docx",
        ".pptx",
        ".xlsx",
        ".odt",
        ".odp",
        ".ods",
        ".epub",
        ".rtf",
        ".html",
        ".htm",
        ".txt",
        ".md",
        ".csv",
        ".zip",
        ".svg",
    ]
)


def outcome_without_reading(name: str, media_type: str) -> Extract | None:
    """Answer at once where a reader would find nothing; None where one must look."""
    if media_type in READERS:
        return None
    if media_type.startswith(_WORDLESS):
        return Extract(Outcome.NO_TEXT)
    extension = PurePosixPath(name.replace("\\", "/").strip()).suffix.lower()
    if media_type == kinds.OCTET_STREAM and extension in _PROMISING:
        return Extract(Outcome.DAMAGED, detail=f"the content is not what {extension} promises")
    if media_type == kinds.OLE and extension in _PROMISING:
        # Word, PowerPoint and Excel put an encrypted document into a container of the old kind.
        return Extract(Outcome.DAMAGED, detail=f"encrypted, or an old format named {extension}")
    return Extract(Outcome.UNSUPPORTED, detail=f"no reader for {media_type}")
