"""Pictures of published records for other sites: social cards, covers, addresses to encode."""

from __future__ import annotations

from ka2results.domain.records import ShownRecord
from ka2results.formats.port import Painter
from ka2results.messages import say
from ka2results.services.catalogue import Catalogue


class Picturing:
    """Gives pictures of what the public can see; nothing here changes anything."""

    def __init__(self, catalogue: Catalogue, painter: Painter, repository: str) -> None:
        self._catalogue, self._painter, self._repository = catalogue, painter, repository

    def card(self, pid: str) -> bytes:
        """Give the card that others show beside a link to a record.

        Raises:
            NotFound: no such record, or a draft.
            WrongState: the record was withdrawn.
        """
        return self._painter.card(self._published(pid), self._repository)

    def cover(self, pid: str) -> bytes:
        """Give the cover of a record as a file of its own.

        Raises:
            NotFound: no such record, or a draft.
            WrongState: the record was withdrawn.
        """
        return self._painter.cover(self._published(pid))

    def address(self, pid: str) -> str:
        """Give the address of a landing page, to be printed as a code.

        Raises:
            NotFound: no such record, or a draft.
            WrongState: the record was withdrawn.
        """
        return self._published(pid).url

    def _published(self, pid: str) -> ShownRecord:
        gone = say("This record was withdrawn; it has no pictures any more.")
        return self._catalogue.still_public(pid, gone)
