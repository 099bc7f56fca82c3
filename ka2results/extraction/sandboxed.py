"""Reading foreign files in a child process that cannot do much harm."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from ka2results.errors import ExtractorUnavailable
from ka2results.extraction import media_types
from ka2results.extraction.answer import READY, understood
from ka2results.extraction.isolation import End, OutOfBounds, run_child
from ka2results.extraction.kinds_read import outcome_without_reading
from ka2results.extraction.limits import Limits
from ka2results.extraction.port import Extract, Outcome

_CHUNK_BYTES = 256 * 1024
_MAX_COMPLAINT_BYTES = 64 * 1024
_WANT_OF_MEMORY = "ended, most likely for want of memory"
_COSTLY_SIGNALS = {
    signal.SIGKILL: _WANT_OF_MEMORY,
    # PDFium ends itself by one of these when it gets no more memory.
    signal.SIGABRT: _WANT_OF_MEMORY,
    signal.SIGTRAP: _WANT_OF_MEMORY,
    signal.SIGILL: _WANT_OF_MEMORY,
    signal.SIGXCPU: "stopped after its computing time",
    signal.SIGALRM: "stopped after its time",
}


class SandboxedExtractor:
    """Reads each file in a child process of its own, with limits that the system enforces.

    The child gets a copy of the file as its standard input, no environment, no file it may
    write, and a pipe for its answer. It is killed with its group when its time is over.
    """

    def __init__(
        self, limits: Limits | None = None, *, scratch: Path | None = None, python: str = ""
    ) -> None:
        """Set the bounds.

        Args:
            limits: what one file may cost.
            scratch: folder for the nameless copies; the system's temporary folder by default.
            python: the interpreter to start where `sys.executable` is none, as in some servers.
        """
        self._limits = limits or Limits()
        self._scratch = scratch
        self._python = python or sys.executable

    def media_type(self, head: bytes, name: str) -> str:
        """Tell the media type from the first bytes and the name."""
        return media_types.media_type(head, name)

    def extract(self, stream: BinaryIO, *, name: str, media_type: str) -> Extract:
        """Read the text of one file within limits."""
        known = outcome_without_reading(name, media_type)
        if known is not None:
            return known
        with self._nameless_file() as copy, self._nameless_file() as complaints:
            if not self._copied(stream, copy):
                most = self._limits.max_file_bytes
                return Extract(Outcome.TOO_COSTLY, detail=f"larger than {most:,} bytes")
            try:
                with _refusals():
                    end = run_child(
                        self._python, media_type, self._limits, file=copy, complaints=complaints
                    )
            except OutOfBounds as error:
                return Extract(Outcome.TOO_COSTLY, detail=str(error))
            return self._outcome(end, complaints)

    def _outcome(self, end: End, complaints: IO[bytes]) -> Extract:
        if not end.said.startswith(READY):
            complaints.seek(0)
            lines = complaints.read(_MAX_COMPLAINT_BYTES).decode(errors="replace").splitlines()
            raise ExtractorUnavailable(
                f"The reader of files did not start (status {end.status}): {' '.join(lines[-1:])}. "
                "Check that the package and its libraries are installed whole."
            )
        return understood(end.said[len(READY) :], self._limits) or _died(end.status)

    def _copied(self, stream: BinaryIO, copy: IO[bytes]) -> bool:
        """Copy the stream, so that the child moves no one else's place in it."""
        left_bytes = self._limits.max_file_bytes
        while chunk := stream.read(_CHUNK_BYTES):
            left_bytes -= len(chunk)
            if left_bytes < 0:
                return False
            with _refusals():
                copy.write(chunk)
        with _refusals():
            copy.seek(0)
        return True

    def _nameless_file(self) -> IO[bytes]:
        with _refusals():
            return tempfile.TemporaryFile(dir=self._scratch)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExtractorUnavailable(
            f"The reading of a file could not begin: {error.strerror or error}. "
            "Check the temporary folder and the free memory."
        ) from error


def _died(status: int) -> Extract:
    if -status in _COSTLY_SIGNALS:
        return Extract(Outcome.TOO_COSTLY, detail=_COSTLY_SIGNALS[signal.Signals(-status)])
    return Extract(Outcome.DAMAGED, detail=f"the reader broke off with status {status}")
