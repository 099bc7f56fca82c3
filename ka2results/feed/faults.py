"""The errors of OAI-PMH and what becomes of ours. Source: OAI-PMH 2.0 §3.6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ka2results.errors import KA2Error, NoRecordsMatch, NotFound, UnknownFormat


class Code(StrEnum):
    """Every code that the protocol has, but for repositories without sets."""

    BAD_VERB = "badVerb"
    BAD_ARGUMENT = "badArgument"
    BAD_RESUMPTION_TOKEN = "badResumptionToken"  # noqa: S105 a code, no password
    CANNOT_DISSEMINATE_FORMAT = "cannotDisseminateFormat"
    ID_DOES_NOT_EXIST = "idDoesNotExist"
    NO_RECORDS_MATCH = "noRecordsMatch"
    NO_METADATA_FORMATS = "noMetadataFormats"


@dataclass(frozen=True)
class Fault:
    """One reason why a request has no answer."""

    code: Code
    message: str
    """For people; holds nothing of the request that an answer could not repeat."""


class Refused(KA2Error):
    """The request cannot be answered; the door says why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(fault.message for fault in self.faults))


def refused(code: Code, message: str) -> Refused:
    """Refuse for one reason."""
    return Refused([Fault(code, message)])


def fault_of(error: UnknownFormat | NotFound | NoRecordsMatch, *, continuing: bool) -> Fault:
    """Translate an error of the harvest service.

    Args:
        error: what the service said.
        continuing: the request carried a resumption token; then a list that has come to nothing
            is a token that no longer leads anywhere.
    """
    if isinstance(error, UnknownFormat):
        return Fault(Code.CANNOT_DISSEMINATE_FORMAT, str(error))
    if isinstance(error, NotFound):
        return Fault(Code.ID_DOES_NOT_EXIST, "There is no record with this identifier.")
    code = Code.BAD_RESUMPTION_TOKEN if continuing else Code.NO_RECORDS_MATCH
    return Fault(code, str(error))
