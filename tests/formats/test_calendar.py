"""iCalendar: what the calendars of people keep."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from ka2results.domain.records import ShownRecord, Status
from ka2results.formats.calendar import ICalendar
from ka2results.formats.characters import legal, line

from .builders import event, output, partnership
from .following_builders import followed, words
from .reading import golden


def rendered(*records: ShownRecord, languages: tuple[str, ...] = ("en",), **facts: Any) -> bytes:
    return ICalendar().render(followed(**facts), records, words(*languages))


def read(body: bytes) -> Any:
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    return calendar


def the_event(*languages: str, **facts: Any) -> Event:
    (found,) = read(rendered(event(**facts), languages=languages or ("en",))).walk("VEVENT")
    assert isinstance(found, Event)
    return found


def on(first: date | None, last: date | None = None, **facts: Any) -> dict[str, Any]:
    known = event().event
    assert known is not None
    return {"event": replace(known, starts_on=first, ends_on=last, **facts)}


def value(body: bytes, name: str) -> str:
    """Read one text as the norm says: unfold, unescape. Source: RFC 5545 §3.1, §3.3.11."""
    unfolded = body.decode().replace("\r\n ", "").split("\r\n")
    (line,) = (line for line in unfolded if line.startswith((f"{name}:", f"{name};")))
    escaped = line.split(":", 1)[1]
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], escaped)


def test_an_event_looks_as_it_always_has() -> None:
    body = rendered(event(), title="Events of GUIDE")

    assert body.decode().replace("\r\n", "\n") == golden("event.ics")


def test_the_same_events_always_give_the_same_bytes() -> None:
    assert rendered(event()) == rendered(event())


@pytest.mark.parametrize(
    ("first", "last", "after"),
    [
        (date(2021, 5, 20), date(2021, 5, 21), date(2021, 5, 22)),
        (date(2021, 5, 20), None, date(2021, 5, 21)),
        (date(2021, 12, 31), date(2021, 12, 31), date(2022, 1, 1)),
        (date(2024, 2, 28), date(2024, 2, 28), date(2024, 2, 29)),
        (date(9999, 12, 1), date.max, date.max),
    ],
)
def test_an_event_takes_whole_days_up_to_the_first_day_after_it(
    first: date, last: date | None, after: date
) -> None:
    found = the_event(**on(first, last))

    assert (found.decoded("dtstart"), found.decoded("dtend")) == (first, after)


def test_the_days_are_marked_as_days() -> None:
    body = rendered(event())

    assert b"DTSTART;VALUE=DATE:20210520\r\n" in body
    assert b"DTEND;VALUE=DATE:20210522\r\n" in body


def test_an_event_is_known_again_by_its_identifier_and_its_number_of_changes() -> None:
    found = the_event(edits=7)

    assert found["uid"] == "q3d5s-jn290@results.example.org"
    assert found["sequence"] == 7
    assert str(found.decoded("dtstamp")) == "2026-02-11 16:20:31+00:00"


def test_the_place_is_said_in_words() -> None:
    assert the_event()["location"] == "Town hall, Tampere, Finland, Online"
    nowhere = on(date(2021, 5, 20), venue="", city="", country=None, online=True)
    assert the_event(**nowhere)["location"] == "Online"


def test_an_event_with_no_place_at_all_says_none() -> None:
    nowhere = on(date(2021, 5, 20), venue="", city="", country=None, online=False)

    assert "location" not in the_event(**nowhere)


def test_texts_are_in_the_best_language_and_say_which() -> None:
    found = the_event("fi", "en", titles={"en": "Final day", "fi": "Päätöspäivä"})

    assert (found["summary"], found["summary"].params["language"]) == ("Päätöspäivä", "fi")
    assert found["description"].params["language"] == "en"


def test_the_description_is_plain_text_and_leads_to_the_page() -> None:
    found = the_event(summaries={"en": "First line.\r\nSecond, <b>line</b>."})

    assert found["description"] == (
        "First line.\nSecond, <b>line</b>.\n\nhttps://results.example.org/records/q3d5s-jn290"
    )
    assert found["url"] == "https://results.example.org/records/q3d5s-jn290"


def test_a_withdrawn_event_is_called_off() -> None:
    assert the_event(status=Status.WITHDRAWN, summaries={})["status"] == "CANCELLED"
    assert the_event()["status"] == "CONFIRMED"


def test_what_was_made_up_says_so() -> None:
    found = the_event(partnership=partnership(demonstration=True))

    assert "Made up to show the software." in str(found["description"])


def test_only_events_with_a_day_come_into_a_calendar() -> None:
    body = rendered(output(), event(**on(None)), event())

    assert body.count(b"BEGIN:VEVENT") == 1


def test_a_calendar_without_events_still_holds_something() -> None:
    calendar = read(rendered())

    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_a_calendar_has_a_name_and_asks_to_be_fetched_again() -> None:
    body = rendered(event(), title="Events of GUIDE")

    assert (value(body, "NAME"), value(body, "X-WR-CALNAME")) == ("Events of GUIDE",) * 2
    assert read(body)["refresh-interval"].dt == timedelta(hours=12)


def test_a_single_event_brings_no_calendar_of_its_own() -> None:
    assert b"X-WR-CALNAME" not in rendered(event(), title="")


@settings(deadline=None)  # a busy machine is no fault
@given(text=st.text(st.characters(codec=None)))
@example(text=r"C:\New, old; and \n")
@example(text="Σχολή 🎓 שלום 学校 " * 20)
@example(text="a\rb\nc\u2028d")
def test_any_title_survives_in_lines_that_are_short_enough(text: str) -> None:
    body = rendered(event(titles={"en": text}), title=text)

    assert value(body, "SUMMARY") == (line(text) or "q3d5s-jn290")
    folded = body.split(b"\r\n")
    assert max(map(len, folded)) <= 75
    assert not any(b"\r" in part or b"\n" in part for part in folded)
    assert [part.decode() for part in folded][-2:] == ["END:VCALENDAR", ""]


@settings(deadline=None)  # a busy machine is no fault
@given(text=st.text(st.characters(codec=None, exclude_characters="\\")))
def test_the_library_of_calendars_reads_what_people_wrote(text: str) -> None:
    found = the_event(titles={"en": text}, summaries={"en": text})

    assert found["summary"] == (line(text) or "q3d5s-jn290")
    lines = "\n".join(legal(text).splitlines())
    address = "https://results.example.org/records/q3d5s-jn290"
    assert found["description"] == (f"{lines}\n\n{address}" if lines else address)
