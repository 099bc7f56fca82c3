"""The outbox: every job is done, whatever fails on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import select

from ka2results.models import Job, WorkSession
from ka2results.services.house import Services
from ka2results.services.jobs import LEASE, RETRIES, Jobs
from ka2results.wiring import House
from tests.factories import Clock, Workshop


@pytest.fixture
def done() -> list[Mapping[str, Any]]:
    return []


@pytest.fixture
def jobs(house: House, clock: Clock, done: list[Mapping[str, Any]]) -> Iterator[Jobs]:
    with WorkSession(house.engine, expire_on_commit=False) as session:
        made = Jobs(session, clock)
        made.on("note", done.append)
        yield made


def add(jobs: Jobs, key: str, **payload: Any) -> None:
    with jobs._session.writing():
        jobs.add("note", payload, unique_key=key)


def test_a_job_is_done_once_and_leaves_the_table(jobs: Jobs, done: list[Mapping[str, Any]]) -> None:
    add(jobs, "a", word="hello")

    assert jobs.run_due() == 1
    assert jobs.run_due() == 0
    assert done == [{"word": "hello"}]
    assert jobs.waiting() == 0


def test_the_same_job_added_twice_is_done_once(jobs: Jobs, done: list[Mapping[str, Any]]) -> None:
    add(jobs, "a", word="hello")
    add(jobs, "a", word="hello")

    jobs.run_due()

    assert len(done) == 1


def test_a_job_of_a_transaction_that_was_not_committed_does_not_exist(jobs: Jobs) -> None:
    def interrupted() -> None:
        with jobs._session.writing():
            jobs.add("note", {}, unique_key="a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()

    assert jobs.waiting() == 0


def test_a_failing_job_waits_longer_each_time_and_does_not_stop_the_others(
    jobs: Jobs, done: list[Mapping[str, Any]], clock: Clock
) -> None:
    def fail(_payload: Mapping[str, Any]) -> None:
        raise ValueError("no")

    jobs.on("fail", fail)
    with jobs._session.writing():
        jobs.add("fail", {}, unique_key="f")
    add(jobs, "a", word="hello")

    assert jobs.run_due() == 1
    assert done == [{"word": "hello"}]
    assert jobs.waiting() == 1
    clock.move(seconds=19)
    assert jobs.run_due() == 0


def test_a_job_that_fails_too_often_is_kept_as_dead_with_its_reason(
    house: House, jobs: Jobs, clock: Clock
) -> None:
    def fail(_payload: Mapping[str, Any]) -> None:
        raise ValueError("no such page")

    jobs.on("fail", fail)
    with jobs._session.writing():
        jobs.add("fail", {}, unique_key="f")

    for _ in range(RETRIES):
        clock.move(days=1)
        jobs.run_due()

    with WorkSession(house.engine) as session:
        job = session.scalars(select(Job)).one()
        assert (job.state, job.attempts) == ("dead", RETRIES)
        assert job.error == "ValueError: no such page"
    clock.move(days=1)
    assert jobs.run_due() == 0


def test_a_dead_job_that_is_added_again_gets_another_chance(
    house: House, jobs: Jobs, done: list[Mapping[str, Any]]
) -> None:
    add(jobs, "a", word="hello")
    with WorkSession(house.engine) as session:
        session.scalars(select(Job)).one().state = "dead"
        session.commit()

    add(jobs, "a", word="hello")

    assert jobs.run_due() == 1
    assert len(done) == 1


def test_a_job_whose_worker_died_is_free_again_when_its_lease_ends(
    jobs: Jobs, done: list[Mapping[str, Any]], clock: Clock
) -> None:
    add(jobs, "a", word="hello")
    assert jobs._claim() is not None

    assert jobs.run_due() == 0
    clock.move(seconds=LEASE.total_seconds() + 1)
    assert jobs.run_due() == 1
    assert done == [{"word": "hello"}]


def test_text_is_read_once_for_the_same_bytes(workshop: Workshop, services: Services) -> None:
    workshop.output(file="The same words.")
    workshop.draft(file="The same words.")

    assert services.jobs.waiting() == 0


def test_a_job_that_kills_every_worker_is_parked(
    house: House, jobs: Jobs, done: list[Mapping[str, Any]], clock: Clock
) -> None:
    add(jobs, "poison")
    for _ in range(RETRIES):
        assert jobs._claim() is not None
        clock.move(seconds=LEASE.total_seconds() + 1)
    add(jobs, "next", word="hello")

    assert jobs.run_due() == 1

    assert done == [{"word": "hello"}]
    with WorkSession(house.engine) as session:
        assert session.scalars(select(Job)).one().state == "dead"


def test_a_worker_that_lost_its_lease_leaves_the_job_to_the_other(
    house: House, jobs: Jobs, clock: Clock
) -> None:
    def somebody_else_finishes(_payload: Mapping[str, Any]) -> None:
        with WorkSession(house.engine) as session:
            session.delete(session.scalars(select(Job)).one())
            session.commit()
        raise ValueError("too late")

    jobs.on("slow", somebody_else_finishes)
    with jobs._session.writing():
        jobs.add("slow", {}, unique_key="s")

    assert jobs.run_due() == 0
    assert jobs.waiting() == 0
