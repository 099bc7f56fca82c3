"""Lists come again, in other layouts and with less in them: an import updates, never doubles."""

from __future__ import annotations

from datetime import date

from sqlalchemy import event

from ka2results.cli.importing import load
from ka2results.domain.listing import PartnershipQuery
from ka2results.services.house import Services
from ka2results.services.pages import PartnershipPage
from ka2results.wiring import House
from tests.factories import Workshop, participation
from tests.importing.rows import LATER, OPH, OWN, read

WITHOUT_OID = {name: value for name, value in OPH.items() if name != "PIC"}


def loaded(services: Services, words: str = "") -> PartnershipPage:
    ((page,), total) = services.catalogue.partnerships(PartnershipQuery(words))
    assert total == 1
    return page


def test_a_second_run_changes_nothing_and_a_later_list_updates(services: Services) -> None:
    first = load(services, read(OPH))
    second = load(services, read(OPH))
    later = load(services, read({**OPH, "ProjectEndDate": "31.12.18", "Acronym": ""}))

    assert (first.added, second.unchanged, later.updated) == (1, 1, 1)
    pages, total = services.catalogue.partnerships(PartnershipQuery("workspace"))
    assert total == 1
    assert pages[0].ends_on == date(2018, 12, 31)


def test_a_list_that_knows_no_roles_takes_none_away(services: Services) -> None:
    with_role = {**LATER, "Role": "APP"}
    without = {name: value for name, value in LATER.items() if name != "Role"}

    load(services, read(with_role))
    counts = load(services, read({**without, "Initial awarded grant(IAG)": ""}))

    assert counts.unchanged == 1
    assert [o.role for o in loaded(services).partnership.organisations] == ["coordinator"]


def test_an_organisation_without_oid_is_the_same_when_its_oid_is_told(services: Services) -> None:
    load(services, read(WITHOUT_OID))
    load(services, read(OPH))
    again = load(services, read(WITHOUT_OID))

    (organisation,) = loaded(services).partnership.organisations
    assert organisation.oid == "E10160651"
    assert again.unchanged == 1


def test_a_name_without_accents_is_the_same_organisation(services: Services) -> None:
    load(services, read({**WITHOUT_OID, "NameInLatinCharacterSet": "AANEKOSKEN LUKIO"}))
    load(services, read(OPH))

    (organisation,) = loaded(services).partnership.organisations
    assert (organisation.name, organisation.oid) == ("AANEKOSKEN LUKIO", "E10160651")


def test_a_known_oid_takes_the_place_of_a_bare_name(services: Services) -> None:
    elsewhere = {**OPH, "ProjectCode": "2016-1-FI01-KA219-022222_1", "ProjectTitle": "Other"}
    load(services, read({**WITHOUT_OID, "NameInLatinCharacterSet": "AANEKOSKEN LUKIO"}))
    load(services, read(elsewhere))

    load(services, read(OPH))

    (organisation,) = loaded(services, "workspace").partnership.organisations
    assert organisation.oid == "E10160651"


def test_two_oids_are_two_organisations_whatever_their_name(services: Services) -> None:
    second = {**OPH, "PIC": "E10000002", "ProjectCode": "2016-1-TR01-KA219-033862_2"}

    load(services, read(OPH, second))

    assert len(loaded(services).partnership.organisations) == 2


def test_published_records_show_what_an_import_changed(
    workshop: Workshop, services: Services
) -> None:
    number = OWN["number"]
    public_id = workshop.partnership(number=number, participations=[participation("Alpha")])
    pid = workshop.output(public_id)
    before = services.catalogue.public_record(pid)

    load(services, read({**OWN, "title": "Care at work"}))

    after = services.catalogue.public_record(pid)
    assert before.partnership.titles != after.partnership.titles
    assert after.partnership.titles == {"en": "Care at work"}
    assert services.catalogue.partnership(public_id, by=None).starts_on == date(2015, 9, 1)


def test_a_batch_is_compared_in_a_handful_of_statements(services: Services, house: House) -> None:
    rows = [{**OPH, "ProjectCode": f"2016-1-FI01-KA219-{n:06}_1", "PIC": f"E{n:08}"}
            for n in range(1, 101)]  # fmt: skip
    load(services, read(*rows))
    statements: list[str] = []
    event.listen(house.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    counts = load(services, read(*rows))

    assert counts.unchanged == 100
    assert len(statements) < 15
