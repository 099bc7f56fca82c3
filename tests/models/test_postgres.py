"""The same house on a real PostgreSQL: chosen by URL, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import inspect, select, text

from ka2results.domain.harvest import HarvestQuery, Syntax
from ka2results.domain.listing import PartnershipQuery
from ka2results.domain.search import SearchQuery
from ka2results.models import Change, WorkSession, open_engine, schema
from ka2results.wiring import House
from tests import postgres
from tests.conftest import unavailable
from tests.factories import Clock, Workshop, participation
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
        assert services.catalogue.partnerships(PartnershipQuery("école"))[1] == 1
        assert len(services.harvest.page(HarvestQuery(Syntax.XML, "oai_dc")).records) == 2
        of_events = HarvestQuery(Syntax.XML, "oai_dc", set_spec="events")
        (harvested,) = services.harvest.page(of_events).records
        assert harvested.header.pid == event
        services.deposit.withdraw(output, "Wrong file.", by=workshop.person())
        assert services.harvest.record(Syntax.JSON, "amb", output).header.deleted


def test_lists_and_counts_are_the_same_as_on_sqlite(house_on_postgres: House) -> None:
    with house_on_postgres.services() as services:
        workshop = Workshop(services)
        partnership = workshop.partnership(
            acronym="A", topics=("Vihreät taidot", 'An "odd" one'), agency="FI01",
            participations=[participation("Åbo Akademi", "FI"), participation("B", "EE")],
        )  # fmt: skip
        workshop.partnership(acronym="B", number=None, field=None, agency=None, call_year=None)
        output = workshop.output(partnership, languages=("fi", "en"))
        event = workshop.event(partnership, (output,))

        browsing, statistics = services.browsing, services.statistics
        for query in (
            PartnershipQuery(topic="green-skills"),
            PartnershipQuery(topic='An "odd" one'),
            PartnershipQuery("skills green", country="EE"),
        ):
            (page,) = services.catalogue.partnerships(query)[0]
            assert page.partnership.acronym == "A"
        assert browsing.partnerships_by("topic").rows == (('An "odd" one', 1), ("green-skills", 1))
        assert browsing.partnerships_by("country").rows == (("FI", 2), ("EE", 1))
        assert browsing.partnerships_by("year").rows == (("2020", 1),)
        ((row,), total) = browsing.organisations("abo", 1, 10)
        assert (row.partnerships, total) == (1, 1)
        assert [r.pid for r in browsing.organisation(row.public_id).outputs] == [output]
        assert [r.pid for r in browsing.coming_events(date(2022, 5, 12), 5)] == [event]
        overview = statistics.overview()
        assert (overview.outputs, overview.events, overview.files) == (1, 1, 1)
        assert overview.figures["language"].rows == (("en", 1), ("fi", 1))
        assert overview.figures["country"].rows == (("EE", 1), ("FI", 1))
        assert overview.figures["year"].rows == (("2026", 1),)


def test_years_are_those_of_utc_wherever_the_server_stands(
    house_on_postgres: House, clock: Clock
) -> None:
    with house_on_postgres.engine.begin() as connection:
        connection.execute(text("ALTER DATABASE postgres SET timezone TO 'Pacific/Auckland'"))
    house_on_postgres.engine.dispose()
    clock.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    with house_on_postgres.services() as services:
        Workshop(services).output()

        assert services.statistics.figure("year").rows == (("2026", 1),)


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
