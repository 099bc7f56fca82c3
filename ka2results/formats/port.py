"""What the product asks of a metadata format."""

from __future__ import annotations

from typing import Protocol

from ka2results.domain.harvest import Syntax
from ka2results.domain.records import ShownRecord


class Format(Protocol):
    """A crosswalk: one way to say what a published record is."""

    @property
    def prefix(self) -> str:
        """Metadata prefix, such as oai_dc."""

    @property
    def syntax(self) -> Syntax:
        """Door in which the format is offered."""

    @property
    def namespace(self) -> str:
        """XML namespace, or the address of the profile for JSON."""

    @property
    def schema(self) -> str:
        """Address of the schema that the bodies follow."""

    def render(self, record: ShownRecord) -> bytes | None:
        """Turn a record into UTF-8 bytes; the same record always gives the same bytes.

        Returns:
            One XML element or one JSON object; none when the format cannot say this kind of
            record (an event in a format for learning material).
        """
