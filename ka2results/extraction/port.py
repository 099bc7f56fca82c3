"""What the product asks of a reader of files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Protocol


class Outcome(StrEnum):
    """How the reading of a file ended; every file ends in one of these."""

    TEXT = "text"
    """Text was found."""
    NO_TEXT = "no-text"
    """The kind is known and holds no text: a photo, a scan, a tune."""
    UNSUPPORTED = "unsupported"
    """No reader for this kind."""
    DAMAGED = "damaged"
    """The file is broken, encrypted or not what its name says."""
    TOO_COSTLY = "too-costly"
    """The reader passed its limits of memory, time or size and was stopped."""


@dataclass(frozen=True)
class Extract:
    """What was read out of one file."""

    outcome: Outcome
    text: str = ""
    """Plain text, NFC, no control characters but newline and form feed (a page's end); capped."""
    pages: int | None = None
    """Pages or slides, where the kind has them."""
    truncated: bool = False
    """The text was longer than the cap."""
    detail: str = ""
    """For operators: why a file was not read, one line."""


class TextExtractor(Protocol):
    """Reads foreign files at a safe distance."""

    def media_type(self, head: bytes, name: str) -> str:
        """Tell the media type from the first bytes (at least 8 KiB where there are) and the name.

        Content decides; the name only chooses among kinds that share a container. Unknown
        content is `application/octet-stream`. Never raises.
        """

    def extract(self, stream: BinaryIO, *, name: str, media_type: str) -> Extract:
        """Read the text of one file within limits.

        Never raises for what is in the file: a hostile file ends in an outcome.

        Raises:
            ExtractorUnavailable: the reading could not begin; nothing is known about the file.
        """
