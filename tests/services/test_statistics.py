"""Counts of what is published, from the database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ka2results.errors import NotFound
from ka2results.services.house import Services
from ka2results.services.statistics import FIGURES
from tests.factories import Clock, Workshop, event_entry, participation


def test_an_empty_repository_counts_nothing(services: Services) -> None:
    overview = services.statistics.overview()

    assert (overview.outputs, overview.events, overview.partnerships) == (0, 0, 0)
    assert (overview.organisations, overview.countries) == (0, 0)
    assert (overview.files, overview.size_bytes) == (0, 0)
    assert list(overview.figures) == list(FIGURES)
    assert all(figure.rows == () for figure in overview.figures.values())


def test_totals_count_what_the_public_sees(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership(
        participations=[participation("A", "FI"), participation("B", "EE")]
    )
    output = workshop.output(partnership, file="12345")
    workshop.output(partnership, file="1234567")
    workshop.event(partnership, (output,))
    workshop.draft(partnership, file="a draft is not counted")
    gone = workshop.output(partnership)
    services.deposit.withdraw(gone, "Wrong file.", by=workshop.person())

    overview = services.statistics.overview()

    assert (overview.outputs, overview.events, overview.partnerships) == (2, 1, 1)
    assert (overview.organisations, overview.countries) == (2, 2)
    assert (overview.files, overview.size_bytes) == (2, 12)


def test_outputs_are_counted_by_each_list(
    workshop: Workshop, services: Services, clock: Clock
) -> None:
    vet = workshop.partnership(
        field="vet",
        participations=[participation("A", "FI"), participation("B", "FI")],
    )
    adult = workshop.partnership(
        field="adult", participations=[participation("A", "FI"), participation("C", "EL")]
    )
    unknown = workshop.partnership(number=None, field=None, participations=[])
    workshop.output(vet, languages=("fi", "en"))
    workshop.output(vet, output_type="video", languages=("en", "fi"))
    clock.now = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    output = workshop.output(adult, licence="CC0-1.0", languages=("en",))
    workshop.event(adult, (output,), languages=("el",))
    clock.move(minutes=2)
    workshop.output(unknown, languages=("en",))

    figures = services.statistics.overview().figures

    assert {name: figures[name].rows for name in list(FIGURES)[:6]} == {
        "year": (("2026", 3), ("2027", 1)),
        "country": (("FI", 3), ("EL", 1)),
        "language": (("en", 4), ("fi", 2)),
        "type": (("handbook", 3), ("video", 1)),
        "licence": (("CC-BY-4.0", 3), ("CC0-1.0", 1)),
        "field": (("vet", 2), ("adult", 1)),
    }


def test_events_are_counted_by_country_and_their_participants_together(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    output = (workshop.output(partnership),)
    workshop.event(partnership, output, country="FI", local_participants=30)
    workshop.event(partnership, output, country="EE", foreign_participants=7)
    workshop.event(partnership, output, country=None, online=True)
    draft = event_entry(presents=output, local_participants=500)
    services.deposit.create_event(partnership, draft, by=workshop.person())

    assert services.statistics.figure("event-country").rows == (("EE", 1), ("FI", 1))
    assert dict(services.statistics.figure("participants").rows) == {
        "local": 30 + 40 + 40,
        "foreign": 10 + 7 + 10,
    }


def test_an_unknown_figure_is_told(services: Services) -> None:
    with pytest.raises(NotFound):
        services.statistics.figure("colour")
