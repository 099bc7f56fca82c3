"""No page asks the database more often because there is more to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy import event

from ka2results.domain.listing import PartnershipQuery
from ka2results.domain.search import SearchQuery
from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import Workshop, participation

LISTS = ("country", "agency", "year", "field", "topic")
FIRST_DAY = date(2022, 1, 1)
ALPHA = participation("Alpha", "FI", oid="E10000001", role="coordinator")
Reader = Callable[[Services], object]


def grow(workshop: Workshop, home: str, first: str, steps: int) -> None:
    """Add records and partners around one output, and partnerships with records of their own."""
    for number in range(steps):
        partner = participation(f"Partner {number} of {steps}", "EE")
        workshop.services.partnerships.add_organisation(home, partner, by=workshop.person())
        workshop.event(home, (first, workshop.output(home)))
        topics = ("Green skills", f"Topic {number}")
        other = workshop.partnership(topics=topics, participations=[ALPHA, partner])
        workshop.event(other, (workshop.output(other), workshop.output(other)))


def readers(services: Services, home: str, first: str, user_id: int) -> Mapping[str, Reader]:
    """Everything that visitors and members read, by name."""
    ((organisation,), _) = services.browsing.organisations("alpha", 1, 10)
    narrow = PartnershipQuery("green", country="FI", year=2020, field="vet", topic="green-skills")
    return {
        "search": lambda s: s.catalogue.search(SearchQuery("handbook", page_size=100)),
        "landing": lambda s: s.catalogue.landing(first, by=None),
        "landing of a member": lambda s: s.catalogue.landing(first, by=user_id),
        "newest": lambda s: s.catalogue.newest(100),
        "totals": lambda s: s.catalogue.totals(),
        "partnership": lambda s: s.catalogue.partnership(home, by=None),
        "partnerships": lambda s: s.catalogue.partnerships(PartnershipQuery(page_size=100)),
        "narrowed": lambda s: s.catalogue.partnerships(narrow),
        "my partnerships": lambda s: s.catalogue.my_partnerships(by=user_id),
        "figures": lambda s: s.browsing.figures(),
        "coming events": lambda s: s.browsing.coming_events(FIRST_DAY, 100),
        "organisations": lambda s: s.browsing.organisations("", 1, 100),
        "organisation": lambda s: s.browsing.organisation(organisation.public_id),
        "statistics": lambda s: s.statistics.overview(),
        **{f"partnerships by {name}": counting(name) for name in LISTS},
    }


def counting(name: str) -> Reader:
    """Count partnerships by one list."""
    return lambda services: services.browsing.partnerships_by(name)


@contextmanager
def counted(house: House) -> Iterator[list[str]]:
    """Write down every statement that asks for something."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(house.engine, "before_cursor_execute", note)
    yield statements
    event.remove(house.engine, "before_cursor_execute", note)


def statements_of(house: House, reader: Reader) -> int:
    with house.services() as fresh, counted(house) as statements:
        reader(fresh)
    return len(statements)


def test_four_times_as_many_records_need_as_many_statements(
    house: House, services: Services, workshop: Workshop
) -> None:
    home = workshop.partnership(participations=[ALPHA])
    first = workshop.output(home)
    grow(workshop, home, first, 3)
    read = readers(services, home, first, workshop.person())
    few = {name: statements_of(house, reader) for name, reader in read.items()}

    grow(workshop, home, first, 9)

    assert {name: statements_of(house, reader) for name, reader in read.items()} == few


def test_each_count_of_partnerships_is_one_statement(
    house: House, services: Services, workshop: Workshop
) -> None:
    home = workshop.partnership(participations=[ALPHA])
    grow(workshop, home, workshop.output(home), 2)

    assert [statements_of(house, counting(name)) for name in LISTS] == [1] * len(LISTS)
