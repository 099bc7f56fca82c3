"""Engines and sessions: one behaviour on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ka2results.errors import DatabaseBusy

# Letters are kept as they are, so that a plain LIKE finds them in a language map.
_JSON: dict[str, Any] = {
    "json_serializer": partial(json.dumps, ensure_ascii=False),
    "json_deserializer": orjson.loads,
}

WRITES = "ka2_writes"
"""Execution option of a transaction that means to write."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA case_sensitive_like=ON",
)


class WorkSession(Session):
    """A session that reads until a use case says that it will write."""

    def look_afresh(self) -> None:
        """Let go of the snapshot and of everything remembered from it.

        A rollback alone forgets nothing when no transaction is open.
        """
        self.rollback()
        self.expire_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that may write: committed at the end of the block, or not at all.

        What was read before is let go. On SQLite the transaction takes the write lock at once
        (BEGIN IMMEDIATE): one that reads first and writes later would fail when another writer
        came between. ADR-4.

        Raises:
            DatabaseBusy: another writer held the lock for longer than we wait.
        """
        self.look_afresh()
        try:
            self.connection(execution_options={WRITES: True})
        except OperationalError as error:
            raise DatabaseBusy from error
        try:
            yield
            self.commit()
        except BaseException:
            self.rollback()
            raise


def open_engine(url: str) -> Engine:
    """Open a database by its URL.

    The folder of a SQLite file is made when it is missing.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        server = create_engine(parsed, pool_pre_ping=True, hide_parameters=True, **_JSON)
        event.listen(server, "connect", _keep_utc)
        return server
    if parsed.database:
        # Password hashes and drafts are for the application only.
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(parsed, hide_parameters=True, **_JSON)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_utc(connection: Any, _record: Any) -> None:
    # Years and days are those of UTC, as on SQLite, wherever the server stands.
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Autocommit mode of the driver: SQLAlchemy's begin event below decides how we begin.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    # SQLite's own knows only the letters of English; PostgreSQL's knows all.
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
