"""The schema is what the migrations build, and they build what the models say."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select, text

from ka2results.models import Organisation, Partnership, WorkSession, open_engine, schema


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


def test_what_was_there_before_is_found_in_the_lists_afterwards(engine: Engine) -> None:
    schema.upgrade(engine, "2026_11_24_08")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO partnerships (public_id, number, acronym, titles, summaries, topics,"
                " demonstration, created_at) VALUES ('a', NULL, 'ÉCO', :titles, '{}', '[]', 0,"
                " '2026-01-01 00:00:00')"
            ),
            {"titles": '{"fr": "École verte", "pl": "Łódź"}'},
        )
        connection.execute(
            text(
                "INSERT INTO organisations (public_id, oid, name, city, country)"
                " VALUES ('b', 'E10000001', 'Åbo Akademi', NULL, 'FI')"
            )
        )

    schema.upgrade(engine)

    with WorkSession(engine) as session:
        rows: list[Partnership | Organisation] = [
            session.scalars(select(Partnership)).one(),
            session.scalars(select(Organisation)).one(),
        ]
        filled = [row.search_text for row in rows]
        for row in rows:
            row.search_text = ""
        session.flush()
        written_by_the_models = [row.search_text for row in rows]
    assert [words.split() for words in filled] == [
        ["eco", "ecole", "verte", "lodz"],
        ["abo", "akademi", "e10000001"],
    ]
    assert filled == written_by_the_models
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
