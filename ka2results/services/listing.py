"""What narrows the lists of partnerships and organisations, as conditions for the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Select, Text, cast, distinct, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from ka2results.domain.letters import bare
from ka2results.domain.listing import PartnershipQuery
from ka2results.domain.topics import topic_codes
from ka2results.models import Organisation, Participation, Partnership, WorkSession

Condition = ColumnElement[bool]
MOST_WORDS = 16
"""Words that narrow a list; the rest of an over-long text is left out."""


def holds_words(column: InstrumentedAttribute[str], text: str) -> list[Condition]:
    """Ask for rows whose search text holds every word, or a piece of a longer one."""
    return [column.contains(word, autoescape=True) for word in bare(text).split()[:MOST_WORDS]]


def fits(session: WorkSession, query: PartnershipQuery) -> list[Condition]:
    """Ask for the partnerships of a query."""
    conditions = holds_words(Partnership.search_text, query.text)
    equal = (
        (Partnership.agency, query.agency),
        (Partnership.call_year, query.year),
        (Partnership.field, query.field),
    )
    conditions += [column == value for column, value in equal if value is not None]
    if query.country is not None:
        conditions.append(Partnership.id.in_(_of_country(query.country)))
    if query.topic is not None:
        conditions.append(_names_topic(session, query.topic))
    return conditions


def count_of_lists(
    session: WorkSession, column: InstrumentedAttribute[list[str]], *conditions: Condition
) -> Iterator[tuple[list[str], int]]:
    """Count the rows by the list that they hold: equal lists are counted in the database."""
    # Databases take lists apart each in their own way; as text they can be compared in all.
    written = cast(column, Text)
    rows = session.execute(select(written, func.count()).where(*conditions).group_by(written))
    return ((json.loads(values), count) for values, count in rows)


def count_values(lists: Iterable[tuple[Iterable[str], int]]) -> dict[str, int]:
    """Count every value of lists that were counted as a whole."""
    counts: dict[str, int] = {}
    for values, count in lists:
        for value in values:
            counts[value] = counts.get(value, 0) + count
    return counts


def number_taking_part(session: WorkSession) -> tuple[int, int]:
    """Count the organisations that take part in a partnership, and their countries."""
    counted = select(
        func.count(distinct(Organisation.id)), func.count(distinct(Organisation.country))
    ).join(Participation, Participation.organisation_id == Organisation.id)
    organisations, countries = session.execute(counted).one()
    return organisations, countries


def _of_country(country: str) -> Select[int]:
    return (
        select(Participation.partnership_id)
        .join(Organisation, Organisation.id == Participation.organisation_id)
        .where(Organisation.country == country)
    )


def _names_topic(session: WorkSession, code: str) -> Condition:
    """Ask for a topic by all the names under which it is kept here."""
    lists = count_of_lists(session, Partnership.topics)
    names = {name for topics, _ in lists for name in topics if topic_codes([name]) == (code,)}
    written = cast(Partnership.topics, Text)
    quoted = (json.dumps(name, ensure_ascii=False) for name in sorted(names))
    return or_(False, *(written.contains(name, autoescape=True) for name in quoted))
