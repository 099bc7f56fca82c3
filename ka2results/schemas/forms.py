"""The HTML forms: what browsers send becomes what services take. Unknown fields are ignored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import (
    EXCLUDE,
    Schema,
    ValidationError,
    post_load,
    validate,
)

from ka2results.domain.entries import (
    EventEntry,
    OrganisationEntry,
    OutputEntry,
    ParticipationEntry,
    PartnershipEntry,
)
from ka2results.domain.project_numbers import parse_project_number
from ka2results.messages import say
from ka2results.schemas.texts import (
    AsTyped,
    Code,
    Count,
    Day,
    Flag,
    Optional,
    Several,
    Text,
    Whole,
    between,
    language_maps,
    limit,
    one_of,
)

_FIRST_CALL, _LAST_CALL = 2014, 2027
_MOST_PARTICIPANTS = 100_000
_CALL_YEAR = say("Enter a year from {first} to {last}.", first=_FIRST_CALL, last=_LAST_CALL)
_TEXT_ROWS = ("text_language", "title", "summary")


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class _Texts(_Form):
    text_language = Several(Text())
    title = Several(Text())
    summary = Several(Text())

    def _maps(self, data: dict[str, Any]) -> dict[str, Any]:
        rows = {name: data.pop(name, []) for name in _TEXT_ROWS}
        if len({len(values) for values in rows.values()}) != 1:
            raise ValidationError(say("Every text needs its language."), "text_language")
        titles, summaries = language_maps(rows)
        return {**data, "titles": titles, "summaries": summaries}


class _RecordForm(_Texts):
    languages = Several(Code("languages"), load_default=[])
    keywords = Text(load_default="", validate=limit(1000))
    code = Optional(
        load_default=None,
        validate=validate.Regexp(
            r"^[A-Z]{1,3}\d{1,2}$", error=say("Write the code as in the application, such as O1.")
        ),
    )

    def _record(self, data: dict[str, Any]) -> dict[str, Any]:
        data = self._maps(data)
        words = re.split(r"[,;\n]", data.pop("keywords"))
        data["keywords"] = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
        data["languages"] = tuple(dict.fromkeys(code for code in data["languages"] if code))
        return data


class OutputForm(_RecordForm):
    """An intellectual output; loads an `OutputEntry`."""

    output_type = Code("output_types", load_default=None)
    licence = Code("licences", load_default=None)

    @post_load
    def _entry(self, data: dict[str, Any], **_: Any) -> OutputEntry:
        return OutputEntry(**self._record(data))


class EventForm(_RecordForm):
    """A multiplier event; loads an `EventEntry`."""

    starts_on = Day(load_default=None)
    ends_on = Day(load_default=None)
    venue = Text(load_default="", validate=limit(200))
    city = Text(load_default="", validate=limit(100))
    country = Code("countries", load_default=None)
    online = Flag(load_default=False)
    local_participants = Count(load_default=0, validate=between(0, _MOST_PARTICIPANTS))
    foreign_participants = Count(load_default=0, validate=between(0, _MOST_PARTICIPANTS))
    presents = Several(Text(), load_default=[])

    @post_load
    def _entry(self, data: dict[str, Any], **_: Any) -> EventEntry:
        data = self._record(data)
        return EventEntry(**{**data, "presents": tuple(data["presents"])})


class PartnershipForm(_Texts):
    """A partnership; loads a `PartnershipEntry`, prefilled from the project number."""

    number = Optional(load_default=None, validate=limit(60))
    acronym = Text(load_default="", validate=limit(40))
    kind = Optional(
        load_default=None,
        validate=one_of(say("Choose one of the two kinds."), "innovation", "exchange"),
    )
    field = Code("fields", load_default=None)
    call_year = Whole(
        load_default=None,
        validate=validate.Range(_FIRST_CALL, _LAST_CALL, error=_CALL_YEAR),
        error_messages={"invalid": _CALL_YEAR},
    )
    starts_on = Day(load_default=None)
    ends_on = Day(load_default=None)
    website = Optional(
        load_default=None,
        validate=validate.URL(
            schemes={"http", "https"},
            error=say("Enter a whole address, such as https://example.org."),
        ),
    )

    @post_load
    def _entry(self, data: dict[str, Any], **_: Any) -> PartnershipEntry:
        data = self._maps(data)
        if not data["titles"]:
            raise ValidationError(say("Enter the title of the project."), "title")
        starts_on, ends_on = data["starts_on"], data["ends_on"]
        if starts_on and ends_on and ends_on < starts_on:
            raise ValidationError(say("The project ends before it starts."), "ends_on")
        return PartnershipEntry(**{**data, **_from_number(data)})


class OrganisationForm(_Form):
    """An organisation of a partnership; loads a `ParticipationEntry`."""

    name = Text(
        required=True,
        validate=validate.Length(1, 300, error=say("Enter the name of the organisation.")),
        error_messages={"required": say("Enter the name of the organisation.")},
    )
    country = Code(
        "countries", required=True, error_messages={"required": say("Choose the country.")}
    )
    city = Optional(load_default=None, validate=limit(100))
    oid = Optional(
        load_default=None,
        validate=validate.Regexp(
            r"^E\d{8}$", error=say("An OID is the letter E and eight digits, such as E10181958.")
        ),
    )
    role = Text(
        load_default="partner",
        validate=one_of(say("Choose a role."), "coordinator", "partner", "associated"),
    )

    @post_load
    def _entry(self, data: dict[str, Any], **_: Any) -> ParticipationEntry:
        if data["country"] is None:
            raise ValidationError(say("Choose the country."), "country")
        role = data.pop("role")
        return ParticipationEntry(OrganisationEntry(**data), role=role)


class MemberForm(_Form):
    """A person who is to work on a partnership, by the address of an account."""

    email = Text(
        required=True, error_messages={"required": say("Enter the e-mail address of an account.")}
    )
    member_role = Text(
        load_default="contributor",
        validate=one_of(say("Choose a role."), "contributor", "coordinator"),
    )


class SignInForm(_Form):
    """An e-mail address and a password."""

    email = Text(load_default="")
    password = AsTyped(load_default="")


class WithdrawForm(_Form):
    """Why a record is withdrawn."""

    reason = Text(load_default="", validate=limit(2000))


class FileForm(_Form):
    """What is said about files that come with a form."""

    file_language = Code("languages", load_default=None)


def _from_number(data: Mapping[str, Any]) -> dict[str, Any]:
    if data["number"] is None:
        return {}
    number = parse_project_number(data["number"])
    if number is None:
        raise ValidationError(
            say(
                "This is no project number. One looks like 2020-1-FI01-KA202-066565 "
                "or 2021-1-FI01-KA220-HED-000027535."
            ),
            "number",
        )
    told = {
        "call_year": data["call_year"] or number.call_year,
        "field": data["field"] or number.field,
    }
    return {**told, "number": number.text, "action": number.action, "agency": number.agency}
