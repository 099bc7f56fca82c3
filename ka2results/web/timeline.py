"""The life of a partnership as a line of years: what it published, and when it met the public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from ka2results.domain.records import Kind, ShownRecord
from ka2results.services.pages import PartnershipPage

NEAR = 6.5
"""Per cent of the width within which marks would touch on the narrowest screen."""
MOST_YEAR_LABELS = 6
MOST_YEAR_LINES = 40
"""With more years only the named ones have a line: one wrong day must not flood the page."""


@dataclass(frozen=True)
class Dated:
    """A record with the day that counts: an event's first day, an output's publication."""

    record: ShownRecord
    day: date


@dataclass(frozen=True)
class Mark:
    """One or several records of one kind at a place of the line."""

    kind: Kind
    at: float
    entries: tuple[Dated, ...]


@dataclass(frozen=True)
class Year:
    """Where a year begins."""

    year: int
    at: float
    labelled: bool


@dataclass(frozen=True)
class Timeline:
    """Whole years with the partnership's own time, its marks and today."""

    years: tuple[Year, ...]
    starts: float | None
    ends: float | None
    marks: tuple[Mark, ...]
    today: float | None
    """None when today lies outside."""
    entries: tuple[Dated, ...]
    """All records with a day, oldest first: the same as text."""

    @property
    def length(self) -> float:
        """Per cent of the width that the partnership's own time takes, enough to be seen."""
        return round(max(1, (self.ends or 0) - (self.starts or 0)), 2)


def timeline_of(page: PartnershipPage, today: date) -> Timeline | None:
    """Draw the time of a partnership; none when nothing in it has a day."""
    entries = _dated(page.records)
    ends = page.ends_on or _end(page)
    first, last = page.starts_on or ends, ends or page.starts_on
    days = [day for day in (first, last) if day] + [entry.day for entry in entries]
    if not days:
        return None
    scale = _Scale(min(days).year, max(days).year)
    marks = [mark for kind in Kind for mark in _marks(kind, entries, scale)]
    inside = scale.first <= today.year <= scale.last
    return Timeline(
        years=scale.years(),
        starts=scale.at(first) if first else None,
        ends=scale.at(last) if last else None,
        marks=tuple(marks),
        today=scale.at(today) if inside else None,
        entries=entries,
    )


@dataclass(frozen=True)
class _Scale:
    """Turns days into per cent of whole years."""

    first: int
    last: int

    def at(self, day: date) -> float:
        """Place of a day."""
        into = (day - date(day.year, 1, 1)).days / 366
        return round(100 * (day.year - self.first + into) / self._span, 2)

    def years(self) -> tuple[Year, ...]:
        """Where years begin; of many only some are named, of very many only some shown."""
        every = ceil(self._span / MOST_YEAR_LABELS)
        step = every if self._span > MOST_YEAR_LINES else 1
        return tuple(
            Year(
                year, round(100 * (year - self.first) / self._span, 2),
                labelled=not (year - self.first) % every,
            )
            for year in range(self.first, self.last + 1, step)
        )  # fmt: skip

    @property
    def _span(self) -> int:
        return self.last - self.first + 1


def _dated(records: Iterable[ShownRecord]) -> tuple[Dated, ...]:
    found = []
    for record in records:
        day = record.event.starts_on if record.event else None
        if record.kind is Kind.OUTPUT and record.published_at:
            day = record.published_at.date()
        if day:
            found.append(Dated(record, day))
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.record.pid)))


def _marks(kind: Kind, entries: Sequence[Dated], scale: _Scale) -> list[Mark]:
    """Records that would lie on each other share a mark at the place of the first."""
    marks: list[Mark] = []
    for entry in entries:
        if entry.record.kind is not kind:
            continue
        at = scale.at(entry.day)
        if marks and at - marks[-1].at < NEAR:
            marks[-1] = Mark(kind, marks[-1].at, (*marks[-1].entries, entry))
        else:
            marks.append(Mark(kind, at, (entry,)))
    return marks


def _end(page: PartnershipPage) -> date | None:
    if page.starts_on is None or not page.duration_months:
        return None
    months = page.starts_on.month - 1 + page.duration_months
    # The calendar itself ends in the year 9999.
    return date(min(page.starts_on.year + months // 12, date.max.year), months % 12 + 1, 1)
