"""How others refer to a record: citations, exports, and what search engines read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ka2results.domain.records import ShownOrganisation, ShownRecord
from ka2results.errors import NotFound
from ka2results.formats.port import Citation, Citer, Describer, Export
from ka2results.messages import say
from ka2results.services.catalogue import Catalogue
from ka2results.services.pages import OrganisationPage, PartnershipPage


@dataclass(frozen=True)
class Exported:
    """A file for programs that keep references."""

    body: bytes
    media_type: str
    file_name: str


class Citing:
    """Answers whoever wants to refer to a record; only what the public sees can be cited."""

    def __init__(
        self,
        catalogue: Catalogue,
        citer: Citer,
        exports: Sequence[Export],
        describer: Describer,
    ) -> None:
        self._catalogue, self._citer, self._describer = catalogue, citer, describer
        self._exports = {export.name: export for export in exports}

    @property
    def styles(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every style of citation; the first is used where nobody chose."""
        return self._citer.styles

    def export(self, pid: str, name: str) -> Exported:
        """Give a record as a file for programs that keep references.

        Raises:
            NotFound: no such format, no such record, or a draft.
            WrongState: the record is withdrawn.
        """
        export = self._exports.get(name)
        if export is None:
            raise NotFound("export", name)
        body = export.render(self._public(pid))
        return Exported(body, export.media_type, f"{pid}.{name}")

    def citation(self, pid: str, style: str, language: str) -> Citation:
        """Cite a record.

        Raises:
            NotFound: no such style, no such record, or a draft.
            WrongState: the record is withdrawn.
        """
        return self._citer.cite(self._public(pid), style, language)

    def cite(self, record: ShownRecord, style: str, language: str) -> Citation:
        """Cite a record at hand; an unknown style gives the first one."""
        codes = [code for code, _ in self.styles]
        return self._citer.cite(record, style if style in codes else codes[0], language)

    def described(self, record: ShownRecord) -> dict[str, Any]:
        """Describe a record at hand for search engines."""
        return self._describer.record(record)

    def partnership(self, page: PartnershipPage) -> dict[str, Any]:
        """Describe a partnership for search engines."""
        return self._describer.partnership(
            page.partnership,
            summaries=page.summaries,
            starts_on=page.starts_on,
            ends_on=page.ends_on,
            website=page.website,
        )

    def organisation(self, page: OrganisationPage) -> dict[str, Any]:
        """Describe an organisation for search engines."""
        shown = ShownOrganisation(page.name, page.country, "", page.oid, page.public_id)
        return self._describer.organisation(shown, [part.partnership for part in page.partnerships])

    def _public(self, pid: str) -> ShownRecord:
        gone = say("This record was withdrawn; it is no longer offered for citing.")
        return self._catalogue.still_public(pid, gone)
