"""ZIP archives: the names inside, and nothing else."""

from __future__ import annotations

from typing import BinaryIO

from ka2results.extraction.transcript import Transcript
from ka2results.extraction.zip_parts import ZipParts


def read(file: BinaryIO, transcript: Transcript) -> None:
    """List the names, one a line; no entry is opened."""
    names = ZipParts(file, transcript.limits).names
    for name in names[: transcript.limits.max_entries]:
        transcript.add(_spelt(name) + "\n")
    if len(names) > transcript.limits.max_entries:
        transcript.truncated = True
        transcript.remark = (
            f"{len(names):,} entries, the first {transcript.limits.max_entries:,} named"
        )


def _spelt(name: str) -> str:
    """Recover a name that a program wrote in UTF-8 without saying so."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
