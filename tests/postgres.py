"""A private PostgreSQL server for tests: socket only, no durability, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def is_there() -> bool:
    """Tell whether Debian's PostgreSQL server is on this machine."""
    return bool(SERVERS)


@contextmanager
def running() -> Iterator[str]:
    """Start a server and give the URL of its database."""
    programs = SERVERS[-1].parent
    # A short path: a socket's address may have 107 bytes only.
    folder = Path(mkdtemp(prefix="ka2pg"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    initdb = ["-D", data, "-U", "ka2", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    _run(programs / "initdb", *initdb)
    _run(programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
    try:
        yield f"postgresql+psycopg://ka2@/postgres?host={folder}"
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def _run(*command: object) -> None:
    # PostgreSQL refuses to run as root.
    as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    prefix = as_postgres if os.geteuid() == 0 else []
    subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")
