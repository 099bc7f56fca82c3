"""The timeline of a partnership: each record at its day, and today where it belongs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from ka2results.domain.records import EventFacts
from ka2results.services.pages import PartnershipPage
from ka2results.web.timeline import MOST_YEAR_LABELS, MOST_YEAR_LINES, timeline_of
from tests.factories import Workshop
from tests.formats.builders import event, output, partnership
from tests.web.conftest import Browser
from tests.web.drawn import drawn, of_class, texts


def page(**facts: Any) -> PartnershipPage:
    known = {
        "partnership": partnership(), "summaries": {}, "kind": None, "agency": None,
        "starts_on": date(2019, 9, 1), "ends_on": date(2021, 8, 31), "duration_months": 24,
        "topics": (), "website": None, "source": None, "records": (), "role": None,
    }  # fmt: skip
    fields = PartnershipPage.__dataclass_fields__
    return PartnershipPage(**{k: v for k, v in {**known, **facts}.items() if k in fields})


def published(day: datetime, **facts: Any) -> Any:
    return output(published_at=day, **facts)


def known() -> EventFacts:
    facts = event().event
    assert facts
    return facts


TODAY = date(2021, 7, 2)


def test_outputs_are_circles_and_events_triangles_at_their_days(app: Flask) -> None:
    records = (published(datetime(2020, 1, 1, tzinfo=UTC)), event())

    figure = drawn(app, "timeline", page(records=records))

    (circle,), (triangle,) = of_class(figure.find("svg"), "pic-output"), of_class(
        figure.find("svg"), "pic-event"
    )  # fmt: skip
    assert float(circle.get("cx").rstrip("%")) == pytest.approx(100 / 3, abs=0.01)
    assert triangle.tag == "path"
    assert texts(circle.getparent(), "title")[0].startswith("O1 · Guidance cards & notes · ")
    assert texts(triangle.getparent().getparent(), "title") == ["E1 · Final day · 20 May 2021"]
    assert [item.split(":")[0] for item in texts(figure, ".//ol/li")] == [
        "1 January 2020", "20 May 2021"
    ]  # fmt: skip


def test_the_line_spans_the_partnership_and_marks_today() -> None:
    line = timeline_of(page(), TODAY)

    assert line
    assert [year.year for year in line.years] == [2019, 2020, 2021]
    assert line.starts == pytest.approx(100 * (243 / 366) / 3, abs=0.1)
    assert line.ends == pytest.approx(100 * (2 + 242 / 366) / 3, abs=0.1)
    assert line.today == pytest.approx(100 * 2.5 / 3, abs=0.3)


def test_today_is_not_marked_outside_the_line() -> None:
    line = timeline_of(page(), date(2026, 1, 1))

    assert line
    assert line.today is None


def test_records_of_neighbouring_days_share_a_mark_and_keep_their_lines_in_the_list() -> None:
    records = [published(datetime(2020, 5, day, tzinfo=UTC), pid=f"{day}") for day in (1, 2, 3)]
    later = published(datetime(2021, 5, 1, tzinfo=UTC), pid="later")

    line = timeline_of(page(records=(later, *records)), TODAY)

    assert line
    assert [len(mark.entries) for mark in line.marks] == [3, 1]
    assert [entry.record.pid for entry in line.entries] == ["1", "2", "3", "later"]


def test_the_end_follows_from_the_duration() -> None:
    line = timeline_of(page(ends_on=None, duration_months=16), TODAY)

    assert line
    assert line.ends == pytest.approx(100 * 2 / 3, abs=0.01)


def test_nothing_is_drawn_without_a_day() -> None:
    assert timeline_of(page(starts_on=None, ends_on=None, duration_months=None), TODAY) is None


@pytest.mark.parametrize("year", [1, 1950, 9999])
def test_one_wrong_year_does_not_flood_the_line(year: int) -> None:
    wrong = event(event=replace(known(), starts_on=date(year, 5, 20)))

    line = timeline_of(page(records=(wrong,)), TODAY)

    assert line
    assert 2 <= len(line.years) <= MOST_YEAR_LINES
    assert all(year.labelled for year in line.years)


def test_up_to_forty_years_have_a_line_each() -> None:
    line = timeline_of(page(starts_on=date(1982, 1, 1)), TODAY)

    assert line
    assert len(line.years) == MOST_YEAR_LINES
    assert sum(year.labelled for year in line.years) <= MOST_YEAR_LABELS


def test_a_duration_beyond_the_calendar_is_drawn_to_its_end() -> None:
    line = timeline_of(page(ends_on=None, duration_months=120_000), TODAY)

    assert line
    assert line.years[-1].year <= 9999


def test_a_start_alone_is_a_line(app: Flask) -> None:
    figure = drawn(app, "timeline", page(ends_on=None, duration_months=None))

    (period,) = of_class(figure.find("svg"), "pic-period")
    assert texts(period, "title") == ["1 September 2019"]


def test_an_end_alone_says_its_day(app: Flask) -> None:
    figure = drawn(app, "timeline", page(starts_on=None, duration_months=None))

    (period,) = of_class(figure.find("svg"), "pic-period")
    assert texts(period, "title") == ["31 August 2021"]


def test_titles_in_another_language_say_so(app: Flask) -> None:
    greek = event(titles={"el": "Τελευταία μέρα"})

    figure = drawn(app, "timeline", page(records=(greek,)))

    (title,) = figure.findall('.//*[@class="pic-mark"]/title')
    (words,) = figure.findall(".//ol/li/a/span")
    assert title.get("lang") == words.get("lang") == "el"


def test_titles_in_the_language_of_the_page_need_not(app: Flask) -> None:
    untitled = event(titles={}, event=replace(known(), starts_on=date(2020, 1, 1)))

    figure = drawn(app, "timeline", page(records=(event(), untitled)))

    titles = figure.findall('.//*[@class="pic-mark"]/title')
    assert [title.get("lang") for title in titles] == [None, None]


def test_a_mark_of_several_languages_names_none(app: Flask) -> None:
    both = (event(titles={"el": "Μέρα"}), event(pid="2", titles={"fi": "Päivä"}))

    figure = drawn(app, "timeline", page(records=both))

    (title,) = figure.findall('.//*[@class="pic-mark"]/title')
    assert title.get("lang") is None


def test_the_page_shows_what_there_is_to_draw_without_days_of_the_project(
    visitor: Browser, workshop: Workshop
) -> None:
    partnership = workshop.partnership()
    workshop.event(partnership, (workshop.output(partnership),))

    shown = visitor.get(f"/partnerships/{partnership}").text

    assert "The partnership in time" in shown
    assert shown.count('class="pic-mark"') == 2


def test_the_page_has_no_heading_over_nothing(visitor: Browser, workshop: Workshop) -> None:
    partnership = workshop.partnership()

    assert "The partnership in time" not in visitor.get(f"/partnerships/{partnership}").text


def test_a_timeline_carries_no_styles_and_no_scripts(app: Flask) -> None:
    figure = drawn(app, "timeline", page(records=(event(),)))

    assert not figure.xpath(".//@style | .//@*[starts-with(name(), 'on')] | .//script | .//style")
