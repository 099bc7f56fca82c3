"""A form between two requests: what was typed, what is wrong with it, and how records fill it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request
from marshmallow import Schema

from ka2results.domain.records import ShownRecord
from ka2results.errors import IncompleteRecord, InvalidInput, KA2Error
from ka2results.schemas.reading import load_lists
from ka2results.services.pages import PartnershipPage
from ka2results.web.errors import words_of
from ka2results.wording.words import translated


@dataclass(frozen=True)
class Form:
    """Values as typed, by field; errors by field; the loaded entry when there are none."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    entry: Any = None

    def value(self, name: str, default: str = "") -> str:
        """The last value of a field."""
        values = self.values.get(name)
        return values[-1] if values else default

    def all(self, name: str) -> Sequence[str]:
        """Every value of a field that may be repeated."""
        return self.values.get(name, ())

    def rows(self, language: str) -> list[tuple[str, str, str]]:
        """Rows of language, title and summary; one in the given language for an empty form."""
        lists = [self.all(name) for name in ("text_language", "title", "summary")]
        filled = [row for row in zip(*lists, strict=False) if row[1].strip() or row[2].strip()]
        return filled or [(language, "", "")]

    def with_errors(self, error: KA2Error) -> Form:
        """The same form, showing what a service said."""
        return Form(self.values, errors_of(error), self.entry)


def read_form(schema: Schema) -> Form:
    """Read the form of this request; errors are kept with all that was typed."""
    values = dict(request.form.lists())
    try:
        return Form(values, entry=load_lists(schema, values))
    except InvalidInput as error:
        return Form(values, errors_of(error))


def errors_of(error: KA2Error) -> dict[str, list[str]]:
    """What an error says, by field of the form, in the language of the page."""
    if isinstance(error, InvalidInput):
        return {field: [*map(translated, found)] for field, found in error.errors.items()}
    if isinstance(error, IncompleteRecord):
        return {missing.field: [translated(missing.message)] for missing in error.missing}
    return {"": [words_of(error)]}


def record_form(record: ShownRecord) -> Form:
    """Fill a form from a record."""
    values = _texts(record.titles, record.summaries)
    values |= {
        "languages": list(record.languages),
        "keywords": [", ".join(record.keywords)],
        "code": [record.code or ""],
        "edits": [str(record.edits)],
        "output_type": [record.output_type or ""],
        "licence": [record.licence or ""],
        "presents": [output.pid for output in record.presents],
    }
    event = record.event
    if event is not None:
        values |= {
            "starts_on": [event.starts_on.isoformat() if event.starts_on else ""],
            "ends_on": [event.ends_on.isoformat() if event.ends_on else ""],
            "venue": [event.venue],
            "city": [event.city],
            "country": [event.country or ""],
            "online": ["true"] if event.online else [],
            "local_participants": [str(event.local_participants)],
            "foreign_participants": [str(event.foreign_participants)],
        }
    return Form(values)


def partnership_form(page: PartnershipPage) -> Form:
    """Fill a form from a partnership."""
    partnership = page.partnership
    values = _texts(partnership.titles, page.summaries)
    values |= {
        "number": [partnership.number or ""],
        "acronym": [partnership.acronym],
        "kind": [page.kind or ""],
        "field": [partnership.field or ""],
        "call_year": [str(partnership.call_year or "")],
        "starts_on": [page.starts_on.isoformat() if page.starts_on else ""],
        "ends_on": [page.ends_on.isoformat() if page.ends_on else ""],
        "website": [page.website or ""],
    }
    return Form(values)


def _texts(titles: Mapping[str, str], summaries: Mapping[str, str]) -> dict[str, list[str]]:
    languages = list(dict.fromkeys([*titles, *summaries]))
    return {
        "text_language": languages,
        "title": [titles.get(language, "") for language in languages],
        "summary": [summaries.get(language, "") for language in languages],
    }
