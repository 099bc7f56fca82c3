"""Public addresses, all from one base URL of the settings, never from a request."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Addresses:
    """Makes every absolute link and every OAI identifier."""

    base_url: str
    """Without a slash at the end."""
    repository_id: str
    """Dotted name in OAI identifiers."""

    def record(self, pid: str) -> str:
        """Landing page of a record."""
        return f"{self.base_url}/records/{pid}"

    def file(self, pid: str, public_id: str, name: str) -> str:
        """Download of one file; the name at the end is for people."""
        return f"{self.base_url}/records/{pid}/files/{public_id}/{quote(name, safe='')}"

    def partnership(self, public_id: str) -> str:
        """Page of a partnership."""
        return f"{self.base_url}/partnerships/{public_id}"

    def oai_identifier(self, pid: str) -> str:
        """Identifier of a record in feeds. Source: OAI guidelines, oai-identifier."""
        return f"oai:{self.repository_id}:{pid}"

    def pid(self, oai_identifier: str) -> str | None:
        """Read a PID back out of an OAI identifier; none when it is not one of ours."""
        prefix = f"oai:{self.repository_id}:"
        return oai_identifier.removeprefix(prefix) if oai_identifier.startswith(prefix) else None
