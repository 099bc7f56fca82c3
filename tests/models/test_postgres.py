"""The same house on a real PostgreSQL: chosen by URL, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import inspect, select

from ka2results.domain.harvest import HarvestQuery, Syntax
from ka2results.domain.search import SearchQuery
from ka2results.models import Change, WorkSession, open_engine, schema
from ka2results.wiring import House
from tests import postgres
from tests.conftest import unavailable
from tests.factories import Workshop
from tests.parallel import TURNS, edit_in_parallel

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    if not postgres.is_there():
        unavailable("postgres", "there is no PostgreSQL server on this machine")
    with postgres.running() as url:
        yield url


@pytest.fixture
def house_on_postgres(house: House, server: str) -> Iterator[House]:
    engine = open_engine(server)
    schema.upgrade(engine)
    yield replace(house, engine=engine)
    schema.downgrade(engine, schema.NOTHING)
    engine.dispose()


def test_the_migrations_build_what_the_models_say_and_take_it_back(server: str) -> None:
    engine = open_engine(server)

    schema.upgrade(engine)
    assert schema.differences(engine) == []
    schema.downgrade(engine, schema.NOTHING)

    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()


def test_the_main_job_runs(house_on_postgres: House) -> None:
    with house_on_postgres.services() as services:
        workshop = Workshop(services)
        partnership = workshop.partnership(titles={"fr": "École verte"})
        output = workshop.output(partnership, file="Measure the humidity.")
        event = workshop.event(partnership, (output,))

        found = services.catalogue.search(SearchQuery(text="humidity")).found
        assert [hit.record.pid for hit in found] == [output]
        assert services.catalogue.partnerships("école", 1, 5)[1] == 1
        assert len(services.harvest.page(HarvestQuery(Syntax.XML, "oai_dc")).records) == 2
        of_events = HarvestQuery(Syntax.XML, "oai_dc", set_spec="events")
        (harvested,) = services.harvest.page(of_events).records
        assert harvested.header.pid == event
        services.deposit.withdraw(output, "Wrong file.", by=workshop.person())
        assert services.harvest.record(Syntax.JSON, "amb", output).header.deleted


def test_writers_in_parallel_leave_no_gap_and_no_double(house_on_postgres: House) -> None:
    house = house_on_postgres
    with house.services() as services:
        workshop = Workshop(services)
        by = workshop.person()
        partnership = workshop.partnership()
        pids = [workshop.output(partnership) for _ in range(4)]

    edit_in_parallel(house, pids, by=by)

    with WorkSession(house.engine) as session:
        sequences = session.scalars(select(Change.sequence).order_by(Change.sequence)).all()
    assert sequences == list(range(1, len(pids) * (1 + TURNS) + 1))
