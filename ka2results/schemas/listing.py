"""The arguments of the list of partnerships."""

from __future__ import annotations

from typing import Any

from marshmallow import post_load, validate

from ka2results.domain.listing import PartnershipQuery
from ka2results.messages import say
from ka2results.schemas.search import ListArguments
from ka2results.schemas.texts import Code, Optional, Whole, limit

_YEAR = say("Enter a year from 2014 to 2027.")
_MOST_LETTERS = 200


class PartnershipArguments(ListArguments):
    """Loads a `PartnershipQuery`."""

    country = Code("countries", load_default=None)
    agency = Optional(
        load_default=None,
        validate=validate.Regexp(
            r"^[A-Z]{2}\d{2}$",
            error=say("Write the agency as two letters and two digits, such as FI01."),
        ),
    )
    year = Whole(
        load_default=None,
        validate=validate.Range(2014, 2027, error=_YEAR),
        error_messages={"invalid": _YEAR},
    )
    field = Code("fields", load_default=None)
    topic = Optional(load_default=None, validate=limit(_MOST_LETTERS))

    @post_load
    def _query(self, data: dict[str, Any], **_: Any) -> PartnershipQuery:
        return PartnershipQuery(text=data.pop("q"), **data)
