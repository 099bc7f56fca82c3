"""Ways in for people who look around."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ka2results.domain.search import FACETS, HitPage, SearchQuery
from ka2results.errors import IndexUnavailable, NotFound
from ka2results.search.memory import MemoryIndex
from ka2results.services.house import Services
from ka2results.services.pages import OrganisationPage
from ka2results.wiring import House
from tests.factories import Workshop, participation

TODAY = date(2027, 3, 1)


class SilentIndex(MemoryIndex):
    """An index that cannot be read now."""

    def search(self, query: SearchQuery) -> HitPage:
        raise IndexUnavailable("The disk is gone.")


def opened(services: Services, name: str) -> OrganisationPage:
    ((row,), _) = services.browsing.organisations(name, 1, 10)
    return services.browsing.organisation(row.public_id)


# Counts


def test_records_are_counted_by_every_facet(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership(
        topics=("Green skills", "Digitaalisuus"),
        agency="FI01",
        participations=[participation("Alpha", "FI"), participation("Beta", "EE")],
    )
    output = workshop.output(partnership, languages=("fi", "en"))
    workshop.event(partnership, (output,))
    workshop.draft(partnership)

    rows = {name: dict(figure.rows) for name, figure in services.browsing.figures().items()}

    assert rows == {
        "kind": {"output": 1, "event": 1},
        "type": {"handbook": 1},
        "language": {"en": 2, "fi": 1},
        "field": {"vet": 2},
        "topic": {"green-skills": 2, "theme-digitalisation": 2},
        "licence": {"CC-BY-4.0": 1},
        "country": {"EE": 2, "FI": 2},
        "year": {"2020": 2},
        "agency": {"FI01": 2},
    }
    assert services.browsing.figures()["language"].rows == (("en", 2), ("fi", 1))


def test_a_count_is_the_number_of_hits_behind_it(workshop: Workshop, services: Services) -> None:
    for topics, agency in [(("Vihreät taidot",), "FI01"), (("Green skills", "Other"), "SE01")]:
        workshop.output(workshop.partnership(topics=topics, agency=agency))

    for facet in ("topic", "agency"):
        for value, count in services.browsing.figures()[facet].rows:
            answer = services.catalogue.search(SearchQuery(filters={facet: (value,)}))
            assert answer.total == count
    assert dict(services.browsing.figures()["topic"].rows) == {"green-skills": 2, "Other": 1}


def test_without_an_index_the_counts_are_empty_and_it_is_logged(
    workshop: Workshop, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    workshop.output()

    with replace(house, index=SilentIndex()).services() as services:
        figures = services.browsing.figures()

    assert list(figures) == list(FACETS)
    assert all(figure.rows == () for figure in figures.values())
    assert "without their counts" in caplog.text


def test_what_nothing_is_counted_by_is_not_found(services: Services) -> None:
    with pytest.raises(NotFound):
        services.browsing.partnerships_by("language")


def test_partnerships_are_counted_by_each_of_their_lists(
    workshop: Workshop, services: Services
) -> None:
    workshop.partnership(
        agency="FI01", field="vet", call_year=2019, topics=("Green skills", "Vihreät taidot"),
        participations=[participation("A", "FI"), participation("B", "FI")],
    )  # fmt: skip
    workshop.partnership(
        agency="FI01", field="adult", call_year=2020, topics=("Digitaalisuus", "GREEN skills"),
        participations=[participation("C", "FI"), participation("D", "EL")],
    )  # fmt: skip
    workshop.partnership(number=None, agency=None, field=None, call_year=None, participations=[])

    counted = {
        name: services.browsing.partnerships_by(name).rows
        for name in ("country", "agency", "field", "year", "topic")
    }

    assert counted == {
        "country": (("FI", 2), ("EL", 1)),
        "agency": (("FI01", 2),),
        "field": (("adult", 1), ("vet", 1)),
        "year": (("2019", 1), ("2020", 1)),
        "topic": (("green-skills", 2), ("theme-digitalisation", 1)),
    }


# Coming events


def test_coming_events_begin_today_or_later_or_still_run_the_soonest_first(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    output = (workshop.output(partnership),)
    days = {
        "over": (date(2027, 2, 27), date(2027, 2, 28)),
        "yesterday": (date(2027, 2, 28), None),
        "running": (date(2027, 2, 20), date(2027, 3, 1)),
        "later": (date(2027, 9, 1), None),
        "today": (TODAY, None),
    }
    pids = {
        name: workshop.event(partnership, output, starts_on=first, ends_on=last)
        for name, (first, last) in days.items()
    }

    coming = services.browsing.coming_events(TODAY, 10)

    assert [record.pid for record in coming] == [pids["running"], pids["today"], pids["later"]]
    assert [r.pid for r in services.browsing.coming_events(TODAY, 1)] == [pids["running"]]


def test_drafts_and_withdrawn_events_do_not_come(workshop: Workshop, services: Services) -> None:
    from tests.factories import event_entry

    partnership = workshop.partnership()
    output = (workshop.output(partnership),)
    entry = event_entry(starts_on=TODAY, presents=output)
    services.deposit.create_event(partnership, entry, by=workshop.person())
    gone = workshop.event(partnership, output, starts_on=TODAY)
    services.deposit.withdraw(gone, "Cancelled.", by=workshop.person())

    assert services.browsing.coming_events(TODAY, 10) == ()


# Organisations


def test_an_organisation_shows_its_partnerships_with_its_role_in_each(
    workshop: Workshop, services: Services
) -> None:
    first = workshop.partnership(
        call_year=2019,
        participations=[
            participation(
                "Alpha", "FI", oid="E10000001", city="Turku", organisation_type="EPLUS-NGO",
                role="coordinator",
            ),
            participation("Beta", "EE"),
        ],
    )  # fmt: skip
    second = workshop.partnership(
        call_year=2021, participations=[participation("Alpha", "FI", oid="E10000001")]
    )
    workshop.partnership(participations=[participation("Beta", "EE")])

    page = opened(services, "alpha")

    assert (page.name, page.country, page.city, page.oid) == ("Alpha", "FI", "Turku", "E10000001")
    assert page.organisation_type == "EPLUS-NGO"
    assert [(part.partnership.public_id, part.role) for part in page.partnerships] == [
        (second, "partner"),
        (first, "coordinator"),
    ]
    names = [o.name for o in page.partnerships[1].partnership.organisations]
    assert names == ["Alpha", "Beta"]


def test_an_organisation_shows_what_its_partnerships_published_only(
    workshop: Workshop, services: Services
) -> None:
    own = workshop.partnership(participations=[participation("Alpha")])
    other = workshop.partnership(participations=[participation("Beta")])
    output = workshop.output(own)
    early = workshop.event(own, (output,), starts_on=date(2021, 1, 1))
    late = workshop.event(own, (output,), starts_on=date(2022, 1, 1))
    workshop.draft(own)
    workshop.output(other)

    page = opened(services, "alpha")

    assert [record.pid for record in page.outputs] == [output]
    assert [record.pid for record in page.events] == [late, early]


def test_a_record_leads_to_the_pages_of_its_organisations(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.output(workshop.partnership(participations=[participation("Alpha")]))

    (shown,) = services.catalogue.public_record(pid).partnership.organisations

    assert services.browsing.organisation(shown.public_id).name == "Alpha"


def test_an_unknown_organisation_is_told(services: Services) -> None:
    with pytest.raises(NotFound):
        services.browsing.organisation("nothing")


def test_organisations_are_found_by_name_town_and_oid_without_accents(
    workshop: Workshop, services: Services
) -> None:
    workshop.partnership(
        participations=[
            participation("Åbo Akademi", "FI", city="Turku", oid="E10209161"),
            participation("Uniwersytet Medyczny", "PL", city="Łódź"),
            participation("100% Theatre", "FI"),
        ]
    )

    found = {
        words: [row.name for row in services.browsing.organisations(words, 1, 10)[0]]
        for words in ("abo", "AKADEMI turku", "e10209161", "lodz", "100%", "%", "akademi lodz")
    }

    assert found == {
        "abo": ["Åbo Akademi"],
        "AKADEMI turku": ["Åbo Akademi"],
        "e10209161": ["Åbo Akademi"],
        "lodz": ["Uniwersytet Medyczny"],
        "100%": ["100% Theatre"],
        "%": ["100% Theatre"],
        "akademi lodz": [],
    }


def test_organisations_are_listed_by_name_page_by_page_with_their_partnerships(
    workshop: Workshop, services: Services
) -> None:
    for names in (["beta", "Älpha"], ["Älpha", "Gamma"]):
        workshop.partnership(participations=[participation(name) for name in names])

    first, total = services.browsing.organisations("", 1, 2)
    second, _ = services.browsing.organisations("", 2, 2)

    assert total == 3
    assert [(row.name, row.partnerships) for row in first] == [("Älpha", 2), ("beta", 1)]
    assert [(row.name, row.partnerships) for row in second] == [("Gamma", 1)]


def test_an_organisation_that_takes_part_in_nothing_is_not_listed(
    house: House, services: Services
) -> None:
    from ka2results.models import Organisation, WorkSession

    with WorkSession(house.engine) as session:
        session.add(Organisation(public_id="alone", name="Alone", country="FI"))
        session.commit()

    assert services.browsing.organisations("alone", 1, 10) == ([], 0)
