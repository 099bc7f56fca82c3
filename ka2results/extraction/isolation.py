"""Running the child process: started bare, listened to up to a limit, ended for certain."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import ka2results
from ka2results.extraction.limits import Limits

# Isolated mode leaves the checkout out of the path; from a wheel the place is there already.
_START = (
    "import sys; place = sys.argv.pop(1); place in sys.path or sys.path.insert(0, place); "
    "from ka2results.extraction.child import main; main()"
)
_PLACE = str(Path(ka2results.__file__).parents[1])
_CHUNK_BYTES = 256 * 1024


class OutOfBounds(Exception):
    """The child took too long or said too much."""


@dataclass(frozen=True)
class End:
    """What the child said, and how it ended."""

    said: bytes
    status: int
    """Exit status; negative: the signal that ended it."""


def run_child(
    python: str, media_type: str, limits: Limits, *, file: IO[bytes], complaints: IO[bytes]
) -> End:
    """Run one child to its end.

    Args:
        python: the interpreter to start.
        media_type: chooses the reader.
        limits: what the child may cost.
        file: becomes its standard input.
        complaints: becomes its standard error; it can write there only until its limits close.

    Raises:
        OutOfBounds: it took too long or said too much, and was killed with its group.
    """
    deadline = time.monotonic() + limits.wall_s
    process = _start(python, [media_type, json.dumps(asdict(limits))], file, complaints)
    with process:
        try:
            said = _listen(process, limits.max_answer_bytes, deadline)
            status = process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise OutOfBounds(f"stopped after {limits.wall_s} s") from None
        finally:
            _kill_group(process)
    return End(said, status)


def _start(
    python: str, arguments: list[str], file: IO[bytes], complaints: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
        [python, "-I", "-B", "-c", _START, _PLACE, *arguments],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=complaints,
        # Secrets of the application stay out of the child.
        env={"LC_ALL": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )


def _listen(process: subprocess.Popen[bytes], most_bytes: int, deadline: float) -> bytes:
    assert process.stdout is not None  # noqa: S101 - tells mypy what PIPE means
    said = bytearray()
    with selectors.DefaultSelector() as waiter:
        waiter.register(process.stdout, selectors.EVENT_READ)
        while (left_s := deadline - time.monotonic()) > 0:
            if not waiter.select(left_s):
                continue
            chunk = os.read(process.stdout.fileno(), _CHUNK_BYTES)
            if not chunk:
                return bytes(said)
            said += chunk
            if len(said) > most_bytes:
                raise OutOfBounds(f"stopped after an answer of {most_bytes:,} bytes")
    raise subprocess.TimeoutExpired("reader", 0)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it may have started.

    The group keeps its number as long as one of them lives, so no stranger can be hit.
    """
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
