"""Several processes on one directory, and what remains when one of them is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from ka2results.domain.search import SearchQuery
from ka2results.search.whoosh_index import WhooshIndex
from tests.contracts.search_corpus import CORPUS

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from ka2results.search.whoosh_index import WhooshIndex
from tests.contracts.search_corpus import made
index = WhooshIndex(Path(sys.argv[1]))
first, last = int(sys.argv[2]), int(sys.argv[3])
for number in range(first, last):
    index.apply([made(number)], (), sequence=1 if sys.argv[4] == "same" else number)
    print(number, flush=True)
"""


def writer(home: Path, first: int, last: int, sequence: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", WRITER, str(home), str(first), str(last), sequence],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_write_without_losing_a_document(home: Path) -> None:
    processes = [writer(home, 0, 15, "same"), writer(home, 100, 115, "same")]
    for process in processes:
        process.communicate(timeout=60)

    index = WhooshIndex(home)
    assert [process.returncode for process in processes] == [0, 0]
    assert index.status().documents == 30


def test_a_reader_sees_what_another_process_wrote(index: WhooshIndex, home: Path) -> None:
    index.apply(CORPUS[:1], (), sequence=1)
    assert index.search(SearchQuery("")).total == 1

    writer(home, 2, 5, "own").communicate(timeout=60)

    assert index.search(SearchQuery("")).total == 4
    assert index.status().sequence == 4


def test_a_killed_writer_loses_nothing_that_was_acknowledged(home: Path) -> None:
    chance, first = random.Random(5), 1
    for _ in range(6):
        process = writer(home, first, first + 1_000, "own")
        assert process.stdout is not None
        said = int(process.stdout.readline())
        time.sleep(chance.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        acknowledged = max([said, *map(int, rest)])

        status = WhooshIndex(home).status()

        assert status.sequence in {acknowledged, acknowledged + 1}
        assert status.documents == status.sequence
        first = status.sequence + 1
