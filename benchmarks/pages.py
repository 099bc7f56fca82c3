"""How long each public page takes, how many statements it runs, how many bytes travel.

usage: python -m benchmarks.pages [--runs N]

Loads the sample into a temporary home and asks for every page in-process on one core, as a
visitor without a session. Times of two machines cannot be compared, so the unit is measured in
the same run: a bare Flask page that says hello through the same test client.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from ka2results.cli.desk import Desk
from ka2results.cli.sample import load_on_first_start
from ka2results.domain.records import Kind
from ka2results.factory import create_app

_WARM_UP = 5
_GZIP = {"Accept-Encoding": "gzip"}

# A page of the sample is found as a visitor finds it: the first such link on another page.
_FOUND = (
    ("record", "/search?kind=output", r"/records/[\w-]+"),
    ("event", "/search?kind=event", r"/records/[\w-]+"),
    ("partnership", "{record}", r"/partnerships/[\w-]+"),
    ("organisation", "{partnership}", r"/organisations/[\w-]+"),
)
_PAGES = (
    "/",
    "/search?q=skills",
    "/search?q=green+skills&language=fi",
    "/search?type=handbook",
    "{record}",
    "{event}",
    "{partnership}",
    "{organisation}",
    "/partnerships",
    "/organisations",
    "/browse",
    "/browse/country",
    "/statistics",
    "/about",
    "/for-partnerships",
    "/for-repositories",
    "/accessibility",
    "/privacy",
    "/terms",
    "/contact",
    "/sign-in",
    "/no-such-page",
    "{tombstone}",
)


@dataclass(frozen=True)
class Measured:
    """One page, many times."""

    median_ms: float
    p95_ms: float
    status: int
    size_bytes: int


class Statements:
    """Counts what the database is asked."""

    def __init__(self, engine: Engine) -> None:
        self.count = 0
        event.listen(engine, "before_cursor_execute", self._add)

    def _add(self, *_: object) -> None:
        self.count += 1


def main() -> None:
    """Load, measure, print."""
    parser = argparse.ArgumentParser(description="Measure every public page of the sample.")
    parser.add_argument("--runs", type=int, default=100, help="how often each page is asked for")
    runs = parser.parse_args().runs
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as home:
        key = secrets.token_hex(16)
        desk = Desk({"KA2_ENV": "production", "KA2_HOME": home, "KA2_SECRET_KEY": key})
        desk.house.schema.upgrade()
        load_on_first_start(desk)
        with desk.services() as services:
            services.indexing.catch_up()
        try:
            _print(desk, runs)
        finally:
            desk.close()


def _print(desk: Desk, runs: int) -> None:
    client = create_app(desk.house).test_client()
    statements = Statements(desk.house.engine)
    unit = _measure(_hello(), "/", runs)
    print(
        f"Python {sys.version.split()[0]}, Flask {version('flask')}; {runs} runs each; the unit is "
        f"a bare Flask page in the same process: {unit.median_ms:.2f} ms.\n"
    )
    print(f"{'page':42}{'status':>7}{'median':>9}{'p95':>8}{'ratio':>7}{'gzip':>8}{'SQL':>5}"
          f"{'bytes':>9}{'gz':>8}")  # fmt: skip
    for name, path in _paths(desk, client).items():
        if path is None:
            print(f"{name:42}   there is none yet")
            continue
        plain, packed = _measure(client, path, runs), _measure(client, path, runs, _GZIP)
        if plain.status == 404 and name != "/no-such-page":
            print(f"{name:42}   there is none yet")
            continue
        asked = _asked(client, path, statements)
        print(
            f"{path[:41]:42}{plain.status:>7}{plain.median_ms:>6.1f} ms{plain.p95_ms:>5.1f} ms"
            f"{plain.median_ms / unit.median_ms:>6.0f}x{packed.median_ms:>5.1f} ms{asked:>5}"
            f"{plain.size_bytes:>9,}{packed.size_bytes:>8,}"
        )


def _hello() -> FlaskClient:
    app = Flask("hello", static_folder=None)
    app.get("/")(lambda: "hello")
    return app.test_client()


def _measure(
    client: FlaskClient, path: str, runs: int, headers: dict[str, str] | None = None
) -> Measured:
    times = []
    for _ in range(_WARM_UP + runs):
        began = time.perf_counter()
        answer = client.get(path, headers=headers, buffered=True)
        times.append((time.perf_counter() - began) * 1000)
    kept = times[_WARM_UP:]
    return Measured(
        median_ms=statistics.median(kept),
        p95_ms=statistics.quantiles(kept, n=20)[-1],
        status=answer.status_code,
        size_bytes=len(answer.data),
    )


def _asked(client: FlaskClient, path: str, statements: Statements) -> int:
    before = statements.count
    client.get(path, buffered=True)
    return statements.count - before


def _paths(desk: Desk, client: FlaskClient) -> dict[str, str | None]:
    """Address of each page by its name; none where the sample leads to no such page."""
    found = {"tombstone": _withdrawn(desk)}
    for name, at, pattern in _FOUND:
        if "{" not in (at := _filled(at, found) or "{"):
            link = re.search(rf'href="({pattern})"', client.get(at, buffered=True).text)
            if link:
                found[name] = link[1]
    return {page: _filled(page, found) for page in _PAGES}


def _filled(path: str, found: dict[str, str]) -> str | None:
    try:
        return path.format_map(found)
    except KeyError:
        return None


def _withdrawn(desk: Desk) -> str:
    """Withdraw the output that was published last."""
    with desk.services() as services:
        person = next(account for account in services.accounts.all() if account.administrator)
        newest = services.catalogue.newest(1, Kind.OUTPUT)[0].pid
        services.deposit.withdraw(newest, "To measure the page that stays.", by=person.user_id)
        services.indexing.catch_up()
    return f"/records/{newest}"


if __name__ == "__main__":
    main()
