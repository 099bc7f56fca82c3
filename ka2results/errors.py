"""Everything that can go wrong, each with its subject.

Messages say what happened, to what, and what to do. HTTP status is chosen in `web/errors.py`,
OAI-PMH codes in `feed/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class KA2Error(Exception):
    """The root of all errors that the product raises on purpose."""


class NotFound(KA2Error):
    """There is no such thing, or it is hidden from the person who asks."""

    def __init__(self, what: str, key: str) -> None:
        self.what, self.key = what, key
        super().__init__(f"There is no {what} “{key}”.")


class NotAllowed(KA2Error):
    """The person is known but has no right to do this."""

    def __init__(self, action: str, needed: str) -> None:
        self.action, self.needed = action, needed
        super().__init__(f"You cannot {action}: {needed}.")


class SignInFailed(KA2Error):
    """The e-mail address and the password do not fit together; which one is never said."""

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is wrong. Please try again.")


@dataclass(frozen=True)
class Missing:
    """One thing a record still lacks: the field and what to do, in words."""

    field: str
    message: str


class IncompleteRecord(KA2Error):
    """A record cannot be published yet; `missing` says why, one item per field."""

    def __init__(self, pid: str, missing: Sequence[Missing]) -> None:
        self.pid, self.missing = pid, tuple(missing)
        super().__init__(" ".join(item.message for item in self.missing))


class InvalidInput(KA2Error):
    """Values that a person or a file gave are not acceptable, by field."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = {field: list(messages) for field, messages in errors.items()}
        words = (f"{field}: {' '.join(messages)}" for field, messages in self.errors.items())
        super().__init__("; ".join(words))


class WrongState(KA2Error):
    """The record is not in a state in which this can be done."""


class Conflict(KA2Error):
    """Somebody else changed the same record meanwhile; nothing was overwritten."""

    def __init__(self, pid: str) -> None:
        self.pid = pid
        super().__init__(
            "Somebody else saved this record after you opened it. "
            "Open it again, compare, and save once more."
        )


class FileTooLarge(KA2Error):
    """A stream passed the limit; nothing of it was kept."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(
            f"The file is larger than the limit of {limit_bytes:,} bytes. "
            "Split it or compress it, and try again."
        )


class DatabaseBusy(KA2Error):
    """The database could not be written now; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("The database is busy. Nothing was changed; try again in a moment.")


class StoreUnavailable(KA2Error):
    """The file store refused; the message names the place and the reason."""


class BlobMissing(KA2Error):
    """The store does not hold a blob that somebody asked for."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"The file store holds no blob {sha256}.")


class ExtractorUnavailable(KA2Error):
    """The reading could not begin, whatever the file: no memory, no disk, a broken installation.

    Nothing is known about the file; try again later.
    """


class IndexUnavailable(KA2Error):
    """The search index cannot be read or written; it will be rebuilt from the database."""


class WrongSetting(KA2Error):
    """An environment variable holds a value that cannot be used."""

    def __init__(self, name: str, problem: str, accepted: str) -> None:
        self.name, self.problem, self.accepted = name, problem, accepted
        super().__init__(f"{name}: {problem} Accepted: {accepted}.")


class NoRecordsMatch(KA2Error):
    """A harvest asked for a range or set that holds no record."""


class UnknownFormat(KA2Error):
    """No such metadata prefix, or the record has no body in it."""

    def __init__(self, metadata_prefix: str) -> None:
        self.metadata_prefix = metadata_prefix
        super().__init__(f"The metadata format “{metadata_prefix}” is not available here.")
