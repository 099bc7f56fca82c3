"""A reader of plain text, for the tests of services."""

from __future__ import annotations

from typing import BinaryIO

from ka2results.extraction import media_types
from ka2results.extraction.encodings import decode
from ka2results.extraction.port import Extract, Outcome
from ka2results.extraction.transcript import tidy


class PlainTextExtractor:
    """Reads text in this process and calls every other kind unsupported."""

    def media_type(self, head: bytes, name: str) -> str:
        """Tell the media type from the first bytes and the name, as the real one does."""
        return media_types.media_type(head, name)

    def extract(self, stream: BinaryIO, *, name: str, media_type: str) -> Extract:
        """Read the text of one file."""
        if not media_type.startswith("text/"):
            return Extract(Outcome.UNSUPPORTED, detail=f"no reader for {media_type}")
        text = tidy(decode(stream.read()))
        return Extract(Outcome.TEXT if text.strip() else Outcome.NO_TEXT, text=text)
