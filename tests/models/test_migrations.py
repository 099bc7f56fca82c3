"""The schema is what the migrations build, and they build what the models say."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from ka2results.models import open_engine, schema


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'new' / 'database.db'}")


def test_upgrading_from_nothing_gives_what_the_models_say(engine: Engine) -> None:
    schema.upgrade(engine)

    assert schema.differences(engine) == []
    assert schema.is_current(engine)
    engine.dispose()


def test_downgrading_to_nothing_leaves_no_table(engine: Engine) -> None:
    schema.upgrade(engine)

    schema.downgrade(engine, schema.NOTHING)

    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()


def test_every_revision_can_be_taken_back_and_applied_again(engine: Engine) -> None:
    schema.upgrade(engine)

    for _ in range(3):
        schema.downgrade(engine, "-1")
    schema.upgrade(engine)

    assert schema.differences(engine) == []
    engine.dispose()


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE journal_clock SET sequence = 7"))

    schema.upgrade(engine)

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT sequence FROM journal_clock")) == 7
    engine.dispose()


def test_a_database_that_lacks_a_revision_is_not_current(engine: Engine) -> None:
    schema.upgrade(engine)

    schema.downgrade(engine, "-1")

    assert not schema.is_current(engine)
    engine.dispose()


def test_a_difference_between_models_and_database_is_told(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE users ADD COLUMN extra TEXT"))

    assert any("extra" in difference for difference in schema.differences(engine))
    engine.dispose()


def test_the_database_refuses_a_withdrawn_record_without_a_reason(engine: Engine) -> None:
    schema.upgrade(engine)
    insert = text(
        "INSERT INTO records (pid, kind, status, partnership_id, titles, summaries, keywords,"
        " languages, created_at, changed_at, published_at, edits)"
        " VALUES ('a', 'output', 'withdrawn', 1, '{}', '{}', '[]', '[]', 0, 0, 0, 1)"
    )

    with engine.connect() as connection, pytest.raises(Exception, match="reason_given"):
        connection.execute(insert)
    engine.dispose()
