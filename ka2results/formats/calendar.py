"""iCalendar: multiplier events for the calendars of people.

Source: RFC 5545 (iCalendar), RFC 7986 (names of calendars and how often to ask for them).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from ka2results.domain.languages import best
from ka2results.domain.records import EventFacts, ShownRecord, Status
from ka2results.formats.characters import legal, line
from ka2results.formats.event_words import place_of
from ka2results.formats.following_port import FollowedList, Wording

_ONE_DAY = timedelta(days=1)
_ASK_AGAIN_AFTER = timedelta(hours=12)
_SPECIAL = re.compile(r"[\\;,]")


class ICalendar:
    """Says when and where events are, as days: the times of day are not recorded."""

    def render(
        self, followed: FollowedList, records: Sequence[ShownRecord], wording: Wording
    ) -> bytes:
        """Write one calendar; records that are no event with a day are left out.

        A list without a title is one event to keep, not a calendar to subscribe to.
        """
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//KA2 Results//KA2 Results//EN")
        calendar.add("calscale", "GREGORIAN")
        if followed.title:
            # Both names: the old one is what most calendars read.
            for name in ("name", "x-wr-calname"):
                calendar.add(name, _Text(line(followed.title)))
            calendar.add("refresh-interval", _ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
        for record in records:
            if record.event is not None and record.event.starts_on is not None:
                calendar.add_component(_event(followed, record, record.event, wording))
        if not calendar.subcomponents:
            calendar.add_component(_nothing_but_time())
        return bytes(calendar.to_ical())


class _Text(vText):
    """A text escaped as the norm says. Source: RFC 5545 §3.3.11.

    icalendar 7.3 takes a backslash before a capital N for a line break.
    """

    def to_ical(self) -> bytes:
        """Escape the letters that mean something."""
        return _SPECIAL.sub(r"\\\g<0>", self).replace("\n", "\\n").encode()


def _event(
    followed: FollowedList, record: ShownRecord, facts: EventFacts, wording: Wording
) -> Event:
    event = Event()
    event.add("uid", f"{record.pid}@{followed.repository_id}")
    event.add("dtstamp", record.changed_at)
    event.add("last-modified", record.changed_at)
    event.add("sequence", record.edits)
    first, after = _days(facts)
    event.add("dtstart", first)
    event.add("dtend", after)
    withdrawn = record.status is Status.WITHDRAWN
    event.add("status", "CANCELLED" if withdrawn else "CONFIRMED")
    # Being listed in a calendar makes nobody busy.
    event.add("transp", "TRANSPARENT")
    event.add("url", record.url)
    _add_text(event, "summary", *best(record.titles, wording.languages), instead=record.pid)
    language, summary = best(record.summaries, wording.languages)
    _add_text(event, "description", language, _description(record, summary, wording))
    _add_text(event, "location", wording.language, _place(facts, wording))
    return event


def _days(facts: EventFacts) -> tuple[date, date]:
    first = facts.starts_on or date.min
    last = max(facts.ends_on or first, first)
    # The end is the first day after the event; the calendar itself ends one day too early for that.
    return first, min(last, date.max - _ONE_DAY) + _ONE_DAY


def _add_text(event: Event, name: str, language: str, text: str, instead: str = "") -> None:
    told = legal(text) if name == "description" else line(text)
    words = told or instead
    if words:
        parameters = {"LANGUAGE": language} if language and told else {}
        event.add(name, _Text("\n".join(words.splitlines())), parameters=parameters)


def _description(record: ShownRecord, summary: str, wording: Wording) -> str:
    made_up = wording.demonstration if record.partnership.demonstration else ""
    # Many calendars show no URL property; all show the description.
    return "\n\n".join(filter(None, (legal(summary), made_up, record.url)))


def _place(facts: EventFacts, wording: Wording) -> str:
    country = wording.country(facts.country) if facts.country else ""
    online = wording.online if facts.online else ""
    return ", ".join(filter(None, (*place_of(facts, country), online)))


def _nothing_but_time() -> Timezone:
    # A calendar must hold something, so one without events names the clock. RFC 5545 §3.4.
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # local time, as the norm wants
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    timezone = Timezone()
    timezone.add("tzid", str(UTC))
    timezone.add_component(standard)
    return timezone
