"""Everything that can go wrong, each with its subject.

Messages say what happened, to what, and what to do, in whole sentences that the doors translate.
HTTP status is chosen in `web/errors.py`, OAI-PMH codes in `feed/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ka2results.messages import Message, say

NOT_FOUND: Mapping[str, Message] = {
    "account": say("There is no account “{key}”."),
    "citation style": say("There is no citation style “{key}”."),
    "event": say("There is no event “{key}”."),
    "export": say("There is no export “{key}”."),
    "facet": say("There is no list by “{key}”."),
    "figure": say("There is no figure “{key}”."),
    "file": say("There is no file “{key}”."),
    "organisation": say("There is no organisation “{key}”."),
    "partnership": say("There is no partnership “{key}”."),
    "record": say("There is no record “{key}”."),
}
"""A sentence for each kind of thing that can be looked for by its key."""


class KA2Error(Exception):
    """The root of all errors that the product raises on purpose."""

    @property
    def message(self) -> str:
        """What happened and what to do; a `Message` wherever people may meet the error."""
        first = self.args[0] if self.args else ""
        return first if isinstance(first, str) else str(self)

    @property
    def messages(self) -> tuple[str, ...]:
        """Every sentence by itself, where an error has several to say."""
        return (self.message,)


class NotFound(KA2Error):
    """There is no such thing, or it is hidden from the person who asks."""

    def __init__(self, what: str, key: str) -> None:
        self.what, self.key = what, key
        sentence = NOT_FOUND.get(what, say("There is nothing called “{key}” here."))
        super().__init__(sentence.format(key=key))


class NotAllowed(KA2Error):
    """The person is known but has no right to do this."""

    def __init__(self, refusal: Message) -> None:
        super().__init__(refusal)


class SignInFailed(KA2Error):
    """The e-mail address and the password do not fit together; which one is never said."""

    def __init__(self) -> None:
        super().__init__(say("The e-mail address or the password is wrong. Please try again."))


@dataclass(frozen=True)
class Missing:
    """One thing a record still lacks: the field and what to do, in words."""

    field: str
    message: Message


class IncompleteRecord(KA2Error):
    """A record cannot be published yet; `missing` says why, one item per field."""

    def __init__(self, pid: str, missing: Sequence[Missing]) -> None:
        self.pid, self.missing = pid, tuple(missing)
        super().__init__(" ".join(self.messages))

    @property
    def messages(self) -> tuple[str, ...]:
        """What is missing, one sentence per item."""
        return tuple(item.message for item in self.missing)


class InvalidInput(KA2Error):
    """Values that a person or a file gave are not acceptable, by field."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = {field: list(messages) for field, messages in errors.items()}
        words = (f"{field}: {' '.join(messages)}" for field, messages in self.errors.items())
        super().__init__("; ".join(words))

    @property
    def messages(self) -> tuple[str, ...]:
        """What is wrong with each field, one after the other, without the names of the fields."""
        return tuple(message for messages in self.errors.values() for message in messages)


class WrongState(KA2Error):
    """The record is not in a state in which this can be done."""


class Conflict(KA2Error):
    """Somebody else changed the same record meanwhile; nothing was overwritten."""

    def __init__(self, pid: str) -> None:
        self.pid = pid
        super().__init__(
            say(
                "Somebody else saved this record after you opened it. "
                "Open it again, compare, and save once more."
            )
        )


class FileTooLarge(KA2Error):
    """A stream passed the limit; nothing of it was kept."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(
            say(
                "The file is larger than the limit of {limit:,} bytes. "
                "Split it or compress it, and try again.",
                limit=limit_bytes,
            )
        )


class DatabaseBusy(KA2Error):
    """The database could not be written now; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(say("The database is busy. Nothing was changed; try again in a moment."))


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
