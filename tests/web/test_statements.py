"""A page asks the database as often with many records as with few."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import Workshop, participation
from tests.pages import Pages, lay_out
from tests.web.conftest import Browser


@pytest.fixture
def pages(services: Services) -> Pages:
    return lay_out(services)


def asked(house: House, browser: Browser, paths: tuple[str, ...]) -> dict[str, int]:
    """Statements by page."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    found = {}
    event.listen(house.engine, "before_cursor_execute", note)
    for path in paths:
        browser.get(path)
        found[path], count = count, 0
    event.remove(house.engine, "before_cursor_execute", note)
    return found


def grow(services: Services, pages: Pages) -> None:
    """More of everything, also where the pages look."""
    workshop = Workshop(services)
    workshop.people_once()
    home = next(path for path in pages.public if path.startswith("/partnerships/")).split("/")[2]
    for place in (home, workshop.partnership(participations=[participation("Kool", "EE")])):
        outputs = tuple(workshop.output(place, languages=("fi", "et")) for _ in range(5))
        for _ in range(3):
            workshop.event(place, outputs)


def test_more_records_are_no_more_statements(
    house: House, services: Services, pages: Pages, visitor: Browser
) -> None:
    few = asked(house, visitor, pages.public)

    grow(services, pages)

    many = asked(house, visitor, pages.public)
    assert {path: count for path, count in many.items() if count > few[path]} == {}


def test_more_records_are_no_more_statements_for_their_partnership(
    house: House, services: Services, pages: Pages, visitor: Browser
) -> None:
    own = tuple(path for path in pages.own if "/records/" not in path)
    anna = visitor.sign_in("anna")
    few = asked(house, anna, own)

    grow(services, pages)

    many = asked(house, anna, own)
    assert {path: count for path, count in many.items() if count > few[path]} == {}
