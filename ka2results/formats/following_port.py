"""What the product asks of a format in which people follow records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ka2results.domain.records import ShownRecord


@dataclass(frozen=True)
class Wording:
    """The words of one reader, so that a format needs no door to know them."""

    languages: tuple[str, ...]
    """The reader's languages, dearest first; these words are in the first."""
    label: Callable[[str, str], str]
    """Words for a code: the name of the list, then the code."""
    licence: Callable[[str], str]
    """What a licence is called and allows, by its SPDX identifier."""
    country: Callable[[str], str]
    """Name of a country by the code of the programme."""
    online: str
    """Said instead of a place."""
    demonstration: str
    """Said of what was made up to show the software."""

    @property
    def language(self) -> str:
        """Language of these words."""
        return self.languages[0]


@dataclass(frozen=True)
class FollowedList:
    """What a list that people follow says of itself."""

    repository_id: str
    repository_name: str
    home_url: str
    name: str
    """Its name inside this repository, the same for ever, such as partnerships/0gkte-8v274."""
    title: str
    """In the words of the reader; empty for a single record."""
    url: str
    """Address of the list in this format."""
    page_url: str
    """Address of the page that shows the same to people."""
    updated: datetime
    """Last change of what the list holds."""


class FollowingFormat(Protocol):
    """One way to send a list of records to the programs of people who follow it."""

    def render(
        self, followed: FollowedList, records: Sequence[ShownRecord], wording: Wording
    ) -> bytes:
        """Turn a list into UTF-8 bytes; the same list always gives the same bytes."""
