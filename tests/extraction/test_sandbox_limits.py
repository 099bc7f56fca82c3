"""How far a child can go before the system or the parent stops it (S07)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ka2results.extraction.limits import Limits
from ka2results.extraction.port import Outcome

from .starting import Interpreter, extract

MIB = 1024 * 1024
BOUNDED = """
from ka2results.extraction.child import close_in
from ka2results.extraction.limits import Limits
print("ready", flush=True)
close_in(Limits(memory_bytes=200_000_000, cpu_s=1, wall_s=2))
"""


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_child_that_sleeps_is_stopped_with_all_that_it_started(
    interpreter: Interpreter, tmp_path: Path
) -> None:
    note = tmp_path / "pids"
    python = interpreter(
        "import os, time\nprint('ready', flush=True)\nother = os.fork()\n"
        f"open({str(note)!r}, 'a').write(f'{{os.getpid()}}\\n')\ntime.sleep(60)"
    )
    begun = time.monotonic()

    found = extract(python=python, limits=Limits(wall_s=1))

    assert (found.outcome, found.detail) == (Outcome.TOO_COSTLY, "stopped after 1 s")
    assert time.monotonic() - begun < 5
    pids = [int(line) for line in note.read_text().split()]
    assert len(pids) == 2
    deadline = time.monotonic() + 5
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(alive, pids))


def test_a_child_that_leaves_another_holding_its_pipe_does_not_keep_the_parent(
    interpreter: Interpreter,
) -> None:
    python = interpreter("import os, time\nif not os.fork():\n    time.sleep(60)")

    found = extract(python=python, limits=Limits(wall_s=1))

    assert found.outcome is Outcome.TOO_COSTLY


@pytest.mark.parametrize(
    ("script", "outcome", "detail"),
    [
        ("while True: pass", Outcome.TOO_COSTLY, "computing time"),
        ("import os; os.abort()", Outcome.TOO_COSTLY, "want of memory"),
        ("import os; os.kill(os.getpid(), 9)", Outcome.TOO_COSTLY, "want of memory"),
        ("import os; os.kill(os.getpid(), 11)", Outcome.DAMAGED, "status -11"),
        ("import time; time.sleep(20)", Outcome.TOO_COSTLY, "its time"),
        ("print('not json')", Outcome.DAMAGED, "broke off"),
        ("print('[1]')", Outcome.DAMAGED, "broke off"),
        ("sys.exit(3)", Outcome.DAMAGED, "status 3"),
    ],
)
def test_every_end_of_a_child_is_an_outcome(
    interpreter: Interpreter, script: str, outcome: Outcome, detail: str
) -> None:
    found = extract(python=interpreter(BOUNDED + script), limits=Limits(wall_s=20))

    assert found.outcome is outcome
    assert detail in found.detail


@pytest.mark.parametrize(
    ("script", "refusal"),
    [
        ("bytearray(500_000_000)", "MemoryError"),
        ("open('{folder}/x', 'wb', buffering=0).write(b'x')", "OSError"),
        ("[open('/dev/null') for _ in range(100)]", "OSError"),
    ],
)
def test_the_system_refuses_what_a_child_may_not_do(
    interpreter: Interpreter, tmp_path: Path, script: str, refusal: str
) -> None:
    tried = script.replace("{folder}", str(tmp_path))
    python = interpreter(
        f"{BOUNDED}\nimport json\ntry:\n    {tried}\n    end = 'allowed'\n"
        "except (OSError, MemoryError) as error:\n    end = type(error).__name__\n"
        "answer = dict(outcome='damaged', text='', pages=None, truncated=False, detail=end)\n"
        "print(json.dumps(answer))"
    )

    assert extract(python=python).detail == refusal


def test_a_child_that_never_stops_talking_is_stopped(interpreter: Interpreter) -> None:
    python = interpreter("print('ready', flush=True)\nwhile True: sys.stdout.write('x' * 65536)")

    found = extract(python=python, limits=Limits(max_characters=1000))

    assert found.outcome is Outcome.TOO_COSTLY
    assert "an answer of" in found.detail


def test_the_child_gets_no_environment_and_no_open_files(
    interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KA2_SECRET_KEY", "canary")
    python = interpreter(
        "import os, json\nprint('ready')\n"
        "seen = [sorted(os.environ), len(os.listdir('/proc/self/fd')), os.getcwd()]\n"
        "answer = dict(outcome='text', text=str(seen), pages=None, truncated=False, detail='')\n"
        "print(json.dumps(answer))"
    )

    # Standard input, output and error, and the listing of the folder itself.
    assert extract(python=python).text == "[['LC_ALL'], 4, '/']"


def test_a_file_larger_than_the_limit_is_not_read() -> None:
    found = extract(b"x" * 2 * MIB, limits=Limits(max_file_bytes=MIB), python="/nowhere/python")

    assert found.outcome is Outcome.TOO_COSTLY
