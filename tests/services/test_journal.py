"""The journal: an order that never lies, whatever writers and clocks do."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ka2results.domain.harvest import START, HarvestQuery, Reason, Syntax
from ka2results.models import Change, HarvestEntry, Representation, WorkSession
from ka2results.services.house import Services
from ka2results.services.loading import load_record
from ka2results.wiring import House
from tests.factories import START as MORNING
from tests.factories import Clock, Workshop, output_entry
from tests.parallel import TURNS, edit_in_parallel

DC = HarvestQuery(Syntax.XML, "oai_dc")
AMB = HarvestQuery(Syntax.JSON, "amb")


def changes(house: House) -> list[Change]:
    with WorkSession(house.engine) as session:
        return list(session.scalars(select(Change).order_by(Change.sequence)))


@dataclass
class Mirror:
    """A harvester that keeps what it was sent, page by page."""

    services: Services
    query: HarvestQuery = DC
    records: dict[str, bytes | None] = field(default_factory=dict)

    def harvest(self) -> None:
        position = START
        while position is not None:
            page = self.services.harvest.page(self.query, position)
            for record in page.records:
                self.records[record.header.pid] = record.body
            if page.next is None:
                break
            position = page.next


def source(house: House, query: HarvestQuery = DC) -> dict[str, bytes | None]:
    with WorkSession(house.engine) as session:
        rows = session.execute(
            select(HarvestEntry.record_pid, HarvestEntry.deleted, Representation.body)
            .join(Representation, Representation.record_pid == HarvestEntry.record_pid)
            .where(
                Representation.syntax == query.syntax,
                Representation.metadata_prefix == query.metadata_prefix,
            )
        )
        return {pid: None if deleted else body for pid, deleted, body in rows}


def test_publishing_enters_one_change_with_the_next_sequence(
    house: House, workshop: Workshop
) -> None:
    first, second = workshop.output(), workshop.output()

    entered = [(change.sequence, change.record_pid) for change in changes(house)]

    assert entered == [(1, first), (2, second)]


def test_the_datestamp_never_runs_backwards(
    house: House, workshop: Workshop, services: Services, clock: Clock
) -> None:
    pid = workshop.output()
    clock.move(days=-3)
    services.deposit.edit(pid, output_entry(titles={"en": "Later"}), by=workshop.person())
    clock.move(days=3, seconds=5)
    services.deposit.edit(pid, output_entry(titles={"en": "Latest"}), by=workshop.person())

    stamps = [change.datestamp for change in changes(house)]

    assert stamps == [MORNING, MORNING, MORNING + timedelta(seconds=5)]


def test_an_event_moves_the_outputs_that_show_it(house: House, workshop: Workshop) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)

    event = workshop.event(partnership, (output,))

    reasons = [(change.record_pid, change.reason) for change in changes(house)]
    assert reasons == [(output, "published"), (event, "published"), (output, "linked")]


def test_a_partnership_that_changes_its_name_moves_its_records(
    house: House, workshop: Workshop, services: Services
) -> None:
    from tests.factories import partnership_entry

    partnership = workshop.partnership()
    output = workshop.output(partnership)

    services.partnerships.edit(
        partnership, partnership_entry(titles={"en": "New name"}), by=workshop.person()
    )

    assert changes(house)[-1].record_pid == output
    assert changes(house)[-1].reason == "partnership"


def test_text_that_is_read_after_publication_moves_the_index_but_no_harvester(
    house: House, workshop: Workshop, services: Services
) -> None:
    pid = workshop.draft()
    services.deposit.publish(pid, by=workshop.person())
    before = services.harvest.page(DC).records[0].header

    services.jobs.run_due()

    assert changes(house)[-1].reason == "text-read"
    assert services.harvest.page(DC).records[0].header == before
    assert services.indexing.status()[0].sequence == changes(house)[-1].sequence


def test_a_body_is_rendered_once_at_publication(house: House, workshop: Workshop) -> None:
    pid = workshop.output()
    with WorkSession(house.engine) as session:
        session.get_one(Representation, (pid, "xml", "oai_dc")).body = b"<kept/>"
        session.commit()

    with house.services() as later:
        assert later.harvest.record(Syntax.XML, "oai_dc", pid).body == b"<kept/>"


def test_a_tombstone_keeps_its_sets_and_formats_but_no_body(
    house: House, workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()
    sets = services.harvest.record(Syntax.JSON, "amb", pid).header.sets

    services.deposit.withdraw(pid, "Wrong file.", by=workshop.person())

    withdrawn = services.harvest.record(Syntax.JSON, "amb", pid)
    assert withdrawn.header.deleted
    assert withdrawn.header.sets == sets
    assert withdrawn.body is None
    with WorkSession(house.engine) as session:
        assert session.get_one(Representation, (pid, "json", "amb")).body == b""


def test_the_response_date_is_never_before_the_newest_datestamp(
    workshop: Workshop, services: Services, clock: Clock
) -> None:
    workshop.output()
    clock.move(hours=-2)

    assert services.harvest.moment() == MORNING


def test_a_list_ends_although_all_that_was_left_of_it_has_changed(
    settings_page_of_one: House, clock: Clock
) -> None:
    with settings_page_of_one.services() as services:
        workshop = Workshop(services)
        first, second = workshop.output(), workshop.output()
        until = HarvestQuery(Syntax.XML, "oai_dc", until=MORNING)
        page = services.harvest.page(until)
        clock.move(minutes=1)
        services.deposit.edit(second, output_entry(), by=workshop.person())

        assert page.next is not None
        last = services.harvest.page(until, page.next)

        assert [record.header.pid for record in last.records] == [first]
        assert last.next is None


@pytest.fixture
def settings_page_of_one(house: House) -> House:
    from dataclasses import replace

    return replace(house, settings=replace(house.settings, feed_page_size=1))


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "edit", "withdraw", "page", "jump"]),
        st.integers(0, 5),
        st.integers(-4000, 4000),
    ),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(actions=ACTIONS)
def test_a_mirror_that_pages_while_everything_changes_equals_the_source_in_the_end(
    actions: list[tuple[str, int, int]], settings_page_of_one: House, clock: Clock
) -> None:
    house = settings_page_of_one
    with house.services() as services:
        workshop = Workshop(services)
        by = workshop.people_once()
        partnership = workshop.partnership()
        published: list[str] = []
        mirror, position = Mirror(services), START
        for action, which, seconds in actions:
            if action == "publish":
                published.append(workshop.output(partnership))
            elif action == "jump":
                clock.move(seconds=seconds)
            elif action == "page" and published:
                page = services.harvest.page(DC, position)
                mirror.records |= {r.header.pid: r.body for r in page.records}
                position = page.next or START
            elif published:
                pid = published[which % len(published)]
                if action == "edit":
                    entry = output_entry(titles={"en": f"Title {which} {seconds}"})
                    services.deposit.edit(pid, entry, by=by)
                else:
                    services.deposit.withdraw(pid, "Test.", by=by)
                    published.remove(pid)

        if source(house):
            mirror.harvest()
        assert mirror.records == source(house)
        sequences = [change.sequence for change in changes(house)]
        assert sequences == list(range(1, len(sequences) + 1))


def test_writers_in_parallel_leave_no_gap_and_no_double(house: House, clock: Clock) -> None:
    with house.services() as services:
        workshop = Workshop(services)
        by = workshop.person()
        partnership = workshop.partnership()
        pids = [workshop.output(partnership) for _ in range(4)]

    edit_in_parallel(house, pids, by=by)

    sequences = [change.sequence for change in changes(house)]
    assert sequences == list(range(1, 4 * (1 + TURNS) + 1))
    with house.services() as services:
        mirror = Mirror(services)
        mirror.harvest()
    assert mirror.records == source(house)


def test_the_response_date_waits_for_a_writer_that_has_stamped_and_not_committed(
    house: House, workshop: Workshop, clock: Clock
) -> None:
    pid = workshop.output()
    stamped, go_on = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with house.services() as own, own._session.writing():
            own.deposit._publishing.enter_all([load_record(own._session, pid)], Reason.EDITED)
            stamped.set()
            go_on.wait(timeout=10)

    writer = threading.Thread(target=write_slowly)
    writer.start()
    stamped.wait(timeout=10)
    moments: list[datetime] = []

    def harvest() -> None:
        with house.services() as own:
            moments.append(own.harvest.moment())

    harvester = threading.Thread(target=harvest)
    harvester.start()
    harvester.join(timeout=0.5)
    waited = harvester.is_alive()
    go_on.set()
    writer.join()
    harvester.join()

    assert waited, "the response date was taken while a writer had stamped and not committed"
    assert moments == [MORNING]
