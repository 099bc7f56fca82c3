"""What visitors find and see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ka2results.domain.search import SearchQuery
from ka2results.errors import IndexUnavailable
from ka2results.models import WorkSession
from ka2results.search.memory import MemoryIndex
from ka2results.services import indexing
from ka2results.services.house import Services
from ka2results.services.pages import FoundRecord
from ka2results.wiring import House
from tests.factories import Workshop, output_entry, participation


def marked(found: FoundRecord) -> list[str]:
    return [part.text for part in found.snippet if part.marked]


def test_a_word_inside_a_file_is_shown_in_its_place_with_the_name_of_the_file(
    workshop: Workshop, services: Services
) -> None:
    workshop.output(file="First turn the heap. Then measure the Humidity every day.")

    found = services.catalogue.search(SearchQuery(text="humidity")).found[0]

    assert marked(found) == ["Humidity"]
    assert found.file_name == "guide.txt"


def test_a_word_of_the_summary_is_shown_there(workshop: Workshop, services: Services) -> None:
    workshop.output(summaries={"en": "For teachers of gardening.", "fi": "Opettajille."})

    found = services.catalogue.search(SearchQuery(text="gardening")).found[0]

    assert marked(found) == ["gardening"]
    assert found.file_name is None


def test_a_record_that_the_index_still_names_but_the_database_hides_is_not_shown(
    workshop: Workshop, services: Services, house: House
) -> None:
    from ka2results.models import Record

    pid = workshop.output()
    with WorkSession(house.engine) as session:
        record = session.query(Record).filter_by(pid=pid).one()
        record.status, record.withdrawal_reason = "withdrawn", "Behind the index's back."
        session.commit()

    with house.services() as later:
        answer = later.catalogue.search(SearchQuery(text="handbook"))

    assert answer.found == ()


def test_the_newest_come_first(workshop: Workshop, services: Services) -> None:
    first, second = workshop.output(), workshop.output()

    assert [record.pid for record in services.catalogue.newest(5)] == [second, first]


def test_totals_count_what_the_public_sees(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)
    workshop.event(partnership, (output,))
    workshop.draft(partnership)

    totals = services.catalogue.totals()

    assert (totals.outputs, totals.events, totals.partnerships) == (1, 1, 1)


def test_of_a_withdrawn_event_no_place_remains(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership()
    place = {"venue": "Town hall", "city": "Turku", "country": "FI", "online": True}
    pid = workshop.event(partnership, (workshop.output(partnership),), **place)
    before = services.catalogue.public_record(pid).event
    services.deposit.withdraw(pid, "A mistake.", by=workshop.person())

    after = services.catalogue.public_record(pid).event

    assert before
    assert after
    assert {name: getattr(before, name) for name in place} == place
    assert after == replace(before, venue="", city="", country=None, online=False)


def test_an_index_that_was_lost_is_filled_again_from_the_database(
    workshop: Workshop, house: House
) -> None:
    pids = {workshop.output() for _ in range(3)}
    with replace(house, index=MemoryIndex()).services() as services:
        with pytest.raises(IndexUnavailable, match="rebuilt"):
            services.catalogue.search(SearchQuery(text="handbook"))

        services.indexing.catch_up()

        found = services.catalogue.search(SearchQuery(text="handbook")).found
        assert {hit.record.pid for hit in found} == pids
        index, head = services.indexing.status()
        assert index.sequence == head


def test_rebuilding_gives_the_same_answers(workshop: Workshop, services: Services) -> None:
    for _ in range(3):
        workshop.output()
    before = services.catalogue.search(SearchQuery(text="handbook"))

    assert services.indexing.rebuild() == 3

    after = services.catalogue.search(SearchQuery(text="handbook"))
    assert [hit.record.pid for hit in after.found] == [hit.record.pid for hit in before.found]


def test_an_index_many_changes_behind_catches_up_with_every_one(
    workshop: Workshop, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    pids = {workshop.output() for _ in range(5)}
    fresh = MemoryIndex()
    fresh.apply([], ["nothing"], sequence=1)
    with replace(house, index=fresh).services() as services:
        services.indexing.catch_up()
        found = services.catalogue.search(SearchQuery(text="handbook")).found

    assert len({hit.record.pid for hit in found} & pids) == 4


def test_an_index_of_another_database_is_made_anew(workshop: Workshop, house: House) -> None:
    pid = workshop.output()
    foreign = MemoryIndex()
    foreign.apply([], ["nothing"], sequence=500)

    with replace(house, index=foreign).services() as services:
        services.indexing.catch_up()
        found = services.catalogue.search(SearchQuery(text="handbook")).found

    assert [hit.record.pid for hit in found] == [pid]


def test_the_index_shows_what_another_process_wrote_meanwhile(
    workshop: Workshop, services: Services, house: House
) -> None:
    pid, by = workshop.output(), workshop.person()
    services.deposit.edit(pid, output_entry(titles={"en": "Walrus"}), by=by)
    with replace(house, index=MemoryIndex()).services() as other:
        other.deposit.edit(pid, output_entry(titles={"en": "Zebrafish"}), by=by)

    services.indexing.catch_up()

    assert services.catalogue.search(SearchQuery(text="zebrafish")).total == 1
    assert services.catalogue.search(SearchQuery(text="walrus")).total == 0


def test_a_change_of_the_partnership_enters_each_record_once(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    outputs = tuple(workshop.output(partnership) for _ in range(3))
    for _ in range(2):
        workshop.event(partnership, outputs)
    before = services.indexing.status()[1]

    services.partnerships.add_organisation(
        partnership, participation("Kool", "EE"), by=workshop.person()
    )

    assert services.indexing.status()[1] - before == 5
