"""Partnerships: opened once, joined by people, shown with their organisations."""

from __future__ import annotations

import pytest

from ka2results.domain.permissions import Role
from ka2results.errors import InvalidInput, NotAllowed, NotFound
from ka2results.services.house import Services
from tests.factories import Workshop, event_entry, participation, partnership_entry


def test_whoever_opens_a_partnership_coordinates_it(workshop: Workshop, services: Services) -> None:
    public_id = workshop.partnership()

    page = services.catalogue.partnership(public_id, by=workshop.person())

    assert page.role is Role.COORDINATOR
    assert services.catalogue.partnership(public_id, by=None).role is None


def test_a_project_number_belongs_to_one_partnership(workshop: Workshop) -> None:
    workshop.partnership(number="2020-1-FI01-KA202-777777")

    with pytest.raises(InvalidInput) as caught:
        workshop.partnership(number="2020-1-FI01-KA202-777777")

    assert "number" in caught.value.errors


def test_the_coordinating_organisation_is_shown_first(
    workshop: Workshop, services: Services
) -> None:
    public_id = workshop.partnership(
        participations=[
            participation("Alpha", "EE"),
            participation("Zeta", "FI", role="coordinator"),
            participation("Beta", "EL"),
        ]
    )

    shown = services.catalogue.partnership(public_id, by=None).partnership

    assert [o.name for o in shown.organisations] == ["Zeta", "Alpha", "Beta"]


def test_the_same_organisation_in_two_partnerships_is_one_organisation(
    workshop: Workshop, services: Services
) -> None:
    from sqlalchemy import func, select

    from ka2results.models import Organisation

    workshop.partnership(participations=[participation("Alpha", oid="E10000001")])
    workshop.partnership(participations=[participation("Alpha Ltd", oid="E10000001")])

    count = services._session.scalars(select(func.count()).select_from(Organisation)).one()
    assert count == 1


def test_only_a_coordinator_changes_the_partnership(workshop: Workshop, services: Services) -> None:
    public_id = workshop.partnership()
    contributor = workshop.contributor("bruno", public_id)

    with pytest.raises(NotAllowed):
        services.partnerships.edit(public_id, partnership_entry(), by=contributor)
    with pytest.raises(NotAllowed):
        services.partnerships.add_organisation(public_id, participation(), by=contributor)
    with pytest.raises(NotAllowed):
        services.partnerships.add_member(
            public_id, "bruno@example.org", Role.COORDINATOR, by=contributor
        )


def test_a_role_can_be_changed(workshop: Workshop, services: Services) -> None:
    public_id = workshop.partnership()
    bruno = workshop.contributor("bruno", public_id)

    services.partnerships.add_member(
        public_id, "bruno@example.org", Role.COORDINATOR, by=workshop.person()
    )

    assert services.catalogue.partnership(public_id, by=bruno).role is Role.COORDINATOR


def test_somebody_without_an_account_cannot_be_added(
    workshop: Workshop, services: Services
) -> None:
    public_id = workshop.partnership()

    with pytest.raises(InvalidInput, match="nobody@example"):
        services.partnerships.add_member(public_id, "nobody@example.org", Role.CONTRIBUTOR, by=None)


def test_an_unknown_partnership_is_told(services: Services) -> None:
    with pytest.raises(NotFound):
        services.catalogue.partnership("nothing", by=None)


def test_partnerships_are_found_by_title_acronym_and_number(
    workshop: Workshop, services: Services
) -> None:
    workshop.partnership(titles={"fi": "Yhdessä töissä"}, acronym="YHDESSÄ")
    wanted = workshop.partnership(
        titles={"en": "100% care_work"}, acronym="CARE", number="2019-1-PT01-KA204-060001"
    )

    for words in ("100% care_", "care", "pt01-ka204"):
        pages, total = services.catalogue.partnerships(words, 1, 10)
        assert [page.partnership.public_id for page in pages] == [wanted]
        assert total == 1
    assert services.catalogue.partnerships("töissä", 1, 10)[1] == 1
    assert services.catalogue.partnerships("", 2, 1)[1] == 2


def test_a_new_organisation_shows_on_published_records_and_in_the_facets(
    workshop: Workshop, services: Services
) -> None:
    public_id = workshop.partnership()
    pid = workshop.output(public_id)

    services.partnerships.add_organisation(
        public_id, participation("Kreeka kool", "EL"), by=workshop.person()
    )

    names = [o.name for o in services.catalogue.public_record(pid).partnership.organisations]
    assert "Kreeka kool" in names
    assert "EL" in [value.value for value in services.catalogue.facets()["country"]]


def test_editing_keeps_what_only_lists_tell(workshop: Workshop, services: Services) -> None:
    public_id = workshop.partnership(
        demonstration=True, number=None, action="KA202", project_card="https://example.org/card"
    )

    services.partnerships.edit(
        public_id,
        partnership_entry(number=None, action=None, titles={"en": "New"}),
        by=workshop.person(),
    )

    shown = services.catalogue.partnership(public_id, by=None).partnership
    assert shown.titles == {"en": "New"}
    assert shown.demonstration
    assert shown.action == "KA202"


def test_no_partnership_renames_the_partner_of_another(
    workshop: Workshop, services: Services
) -> None:
    first = workshop.partnership(participations=[participation("Alpha", oid="E10000001")])
    workshop.partnership(participations=[participation("Beta", oid="E10000001", city="Turku")])

    shown = services.catalogue.partnership(first, by=None).partnership

    assert [o.name for o in shown.organisations] == ["Alpha"]


def test_accented_capitals_are_found(workshop: Workshop, services: Services) -> None:
    workshop.partnership(titles={"fr": "École verte"})

    assert services.catalogue.partnerships("École", 1, 10)[1] == 1
    assert services.catalogue.partnerships("école", 1, 10)[1] == 1


def test_visitors_do_not_learn_of_draft_events(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership()
    output = workshop.output(partnership)
    services.deposit.create_event(
        partnership, event_entry(presents=(output,)), by=workshop.person()
    )

    (seen,) = services.catalogue.partnership(partnership, by=None).outputs
    (own,) = services.catalogue.partnership(partnership, by=workshop.person()).outputs

    assert len(seen.presented_at) == 0
    assert len(own.presented_at) == 1


def test_the_only_coordinator_cannot_become_less(workshop: Workshop, services: Services) -> None:
    public_id = workshop.partnership()
    add = services.partnerships.add_member
    workshop.contributor("bruno", public_id)

    with pytest.raises(InvalidInput, match="only coordinator"):
        add(public_id, "anna@example.org", Role.CONTRIBUTOR, by=workshop.person())

    add(public_id, "bruno@example.org", Role.COORDINATOR, by=workshop.person())
    add(public_id, "anna@example.org", Role.CONTRIBUTOR, by=workshop.person())
    assert services.catalogue.partnership(public_id, by=workshop.person()).role is Role.CONTRIBUTOR
