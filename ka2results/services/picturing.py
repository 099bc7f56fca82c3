"""Pictures of published records for other sites: social cards, covers, addresses to encode."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ka2results.domain.records import ShownRecord, Status
from ka2results.errors import WrongState
from ka2results.formats.port import Painter
from ka2results.messages import say
from ka2results.services.catalogue import Catalogue


@dataclass(frozen=True)
class Picture:
    """A picture with a name for exactly these bytes."""

    body: bytes
    etag: str


class Picturing:
    """Gives pictures of what the public can see; nothing here changes anything."""

    def __init__(self, catalogue: Catalogue, painter: Painter, repository: str) -> None:
        self._catalogue, self._painter, self._repository = catalogue, painter, repository

    def card(self, pid: str) -> Picture:
        """Give the card that others show beside a link to a record.

        Raises:
            NotFound: no such record, or a draft.
            WrongState: the record was withdrawn.
        """
        return picture_of(self._painter.card(self._published(pid), self._repository))

    def cover(self, pid: str) -> Picture:
        """Give the cover of a record as a file of its own.

        Raises:
            NotFound: no such record, or a draft.
            WrongState: the record was withdrawn.
        """
        return picture_of(self._painter.cover(self._published(pid)))

    def address(self, pid: str) -> str:
        """Give the address of a landing page, to be printed as a code.

        Raises:
            NotFound: no such record, or a draft.
            WrongState: the record was withdrawn.
        """
        return self._published(pid).url

    def _published(self, pid: str) -> ShownRecord:
        record = self._catalogue.public_record(pid)
        if record.status is Status.WITHDRAWN:
            raise WrongState(say("This record was withdrawn; it has no pictures any more."))
        return record


def picture_of(body: bytes) -> Picture:
    """Name a picture after its bytes."""
    return Picture(body, hashlib.sha256(body).hexdigest()[:32])
