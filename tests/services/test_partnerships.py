"""Partnerships: opened once, joined by people, shown with their organisations."""

from __future__ import annotations

from typing import Any

import pytest

from ka2results.domain.listing import PartnershipQuery
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
        pages, total = services.catalogue.partnerships(PartnershipQuery(words))
        assert [page.partnership.public_id for page in pages] == [wanted]
        assert total == 1
    assert services.catalogue.partnerships(PartnershipQuery("töissä"))[1] == 1


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
    assert "EL" in dict(services.browsing.figures()["country"].rows)


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

    for words in ("École", "école", "ecole", "VERTE ecole"):
        assert services.catalogue.partnerships(PartnershipQuery(words))[1] == 1


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


def found(services: Services, **asked: Any) -> list[str]:
    pages, total = services.catalogue.partnerships(PartnershipQuery(**asked))
    assert total == len(pages)
    return [page.partnership.acronym for page in pages]


def test_codes_of_languages_are_no_words_of_a_title(workshop: Workshop, services: Services) -> None:
    workshop.partnership(titles={"fi": "Opas", "sv": "Bok"}, acronym="X", number=None)

    assert [found(services, text=words) for words in ("fi", "sv", '"', "{", ":", ",")] == [[]] * 6
    assert found(services, text="bok opas") == ["X"]


def test_every_word_must_occur_in_any_order(workshop: Workshop, services: Services) -> None:
    workshop.partnership(titles={"en": "Green skills for schools"}, acronym="GREEN")
    workshop.partnership(titles={"en": "Green water"}, acronym="WATER")

    assert found(services, text="schools GREEN") == ["GREEN"]
    assert found(services, text="green") == ["GREEN", "WATER"]
    assert found(services, text="  ") == ["GREEN", "WATER"]
    assert found(services, text="sc%ls") == []


def test_a_new_title_is_found_at_once_and_the_old_one_no_more(
    workshop: Workshop, services: Services
) -> None:
    public_id = workshop.partnership(titles={"en": "Walrus"}, acronym="")
    entry = partnership_entry(titles={"en": "Zebrafish"}, acronym="ZEBRA", number=None)

    services.partnerships.edit(public_id, entry, by=workshop.person())

    assert found(services, text="walrus") == []
    assert found(services, text="zebrafish") == ["ZEBRA"]


def test_filters_narrow_the_list_and_must_all_fit(workshop: Workshop, services: Services) -> None:
    facts = {"A": ("FI", "FI01", 2019, "vet"), "B": ("EL", "FI01", 2020, "vet")}
    for acronym, (country, agency, year, field) in facts.items():
        workshop.partnership(
            acronym=acronym, agency=agency, call_year=year, field=field,
            participations=[participation("One", country), participation("Two", country)],
        )  # fmt: skip

    assert found(services, agency="FI01", field="vet") == ["B", "A"]
    assert found(services, country="EL") == ["B"]
    assert found(services, year=2019) == ["A"]
    assert found(services, year=2019, country="EL") == []
    assert found(services, agency="SE01") == []
    assert found(services, field="adult") == []
    assert found(services, text="green", year=2020) == ["B"]


def test_a_topic_is_found_under_all_its_names(workshop: Workshop, services: Services) -> None:
    topics = {
        "A": ["Vihreät taidot"],
        "B": ["GREEN  skills", "Digitaalisuus"],
        "C": ["Green skills and more"],
        "D": ['Some "odd" 100% topic'],
        "E": [],
    }
    for acronym, names in topics.items():
        workshop.partnership(acronym=acronym, topics=tuple(names))

    assert found(services, topic="green-skills") == ["A", "B"]
    assert found(services, topic="theme-digitalisation") == ["B"]
    assert found(services, topic="Green skills and more") == ["C"]
    assert found(services, topic='Some "odd" 100% topic') == ["D"]
    assert found(services, topic="soft-skills") == []


def test_the_list_is_paged(workshop: Workshop, services: Services) -> None:
    for number in range(5):
        workshop.partnership(acronym=str(number))

    pages, total = services.catalogue.partnerships(PartnershipQuery(page=2, page_size=2))

    assert [page.partnership.acronym for page in pages] == ["2", "3"]
    assert total == 5


def test_topics_that_a_partnership_was_opened_with_survive_the_form(
    workshop: Workshop, services: Services
) -> None:
    public_id = workshop.partnership(topics=("Vihreät taidot",))

    services.partnerships.edit(public_id, partnership_entry(topics=()), by=workshop.person())

    page = services.catalogue.partnership(public_id, by=None)
    assert page.topics == ("Vihreät taidot",)
    assert page.partnership.topics == ("green-skills",)


def test_all_partnerships_of_a_person_come_with_their_own_records(
    workshop: Workshop, services: Services
) -> None:
    first, second = workshop.partnership(), workshop.partnership()
    output, draft = workshop.output(first), workshop.draft(second)
    other = workshop.partnership(by="bruno")

    pages = services.catalogue.my_partnerships(by=workshop.person())

    assert [page.partnership.public_id for page in pages] == [second, first]
    assert [[record.pid for record in page.records] for page in pages] == [[draft], [output]]
    assert other not in [page.partnership.public_id for page in pages]
