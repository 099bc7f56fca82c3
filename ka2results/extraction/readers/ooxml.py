"""Word, PowerPoint and Excel since 2007 (Office Open XML)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import BinaryIO

from ka2results.extraction.readers.spreadsheet import SharedStrings, SheetWalk
from ka2results.extraction.transcript import Damaged, Transcript
from ka2results.extraction.xml_walk import (
    TextWalk,
    WalkRules,
    XmlTarget,
    local_name,
    walk_xml,
)
from ka2results.extraction.zip_parts import ZipParts

_TEXT = WalkRules(
    keep=frozenset({"t"}),
    # Fallback repeats a text box for old programs; moveFrom is where a text was moved away from.
    skip=frozenset({"Fallback", "moveFrom", "tabs"}),
    breaks={"p": "\n", "br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "tc": " "},
)
_WORD_PARTS = (
    r"word/document\d*\.xml",
    r"word/footnotes\d*\.xml",
    r"word/endnotes\d*\.xml",
    r"word/header\d+\.xml",
    r"word/footer\d+\.xml",
    r"word/diagrams/data\d+\.xml",
)
_SLIDE_DIAGRAMS = r"ppt/diagrams/data\d+\.xml"
_SHEETS = r"xl/worksheets/sheet\d+\.xml"
_DRAWINGS = r"xl/drawings/drawing\d+\.xml"


def read_word(file: BinaryIO, transcript: Transcript) -> None:
    """Read the body with its tables, then notes, headers, footers and diagrams."""
    parts = _open(file, transcript, required=_WORD_PARTS[0])
    for pattern in _WORD_PARTS:
        _read_text(parts, pattern, transcript)


def read_slides(file: BinaryIO, transcript: Transcript) -> None:
    """Read the slides in the order of the talk, each with its notes."""
    parts = _open(file, transcript, required=r"ppt/presentation\.xml")
    slides = _related(parts, "ppt/presentation.xml", "slide")
    transcript.pages = len(slides)
    for slide in slides:
        walk_xml(parts.chunks(slide), TextWalk(transcript, _TEXT))
        for notes in _related(parts, slide, "notesSlide"):
            walk_xml(parts.chunks(notes), TextWalk(transcript, _TEXT))
        transcript.end_page()
    _read_text(parts, _SLIDE_DIAGRAMS, transcript)


def read_workbook(file: BinaryIO, transcript: Transcript) -> None:
    """Read the sheets row by row, then the text in drawings."""
    parts = _open(file, transcript, required=_SHEETS)
    strings = SharedStrings(transcript.limits.max_characters)
    if parts.holds("xl/sharedStrings.xml"):
        walk_xml(parts.chunks("xl/sharedStrings.xml"), strings)
    for name in _matching(parts, _SHEETS):
        walk_xml(parts.chunks(name), SheetWalk(transcript, strings.values))
    _read_text(parts, _DRAWINGS, transcript)


def _open(file: BinaryIO, transcript: Transcript, *, required: str) -> ZipParts:
    parts = ZipParts(file, transcript.limits)
    parts.require_few()
    if not _matching(parts, required):
        raise Damaged("the main part is missing")
    return parts


def _read_text(parts: ZipParts, pattern: str, transcript: Transcript) -> None:
    for name in _matching(parts, pattern):
        walk_xml(parts.chunks(name), TextWalk(transcript, _TEXT))


def _matching(parts: ZipParts, pattern: str) -> list[str]:
    return sorted({name for name in parts.names if re.fullmatch(pattern, name)}, key=_natural)


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece) if piece.isdigit() else 0, piece) for piece in re.split(r"(\d+)", name)]


def _related(parts: ZipParts, name: str, kind: str) -> list[str]:
    """Name the parts of one kind that a part refers to, in the order of their use."""
    folder, file_name = posixpath.split(name)
    relations = posixpath.join(folder, "_rels", f"{file_name}.rels")
    if not parts.holds(relations):
        return []
    targets = _Relations(folder, kind)
    walk_xml(parts.chunks(relations), targets)
    order = _References()
    walk_xml(parts.chunks(name), order)
    used = [targets.by_id[key] for key in order.ids if key in targets.by_id]
    rest = [target for target in targets.by_id.values() if target not in used]
    return [target for target in dict.fromkeys(used + rest) if parts.holds(target)]


class _Relations(XmlTarget):
    """Collects the targets of one kind of relation by their ids."""

    def __init__(self, folder: str, kind: str) -> None:
        self._folder, self._kind = folder, kind
        self.by_id: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("Type", "").rpartition("/")[2] != self._kind:
            return
        target = posixpath.join("/" + self._folder, attributes.get("Target", ""))
        self.by_id[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")


class _References(XmlTarget):
    """Collects relation ids in the order in which a part names them."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if local_name(tag) == "sldId":
            self.ids += [value for key, value in attributes.items() if key.endswith("}id")]
