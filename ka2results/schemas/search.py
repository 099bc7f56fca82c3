"""The arguments of a search, from a page or the API."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from ka2results.domain.search import FACETS, MAX_OFFSET, MAX_PAGE_SIZE, PAGE_SIZE, SearchQuery, Sort
from ka2results.messages import say
from ka2results.schemas.texts import WHATEVER_THE_FIELD, AsTyped, Several, Whole

MAX_VALUES = 50
MAX_WORDS = 1000
"""Letters kept of a query; the query language notes what it leaves out below that."""


def _facet(meaning: str) -> Several:
    return Several(
        AsTyped(),
        validate=validate.Length(max=MAX_VALUES, error=say("Choose at most {max} values.")),
        metadata={"description": f"One or more: {meaning}."},
    )


class _Words(AsTyped):
    """What a person types to find something: never wrong, only tidied and cut."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        words = super()._deserialize(value, attr, data, **kwargs) or ""
        shown = "".join(letter if letter.isprintable() else " " for letter in words[:MAX_WORDS])
        return shown.strip()


class ListArguments(Schema):
    """The arguments of the list of partnerships."""

    class Meta:
        unknown = EXCLUDE

    q = _Words(load_default="")
    page = Whole(
        load_default=1,
        validate=validate.Range(1, MAX_OFFSET, error=say("Choose a page from 1 to {max:,}.")),
        error_messages={"invalid": say("Choose a page by its number.")},
    )


class SearchArguments(Schema):
    """Loads a `SearchQuery`; every facet may be repeated."""

    class Meta:
        unknown = EXCLUDE

    q = _Words(load_default="")
    sort = fields.Enum(
        Sort,
        by_value=True,
        load_default=Sort.RELEVANCE,
        error_messages={
            **WHATEVER_THE_FIELD,
            "unknown": say("Choose one of these orders: {choices}."),
        },
    )
    page = Whole(
        load_default=1,
        validate=validate.Range(
            1, MAX_OFFSET // PAGE_SIZE, error=say("Choose a page from 1 to {max:,}.")
        ),
        error_messages={"invalid": say("Choose a page by its number.")},
    )
    page_size = Whole(
        load_default=PAGE_SIZE,
        validate=validate.Range(1, MAX_PAGE_SIZE, error=say("Ask for 1 to {max} hits.")),
        error_messages={"invalid": say("Ask for a number of hits.")},
    )
    kind = _facet("output or event")
    type = _facet("result category")
    language = _facet("language of the material, ISO 639-1")
    field = _facet("field of education")
    topic = _facet("topic of the partnership")
    licence = _facet("SPDX identifier")
    country = _facet("country of a partner or venue; EL for Greece, UK for the United Kingdom")
    year = _facet("call year")
    agency = _facet("national agency, such as FI01")

    @post_load
    def _query(self, data: dict[str, Any], **_: Any) -> SearchQuery:
        chosen = ((name, tuple(filter(None, dict.fromkeys(data.get(name, ()))))) for name in FACETS)
        return SearchQuery(
            text=data["q"].strip(),
            filters={name: values for name, values in chosen if values},
            sort=data["sort"],
            page=data["page"],
            page_size=data["page_size"],
        )
