"""The command as a process of its own: quiet in a pipe, stopped by a signal."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.factories import PASSWORD

PATIENCE_S = 60
ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "ka2results/sample/real/projects.csv"


@pytest.fixture
def process_environ(environ: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ}


def command(environ: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ka2results", *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(address: str) -> int:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            with urlopen(address) as answer:
                return int(answer.status)
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer")


def test_in_a_pipe_a_command_prints_its_answer_and_nothing_else(
    process_environ: dict[str, str],
) -> None:
    assert command(process_environ, "db", "upgrade").returncode == 0
    listed = command(process_environ, "import", "projects", str(LIST))

    assert listed.returncode == 0
    assert listed.stdout.startswith("project list: 64 projects: 64 added")
    assert "%" not in listed.stderr
    assert "Loading" not in listed.stderr


def test_the_server_answers_and_ends_when_it_is_told_to(process_environ: dict[str, str]) -> None:
    port = str(free_port())
    command(process_environ, "db", "upgrade")
    # Somebody has an account, so that `start` loads no sample.
    command(process_environ, "users", "add", "a@example.org", "--name", "A", "--password", PASSWORD)
    serving = subprocess.Popen(
        [sys.executable, "-m", "ka2results", "start", "--port", port],
        env=process_environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        status = wait_for(f"http://127.0.0.1:{port}/")
        taken = command(process_environ, "serve", "--port", port)
        serving.send_signal(signal.SIGTERM)
        printed, complaints = serving.communicate(timeout=PATIENCE_S)
    finally:
        serving.kill()

    assert status == 200
    assert taken.returncode == 1
    assert f"port {port}" in taken.stderr
    assert "Traceback" not in taken.stderr + complaints
    assert serving.returncode == 0
    assert f"KA2 Results is at http://127.0.0.1:{port}" in printed


def test_the_worker_ends_when_it_is_told_to(process_environ: dict[str, str]) -> None:
    command(process_environ, "db", "upgrade")
    working = subprocess.Popen(
        [sys.executable, "-m", "ka2results", "worker"],
        env=process_environ,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert working.stderr is not None
    assert "Working" in working.stderr.readline()

    working.send_signal(signal.SIGTERM)

    assert "Traceback" not in working.communicate(timeout=PATIENCE_S)[1]
    assert working.returncode == 0
