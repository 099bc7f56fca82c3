"""The timeline of a partnership: each record at its day, and today where it belongs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from ka2results.services.pages import PartnershipPage
from ka2results.web.timeline import timeline_of
from tests.formats.builders import event, output, partnership
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


def test_a_timeline_carries_no_styles_and_no_scripts(app: Flask) -> None:
    figure = drawn(app, "timeline", page(records=(event(),)))

    assert not figure.xpath(".//@style | .//@*[starts-with(name(), 'on')] | .//script | .//style")
