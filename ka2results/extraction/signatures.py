"""The marks by which kinds of files are known, and the names that tell kinds of text apart."""

from __future__ import annotations

OCTET_STREAM = "application/octet-stream"
PLAIN = "text/plain"
HTML = "text/html"
XML = "application/xml"
SVG = "image/svg+xml"
PDF = "application/pdf"
RTF = "application/rtf"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
EPUB = "application/epub+zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODP = "application/vnd.oasis.opendocument.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

STARTS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"II+\x00", "image/tiff"),
    (0, b"MM\x00+", "image/tiff"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "application/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (0, b"{\\rtf", RTF),
)
"""Offset, bytes, media type."""

RIFF = frozenset({"image/webp", "audio/wav", "video/x-msvideo"})
"""Kinds whose file must also begin with RIFF."""

BRANDS = {
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
}
"""Brands of the ISO base media format that are not plain MP4."""

ZIP_MIMETYPES = (EPUB, ODT, ODP, ODS)
"""Kinds that name themselves in an uncompressed first entry `mimetype`.

Source: OpenDocument 1.3 part 2 §3.3; OCF 3.3 §4.3.
"""

OOXML_MAIN = {b"word/": DOCX, b"ppt/": PPTX, b"xl/": XLSX}
"""Folders of a container that tell the kind."""

OOXML_NAMES = {".docx": DOCX, ".pptx": PPTX, ".xlsx": XLSX, ".ppsx": PPTX}
OLE_NAMES = {
    ".doc": "application/msword",
    ".dot": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".xlt": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pps": "application/vnd.ms-powerpoint",
}
TEXT_NAMES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".json": "application/json",
    ".htm": HTML,
    ".html": HTML,
}
"""Names that choose among kinds of plain text; HTML only where there is a tag."""

XML_ROOTS = {b"svg": SVG, b"html": HTML}
"""Root elements that make XML another kind."""
