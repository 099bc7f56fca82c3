"""The child process that reads one file: the file on standard input, the answer on the output."""

from __future__ import annotations

import contextlib
import importlib
import json
import resource
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO

from ka2results.extraction.answer import READY, spoken
from ka2results.extraction.kinds_read import READERS
from ka2results.extraction.limits import Limits
from ka2results.extraction.port import Extract, Outcome
from ka2results.extraction.transcript import Damaged, TooCostly, Transcript, TranscriptFull

Reader = Callable[[BinaryIO, Transcript], None]
"""Reads a file into a transcript; raises Damaged or TooCostly."""


def main() -> None:
    """Read the file; argument 1 is its media type, argument 2 the limits as JSON."""
    limits = Limits(**json.loads(sys.argv[2]))
    # Loaded before the limits close: what fails from here on is the file's fault, not ours.
    reader = reader_for(sys.argv[1])
    with open(0, "rb") as file, open(1, "wb") as out:
        close_in(limits)
        out.write(READY)
        out.flush()
        out.write(spoken(read(reader, file, limits)))


def reader_for(media_type: str) -> Reader:
    """Load the reader of a media type; the others stay unloaded."""
    module, _, function = READERS[media_type].partition(":")
    package = importlib.import_module(f"ka2results.extraction.readers.{module}")
    reader: Reader = getattr(package, function)
    return reader


def close_in(limits: Limits) -> None:
    """Let the system enforce the limits, whatever the code of a reader does."""
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    # The hard limit comes a second later, since it would kill without saying why.
    _limit(resource.RLIMIT_CPU, limits.cpu_s, spare=1)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    # A second rope: it holds when the parent has died.
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s)


def read(reader: Reader, file: BinaryIO, limits: Limits) -> Extract:
    """Run a reader to its outcome."""
    transcript = Transcript(limits)
    try:
        with contextlib.suppress(TranscriptFull):
            reader(file, transcript)
        return _found(transcript)
    except Damaged as error:
        return Extract(Outcome.DAMAGED, pages=transcript.pages, detail=str(error))
    except (TooCostly, MemoryError) as error:
        return Extract(Outcome.TOO_COSTLY, detail=str(error) or "out of memory")
    except Exception as error:  # noqa: BLE001 - the edge: readers meet files nobody foresaw
        return Extract(Outcome.DAMAGED, detail=f"{type(error).__name__}: {error}")


def _found(transcript: Transcript) -> Extract:
    text = transcript.text()
    blank = not text.strip()
    return Extract(
        Outcome.NO_TEXT if blank else Outcome.TEXT,
        text="" if blank else text,
        pages=transcript.pages,
        truncated=transcript.truncated,
        detail=transcript.remark,
    )


def _limit(kind: int, most: int, *, spare: int = 0) -> None:
    """Lower one limit; a limit that is lower already stays."""
    inherited = resource.getrlimit(kind)[1]
    hard = most + spare if inherited == resource.RLIM_INFINITY else min(most + spare, inherited)
    resource.setrlimit(kind, (min(most, hard), hard))


if __name__ == "__main__":
    main()
