"""Counts that pages draw and offer as tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One set of counts by the values of one list."""

    name: str
    """What is counted by: country, language, type, licence, field, year, topic, agency."""
    rows: tuple[tuple[str, int], ...]
    """Code and count, in the order in which they are shown."""

    @property
    def largest(self) -> int:
        """The highest count; 0 without rows."""
        return max((count for _, count in self.rows), default=0)

    @property
    def total(self) -> int:
        """All counts together; a record with two languages counts in both."""
        return sum(count for _, count in self.rows)
