"""The arguments of the six OAI-PMH verbs: one schema per verb, the same for both doors.

A value that could not be echoed in a valid answer is refused here.
Source: OAI-PMH 2.0 §3.3 (dates), §3.6 (errors), §4 (verbs); OAI-PMH.xsd for the forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

MAX_LENGTH = 2000
_WORD = r"[A-Za-z0-9\-_.!~*'()]+"
_URI_CHARACTER = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=@/?]|%[0-9A-Fa-f]{2})"
_URI = (
    r"(?:[A-Za-z][A-Za-z0-9+.\-]*:(?://[A-Za-z0-9.\-]+(?::[0-9]{1,5})?(?=[/?]|\Z)|(?!//))"
    rf"(?:{_URI_CHARACTER}|:)*|(?!//){_URI_CHARACTER}+)"
)
_DATE = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})Z)?",
    re.ASCII,  # \d alone takes Arabic digits as well
)


class Verb(StrEnum):
    """The six requests."""

    IDENTIFY = "Identify"
    LIST_METADATA_FORMATS = "ListMetadataFormats"
    LIST_SETS = "ListSets"
    GET_RECORD = "GetRecord"
    LIST_IDENTIFIERS = "ListIdentifiers"
    LIST_RECORDS = "ListRecords"


@dataclass(frozen=True)
class Arguments:
    """What one request asks for; what its verb does not take stays none."""

    identifier: str | None = None
    metadata_prefix: str | None = None
    from_: datetime | None = None
    until: datetime | None = None
    """Last second of the day where a day was given."""
    set_spec: str | None = None
    resumption_token: str | None = None


@dataclass(frozen=True)
class _Moment:
    at: datetime
    whole_day: bool


class _Date(fields.Field[_Moment]):
    """A day or a second in UTC, in the only two forms that the protocol knows."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> _Moment:
        match = _DATE.fullmatch(value)
        if match is None:
            raise ValidationError("Write a date as YYYY-MM-DD or as YYYY-MM-DDThh:mm:ssZ.")
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        try:
            at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError as error:
            raise ValidationError("There is no such day or time.") from error
        return _Moment(at, whole_day="T" not in value)


def _form(pattern: str, message: str) -> list[Any]:
    too_long = validate.Length(max=MAX_LENGTH, error="The value is too long.")
    return [too_long, validate.Regexp(rf"(?:{pattern})\Z", error=message)]


def _required() -> dict[str, Any]:
    return {"required": True, "error_messages": {"required": "This argument is missing."}}


def _identifier(**more: Any) -> fields.String:
    form = _form(_URI, "An identifier is a URI.")
    return fields.String(validate=form, **more)


def _prefix(**more: Any) -> fields.String:
    form = _form(_WORD, "A metadata prefix holds letters, digits and -_.!~*'() only.")
    return fields.String(data_key="metadataPrefix", validate=form, **more)


def _token() -> fields.String:
    # Any legal text passes, so that junk is a bad token and not a bad argument.
    form = _form(
        "[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*",
        "The token holds characters that no answer can repeat.",
    )
    return fields.String(data_key="resumptionToken", validate=form)


class _VerbArguments(Schema):
    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "This verb takes no such argument."}  # noqa: RUF012 marshmallow's way

    @post_load
    def _arguments(self, data: dict[str, Any], **_: Any) -> Arguments:
        return Arguments(**data)


class IdentifyArguments(_VerbArguments):
    """Identify takes none. Source: OAI-PMH 2.0 §4.2."""


class ListMetadataFormatsArguments(_VerbArguments):
    """Formats of the repository or of one record. Source: OAI-PMH 2.0 §4.4."""

    identifier = _identifier()


class ListSetsArguments(_VerbArguments):
    """All sets at once. Source: OAI-PMH 2.0 §4.6."""

    resumption_token = _token()


class GetRecordArguments(_VerbArguments):
    """One record in one format. Source: OAI-PMH 2.0 §4.1."""

    identifier = _identifier(**_required())
    metadata_prefix = _prefix(**_required())


class ListArguments(_VerbArguments):
    """A selection, or the token that continues one. Source: OAI-PMH 2.0 §4.3 and §4.5."""

    metadata_prefix = _prefix()
    from_ = _Date(data_key="from")
    until = _Date()
    set_spec = fields.String(
        data_key="set",
        validate=_form(rf"{_WORD}(?::{_WORD})*", "A set is written as words joined by colons."),
    )
    resumption_token = _token()

    @post_load
    def _arguments(self, data: dict[str, Any], **_: Any) -> Arguments:
        if "resumption_token" in data:
            _require_alone(data)
        elif "metadata_prefix" not in data:
            raise ValidationError("This argument is missing.", "metadataPrefix")
        return Arguments(**{**data, **_range(data.get("from_"), data.get("until"))})


def _require_alone(data: Mapping[str, Any]) -> None:
    if len(data) > 1:
        raise ValidationError("This argument excludes all others.", "resumptionToken")


def _range(first: _Moment | None, last: _Moment | None) -> dict[str, datetime | None]:
    if first and last and first.whole_day != last.whole_day:
        raise ValidationError("Give both dates as days, or both to the second.", "until")
    end = last.at if last else None
    if last and last.whole_day:
        end = last.at.replace(hour=23, minute=59, second=59)
    if first and end and first.at > end:
        raise ValidationError("The range ends before it begins.", "until")
    return {"from_": first.at if first else None, "until": end}


SCHEMAS: Mapping[Verb, type[Schema]] = {
    Verb.IDENTIFY: IdentifyArguments,
    Verb.LIST_METADATA_FORMATS: ListMetadataFormatsArguments,
    Verb.LIST_SETS: ListSetsArguments,
    Verb.GET_RECORD: GetRecordArguments,
    Verb.LIST_IDENTIFIERS: ListArguments,
    Verb.LIST_RECORDS: ListArguments,
}
