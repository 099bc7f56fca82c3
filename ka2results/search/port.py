"""What the product asks of a search engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ka2results.domain.search import HitPage, IndexDocument, SearchQuery


@dataclass(frozen=True)
class IndexStatus:
    """How far the index has come."""

    documents: int
    """Live documents."""
    sequence: int
    """Last journal sequence applied; 0 for a new, missing or damaged index."""


class SearchIndex(Protocol):
    """A copy of what is published, made for questions.

    The index may be deleted at any time: `status().sequence` is then 0 and the follower of the
    journal fills it again. One writer at a time; any number of readers in any process.
    """

    def search(self, query: SearchQuery) -> HitPage:
        """Answer a query with one page of hits and the counts of every facet.

        Total for every text a person can type: nothing is a syntax error.

        Raises:
            IndexUnavailable: the engine cannot be read.
        """

    def apply(
        self, documents: Sequence[IndexDocument], gone: Sequence[str], *, sequence: int
    ) -> None:
        """Replace documents, forget the PIDs in `gone`, and remember `sequence`, at once.

        Idempotent: the same call twice leaves the same index. A PID given twice counts once,
        the later one. A sequence below the one applied is ignored as stale.

        Raises:
            IndexUnavailable: the engine cannot be written; nothing was changed.
        """

    def rebuild(self, batches: Iterable[Sequence[IndexDocument]], *, sequence: int) -> None:
        """Build a fresh index beside the live one and put it in its place at the end.

        Readers see the old index until then. `sequence` is the journal's head before the first
        batch was read.

        Raises:
            IndexUnavailable: the engine cannot be written; the old index stays.
        """

    def status(self) -> IndexStatus:
        """Tell how many documents there are and which sequence they show."""

    def close(self) -> None:
        """Let go of files, locks and connections."""
