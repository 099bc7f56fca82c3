"""What the product asks of formats: for machines, references and search engines, and to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from markupsafe import Markup

from ka2results.domain.harvest import Syntax
from ka2results.domain.records import ShownOrganisation, ShownPartnership, ShownRecord


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


class Export(Protocol):
    """A file that a program for references takes in."""

    @property
    def name(self) -> str:
        """Name in addresses and extension of the file: bib, ris, csl.json."""

    @property
    def media_type(self) -> str:
        """Media type, without parameters."""

    def render(self, record: ShownRecord) -> bytes:
        """Turn a record into UTF-8 bytes; the same record always gives the same bytes."""


@dataclass(frozen=True)
class Citation:
    """An entry of a list of references, ready to be copied."""

    text: str
    html: Markup
    """The same with its italics; safe to show."""


class Citer(Protocol):
    """Sets records as entries of lists of references."""

    @property
    def styles(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every style, the first one where nobody chose."""

    def cite(self, record: ShownRecord, style: str, language: str) -> Citation:
        """Set one entry; never fails for what a record says.

        Args:
            record: a published one.
            style: a code of `styles`.
            language: of the reader; for the words of the style and the choice of the title.

        Raises:
            NotFound: there is no such style.
        """


class Describer(Protocol):
    """Says to search engines what a page is about, as JSON-LD objects."""

    def record(self, record: ShownRecord) -> dict[str, Any]:
        """Describe a published output or event."""

    def partnership(
        self,
        partnership: ShownPartnership,
        *,
        summaries: Mapping[str, str],
        starts_on: date | None,
        ends_on: date | None,
        website: str | None,
    ) -> dict[str, Any]:
        """Describe a partnership."""

    def organisation(
        self, organisation: ShownOrganisation, memberships: Sequence[ShownPartnership]
    ) -> dict[str, Any]:
        """Describe an organisation with the partnerships that it takes part in."""


class Painter(Protocol):
    """Paints records; the same facts always give the same bytes."""

    def card(self, record: ShownRecord, repository: str) -> bytes:
        """Paint the card of a record, 1200 by 630 pixels, as PNG."""

    def cover(self, record: ShownRecord) -> bytes:
        """Draw the cover of a record as SVG."""
