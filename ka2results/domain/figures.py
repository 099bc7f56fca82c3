"""Counts that pages draw and offer as tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_IN_TIME = ("year",)
"""What is shown from the oldest to the newest; all else from the most to the least."""


@dataclass(frozen=True)
class Figure:
    """One set of counts by the values of one list."""

    name: str
    """What is counted by: country, language, type, licence, field, year, topic, agency."""
    rows: tuple[tuple[str, int], ...]
    """Code and count, in the order in which they are shown."""

    @classmethod
    def of(cls, name: str, counts: Iterable[tuple[str | int | None, int]]) -> Figure:
        """Put counts in order; what has no value, or nothing to count, is left out."""
        rows = [(str(code), count) for code, count in counts if code and count]
        if name in _IN_TIME:
            return cls(name, tuple(sorted(rows)))
        return cls(name, tuple(sorted(rows, key=lambda row: (-row[1], row[0]))))

    @property
    def largest(self) -> int:
        """The highest count; 0 without rows."""
        return max((count for _, count in self.rows), default=0)

    @property
    def total(self) -> int:
        """All counts together; a record with two languages counts in both."""
        return sum(count for _, count in self.rows)
