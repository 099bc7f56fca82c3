"""The words of the reader for feeds and calendars; the formats themselves know none."""

from __future__ import annotations

from flask_babel import gettext as _

from ka2results.domain.languages import best
from ka2results.domain.records import Kind, ShownPartnership
from ka2results.domain.search import SearchQuery
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.following_port import Wording
from ka2results.wording.labels import (
    country_name,
    kind_word,
    licence_in_words,
    term,
    value_label,
)
from ka2results.wording.languages import reader_languages


def wording() -> Wording:
    """The words of whoever asks."""
    return Wording(
        languages=reader_languages(),
        label=label,
        licence=licence,
        country=country_name,
        online=_("Online"),
        demonstration=_(
            "This is a demonstration: made up to show the software, not the work of a real "
            "partnership."
        ),
    )


def label(name: str, code: str) -> str:
    """Words for a code of a list, or for one of the kinds of record."""
    return kind_word(Kind(code)) if name == "kinds" else term(code, name)


def licence(code: str) -> str:
    """What a licence is called and allows; the code itself where it is not known."""
    known = code in vocabulary("licences")
    return f"{term(code, 'licences')} ({code}). {licence_in_words(code)}" if known else code


def search_in_words(query: SearchQuery) -> str:
    """What was asked, as short as a title; empty when everything was."""
    said = [_("“%(words)s”", words=query.text)] if query.text else []
    said += [value_label(value, name) for name, values in query.filters.items() for value in values]
    return ", ".join(said)


def partnership_in_words(partnership: ShownPartnership) -> str:
    """What people call a partnership."""
    title = best(partnership.titles, reader_languages())[1]
    return partnership.acronym or title or partnership.number or partnership.public_id
