"""What can be asked of the list of partnerships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PARTNERSHIP_FILTERS = ("country", "agency", "year", "field", "topic")
"""By which partnerships are narrowed, in the order in which a reader sees them."""


@dataclass(frozen=True)
class PartnershipQuery:
    """One question to the list, already checked for form; all that is given must fit."""

    text: str = ""
    """Every word must occur in the number, the acronym or a title."""
    country: str | None = None
    """Of one of the organisations, as the programme writes it: EL, UK."""
    agency: str | None = None
    year: int | None = None
    """Year of the call."""
    field: str | None = None
    """Code of the vocabulary `fields`."""
    topic: str | None = None
    """Code of the vocabulary `topics`, or a name that it does not know."""
    page: int = 1
    page_size: int = 30

    @property
    def filters(self) -> Mapping[str, str]:
        """The active filters as they stand in an address."""
        values = ((name, getattr(self, name)) for name in PARTNERSHIP_FILTERS)
        return {name: str(value) for name, value in values if value is not None}

    @property
    def offset(self) -> int:
        """Partnerships before this page."""
        return (self.page - 1) * self.page_size
