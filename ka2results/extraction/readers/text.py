"""Plain text, Markdown, tables and subtitles."""

from __future__ import annotations

from typing import BinaryIO

from ka2results.extraction.encodings import decode
from ka2results.extraction.transcript import Transcript


def read(file: BinaryIO, transcript: Transcript) -> None:
    """Decode the file up to the cap; markup and time codes stay, they are the author's text."""
    # At most four bytes make one character in every encoding that is looked for.
    enough_bytes = 4 * transcript.limits.max_characters + 4
    transcript.add(decode(file.read(enough_bytes)))
