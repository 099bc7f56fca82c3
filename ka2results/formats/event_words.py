"""What an event is, when and where it was, in words: one place for all formats.

Formats with fields of their own, such as days in calendars, fill those themselves.
"""

from __future__ import annotations

from babel import Locale
from babel.dates import format_date, format_interval

from ka2results.domain.records import EventFacts, Kind, ShownRecord
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.characters import line, lines
from ka2results.messages import say

MULTIPLIER_EVENT = say("Multiplier event")
INTELLECTUAL_OUTPUT = say("Intellectual output")
ONLINE = say("Online")
"""Where the word begins a text; inside one it is `ONLINE_TOO`."""
ONLINE_TOO = say("online")


def kind_in_english(record: ShownRecord) -> str:
    """What a record is: its category, or the word for its kind."""
    if record.kind is Kind.EVENT:
        return MULTIPLIER_EVENT
    known = record.output_type
    return vocabulary("output_types").label(known) if known else INTELLECTUAL_OUTPUT


def event_in_english(facts: EventFacts) -> str:
    """Days and place of an event for formats that have no fields for them."""
    online = ONLINE_TOO if facts.online else ""
    place = place_of(facts, country_in_english(facts))
    return ", ".join(lines([MULTIPLIER_EVENT, days_in_iso(facts), *place, online]))


def days_in_iso(facts: EventFacts) -> str:
    """Day or days in ISO 8601, an interval with a slash."""
    ends = (facts.starts_on, facts.ends_on)
    return "/".join(day.isoformat() for day in dict.fromkeys(ends) if day is not None)


def days_in_words(facts: EventFacts, locale: Locale | str) -> str:
    """Day or days as people of a country write them. Source: CLDR."""
    if facts.starts_on is None:
        return ""
    if facts.ends_on in (None, facts.starts_on):
        return str(format_date(facts.starts_on, "long", locale=locale))
    return str(format_interval(facts.starts_on, facts.ends_on, "yMMMMd", locale=locale))


def country_in_english(facts: EventFacts) -> str:
    """Name of the country of an event, as the lists of the programme have it."""
    return vocabulary("countries").label(facts.country) if facts.country else ""


def place_of(facts: EventFacts, country: str, *, venue: bool = True) -> tuple[str, ...]:
    """Venue, town and country, each a line; what nobody entered is left out.

    Args:
        country: its name in the language of the text.
        venue: whether there is room for it.
    """
    parts = (facts.venue if venue else "", facts.city, country)
    return tuple(part for part in map(line, parts) if part)


def place_else_online(
    facts: EventFacts, country: str, online: str, *, venue: bool = True
) -> tuple[str, ...]:
    """Where an event was; the word for online only where it was nowhere else."""
    return place_of(facts, country, venue=venue) or ((online,) if facts.online else ())
