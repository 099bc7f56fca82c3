"""Text documents, presentations and spreadsheets of LibreOffice (OpenDocument)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from ka2results.extraction.transcript import Transcript
from ka2results.extraction.xml_walk import TextWalk, WalkRules, local_name, walk_xml
from ka2results.extraction.zip_parts import ZipParts

_BREAKS = {"p": "\n", "h": "\n", "line-break": "\n", "tab": " ", "s": " ", "table-cell": " "}
_BODY = WalkRules(
    within=frozenset({"body"}),
    # Deleted text, remarks of reviewers and embedded pictures are not the document's text.
    skip=frozenset({"tracked-changes", "annotation", "binary-data"}),
    breaks=_BREAKS,
)
_MARGINS = WalkRules(within=frozenset({"header", "footer"}), breaks=_BREAKS)


def read(file: BinaryIO, transcript: Transcript) -> None:
    """Read the body with tables, notes and slides, then headers and footers."""
    parts = ZipParts(file, transcript.limits)
    parts.require_few()
    walk_xml(parts.chunks("content.xml"), _BodyWalk(transcript))
    if parts.holds("styles.xml"):
        walk_xml(parts.chunks("styles.xml"), TextWalk(transcript, _MARGINS))


class _BodyWalk(TextWalk):
    """Counts the slides of a presentation and marks their ends."""

    def __init__(self, transcript: Transcript) -> None:
        super().__init__(transcript, _BODY)
        self._slides = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        super().start(tag, attributes)
        if local_name(tag) in ("presentation", "drawing"):
            self._slides = True
            self._transcript.pages = 0

    def end(self, tag: str) -> None:
        super().end(tag)
        if self._slides and local_name(tag) == "page":
            self._transcript.pages = (self._transcript.pages or 0) + 1
            self._transcript.end_page()
