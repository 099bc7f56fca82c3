"""A record's life, as partnerships live it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ka2results.domain.records import Status
from ka2results.domain.search import SearchQuery
from ka2results.errors import (
    Conflict,
    IncompleteRecord,
    InvalidInput,
    NotAllowed,
    NotFound,
    WrongState,
)
from ka2results.models import AuditEntry, WorkSession
from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import Clock, Workshop, event_entry, output_entry


def hits(services: Services, words: str) -> list[str]:
    answer = services.catalogue.search(SearchQuery(text=words))
    return [found.record.pid for found in answer.found]


def test_a_draft_is_seen_by_its_partnership_only(workshop: Workshop, services: Services) -> None:
    pid = workshop.draft()
    stranger = workshop.person("bruno")

    assert services.catalogue.landing(pid, by=workshop.person()).record.status is Status.DRAFT
    for visitor in (None, stranger):
        with pytest.raises(NotFound):
            services.catalogue.landing(pid, by=visitor)


def test_a_published_output_is_found_by_its_title_and_by_a_word_inside_its_file(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.output(file="Measure the humidity of the compost heap.")

    assert hits(services, "handbook") == [pid]
    assert hits(services, "humidity") == [pid]


def test_an_output_without_a_file_cannot_be_published(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.draft(file=None)

    with pytest.raises(IncompleteRecord) as caught:
        services.deposit.publish(pid, by=workshop.person())

    assert [missing.field for missing in caught.value.missing] == ["files"]


def test_only_a_coordinator_publishes(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership()
    pid = workshop.draft(partnership)
    contributor = workshop.contributor("bruno", partnership)

    with pytest.raises(NotAllowed):
        services.deposit.publish(pid, by=contributor)


def test_publishing_twice_is_refused(workshop: Workshop, services: Services) -> None:
    pid = workshop.output()

    with pytest.raises(WrongState):
        services.deposit.publish(pid, by=workshop.person())


def test_a_contributor_may_edit_a_draft(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership()
    pid = workshop.draft(partnership)
    contributor = workshop.contributor("bruno", partnership)

    services.deposit.edit(pid, output_entry(titles={"en": "Better title"}), by=contributor)

    record = services.catalogue.landing(pid, by=contributor).record
    assert record.titles == {"en": "Better title"}


def test_two_people_who_save_the_same_state_do_not_overwrite_each_other(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.draft()
    by = workshop.person()
    seen = services.catalogue.landing(pid, by=by).record.edits
    services.deposit.edit(pid, output_entry(titles={"en": "First"}), by=by, edits=seen)

    with pytest.raises(Conflict):
        services.deposit.edit(pid, output_entry(titles={"en": "Second"}), by=by, edits=seen)

    assert services.catalogue.landing(pid, by=by).record.titles == {"en": "First"}


def test_an_edit_of_a_published_output_is_public_at_once(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()

    services.deposit.edit(pid, output_entry(titles={"fi": "Opas"}), by=workshop.person())

    assert services.catalogue.public_record(pid).titles == {"fi": "Opas"}
    assert hits(services, "opas") == [pid]
    assert hits(services, "handbook") == []


def test_an_edit_that_empties_a_published_output_is_refused_and_changes_nothing(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()

    with pytest.raises(IncompleteRecord):
        services.deposit.edit(pid, output_entry(licence=None), by=workshop.person())

    assert services.catalogue.public_record(pid).licence == "CC-BY-4.0"


def test_an_event_presents_outputs_and_both_pages_say_so(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)

    event = workshop.event(partnership, (output,))

    presents = services.catalogue.public_record(event).presents
    presented_at = services.catalogue.public_record(output).presented_at
    assert [other.pid for other in presents] == [output]
    assert [other.pid for other in presented_at] == [event]


def test_an_event_cannot_be_published_before_an_output_it_presents(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    draft = workshop.draft(partnership)

    with pytest.raises(IncompleteRecord) as caught:
        workshop.event(partnership, (draft,))

    assert [missing.field for missing in caught.value.missing] == ["presents"]


def test_an_event_cannot_present_an_output_of_another_partnership(workshop: Workshop) -> None:
    foreign = workshop.output(workshop.partnership())

    with pytest.raises(InvalidInput, match="no longer here"):
        workshop.event(workshop.partnership(), (foreign,))


def test_an_event_that_no_longer_presents_an_output_leaves_its_page(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    first, second = workshop.output(partnership), workshop.output(partnership)
    event = workshop.event(partnership, (first, second))

    services.deposit.edit(event, event_entry(presents=(second,)), by=workshop.person())

    assert services.catalogue.public_record(first).presented_at == ()


def test_a_withdrawn_record_is_forgotten_by_search_and_keeps_a_tombstone(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()

    services.deposit.withdraw(pid, " A photo without consent. ", by=workshop.person())

    record = services.catalogue.public_record(pid)
    assert record.status is Status.WITHDRAWN
    assert record.withdrawal_reason == "A photo without consent."
    assert record.files == ()
    assert record.summaries == {}
    assert hits(services, "handbook") == []


def test_withdrawing_asks_for_a_reason(workshop: Workshop, services: Services) -> None:
    pid = workshop.output()

    with pytest.raises(InvalidInput) as caught:
        services.deposit.withdraw(pid, "  ", by=workshop.person())

    assert "reason" in caught.value.errors


def test_an_administrator_may_withdraw_and_a_contributor_may_not(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    pid = workshop.output(partnership)
    contributor = workshop.contributor("bruno", partnership)
    administrator = workshop.person("root", administrator=True)

    with pytest.raises(NotAllowed):
        services.deposit.withdraw(pid, "No.", by=contributor)
    services.deposit.withdraw(pid, "A court said so.", by=administrator)

    assert services.catalogue.public_record(pid).status is Status.WITHDRAWN


def test_a_withdrawn_record_never_changes_again(workshop: Workshop, services: Services) -> None:
    pid = workshop.output()
    services.deposit.withdraw(pid, "Wrong file.", by=workshop.person())

    with pytest.raises(WrongState):
        services.deposit.edit(pid, output_entry(), by=workshop.person())
    with pytest.raises(WrongState):
        services.deposit.discard(pid, by=workshop.person())


def test_a_draft_can_be_deleted_and_a_published_record_cannot(
    workshop: Workshop, services: Services
) -> None:
    draft, published = workshop.draft(), workshop.output()

    services.deposit.discard(draft, by=workshop.person())

    with pytest.raises(NotFound):
        services.catalogue.landing(draft, by=workshop.person())
    with pytest.raises(WrongState):
        services.deposit.discard(published, by=workshop.person())


def test_a_stranger_learns_nothing_of_a_draft_by_acting_on_it(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.draft()
    stranger = workshop.person("bruno")

    for act in (
        lambda: services.deposit.edit(pid, output_entry(), by=stranger),
        lambda: services.deposit.publish(pid, by=stranger),
        lambda: services.deposit.discard(pid, by=stranger),
        lambda: services.deposit.missing(pid, by=stranger),
        lambda: services.deposit.withdraw(pid, "Mine.", by=stranger),
    ):
        with pytest.raises(NotFound):
            act()


def test_every_deed_leaves_its_trace(house: House, workshop: Workshop, services: Services) -> None:
    pid = workshop.output()
    services.deposit.edit(pid, output_entry(), by=workshop.person())
    services.deposit.withdraw(pid, "Wrong file.", by=workshop.person())

    with WorkSession(house.engine) as session:
        query = select(AuditEntry).where(AuditEntry.subject == pid).order_by(AuditEntry.id)
        trail = [(entry.action, entry.user_id) for entry in session.scalars(query)]

    deeds = ["record.create", "file.attach", "record.publish", "record.edit", "record.withdraw"]
    assert trail == [(deed, workshop.person()) for deed in deeds]


def test_publication_stands_although_the_index_refuses(
    workshop: Workshop, services: Services, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ka2results.errors import IndexUnavailable

    def refuse(*_: object, **__: object) -> None:
        raise IndexUnavailable("The disk is full.")

    workshop.output(titles={"en": "Another"})
    pid = workshop.draft()
    with monkeypatch.context() as patch:
        patch.setattr(house.index, "apply", refuse)
        services.deposit.publish(pid, by=workshop.person())

    assert services.catalogue.public_record(pid).status is Status.PUBLISHED
    assert hits(services, "handbook") == []
    services.indexing.catch_up()
    assert hits(services, "handbook") == [pid]


def test_an_output_can_be_published_on_the_day_its_clock_was_put_back(
    workshop: Workshop, services: Services, clock: Clock
) -> None:
    workshop.output()
    clock.move(hours=-1)

    pid = workshop.output(titles={"en": "A second guide"})

    assert pid in hits(services, "second")


def test_an_event_can_be_corrected_after_its_only_output_was_withdrawn(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)
    event = workshop.event(partnership, (output,))
    services.deposit.withdraw(output, "Wrong file.", by=workshop.person())

    entry = event_entry(titles={"en": "Corrected"}, presents=(output,))
    services.deposit.edit(event, entry, by=workshop.person())

    assert services.catalogue.public_record(event).titles == {"en": "Corrected"}
