"""Fixtures for every room: a house on engines of its own for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ka2results.extraction.memory import PlainTextExtractor
from ka2results.models import open_engine, schema
from ka2results.search.memory import MemoryIndex
from ka2results.services.house import Services
from ka2results.settings import Settings
from ka2results.storage.memory import MemoryFileStore
from ka2results.wiring import House, build
from tests.factories import Clock, Workshop

REQUIRED = set(filter(None, os.environ.get("TESTS_REQUIRE", "").split(",")))


def unavailable(what: str, reason: str) -> None:
    """Skip with a reason, or fail where the test run promised to have it."""
    if what in REQUIRED:
        pytest.fail(f"{what} is required here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at the newest revision, copied for each test."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    engine = open_engine(f"sqlite:///{path}")
    schema.upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path) -> Settings:
    """Settings of a house in the test's own folder, with a database ready for use."""
    home = tmp_path / "home"
    (home / "instance").mkdir(parents=True)
    shutil.copy(empty_database, home / "instance" / "ka2results.db")
    return Settings.from_env(
        {
            "KA2_ENV": "development",
            "KA2_HOME": str(home),
            "KA2_REPOSITORY_ID": "results.example.org",
            "KA2_BASE_URL": "https://results.example.org",
            "KA2_MAX_UPLOAD_BYTES": "5000000",
        }
    )


@pytest.fixture
def clock() -> Clock:
    """A clock that the test moves."""
    return Clock()


@pytest.fixture
def house(settings: Settings, clock: Clock) -> Iterator[House]:
    """A house with the twins of storage, search and extraction, on a real SQLite database."""
    opened = House(
        settings=settings,
        engine=open_engine(settings.database_url),
        store=MemoryFileStore(),
        index=MemoryIndex(),
        extractor=PlainTextExtractor(),
        now=clock,
    )
    yield opened
    opened.close()


@pytest.fixture
def real_house(settings: Settings) -> Iterator[House]:
    """A house with the engines that the settings choose by default."""
    opened = build(settings)
    yield opened
    opened.close()


@pytest.fixture
def services(house: House) -> Iterator[Services]:
    """The services of one request."""
    with house.services() as opened:
        yield opened


@pytest.fixture
def workshop(services: Services) -> Workshop:
    """Builders for people, partnerships and records."""
    return Workshop(services)
