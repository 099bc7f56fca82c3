"""One page of a list for people, with the addresses of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for


@dataclass(frozen=True)
class ListPage:
    """A page of things found by words; what is at its default is left out of addresses."""

    endpoint: str
    text: str
    page: int
    page_size: int
    total: int
    found: Sequence[Any]
    filters: tuple[tuple[str, str], ...] = field(default=())
    """Active filters by name and value; they stay in every address."""

    @property
    def pages(self) -> int:
        """Pages of the list, at least one."""
        return max(1, -(-self.total // self.page_size))

    @property
    def last_url(self) -> str | None:
        """The last page, for those who asked for one behind it."""
        return self._url(self.pages) if self.page > self.pages else None

    @property
    def previous_url(self) -> str | None:
        """The page before."""
        return self._url(self.page - 1)

    @property
    def next_url(self) -> str | None:
        """The page after."""
        return self._url(self.page + 1)

    def without(self, name: str) -> str:
        """The first page without one of the filters."""
        kept = {key: value for key, value in self.filters if key != name}
        return url_for(self.endpoint, **self._words(), **kept)  # type: ignore[arg-type]

    def _words(self) -> dict[str, str]:
        return {"q": self.text} if self.text else {}

    def _url(self, page: int) -> str | None:
        if not 1 <= page <= self.pages:
            return None
        number = {"page": page} if page > 1 else {}
        return url_for(self.endpoint, **self._words(), **dict(self.filters), **number)  # type: ignore[arg-type]
