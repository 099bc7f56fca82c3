"""The hits of a search as a table for spreadsheets.

Teachers open such a file with a double click. So it begins with a byte order mark, without which
spreadsheets take UTF-8 for an older alphabet, and its separator is the one that spreadsheets
expect in the reader's country: a semicolon where numbers have a decimal comma, else a comma.

Source: RFC 4180 (CSV); OWASP, CSV Injection; CLDR for the decimal sign.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from babel.numbers import get_decimal_symbol
from flask_babel import gettext as _

from ka2results.domain.languages import best
from ka2results.domain.records import ShownRecord
from ka2results.feed.wording import label
from ka2results.wording.labels import country_name, language_name, language_names, term
from ka2results.wording.languages import interface_locale, reader_languages

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"

_BYTE_ORDER_MARK = "\ufeff"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BEGINS_A_FORMULA = tuple("=+-@＝＋－＠")
"""Also in the wide form, which spreadsheets of Asia read alike."""


def lines(pages: Iterable[Iterable[ShownRecord]]) -> Iterator[str]:
    """Write the header, then page after page."""
    separator = ";" if get_decimal_symbol(interface_locale()) == "," else ","
    yield _BYTE_ORDER_MARK + _lines([_header()], separator)
    languages = reader_languages()
    for records in pages:
        yield _lines((_row(record, languages) for record in records), separator)


def cell(text: str) -> str:
    """One line of text that no spreadsheet takes for a formula. Source: OWASP, CSV Injection."""
    line = " ".join(_CONTROLS.sub(" ", text).split())
    return f"'{line}" if line.startswith(_BEGINS_A_FORMULA) else line


def _lines(rows: Iterable[list[str]], separator: str) -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    writer.writerows([cell(text) for text in row] for row in rows)
    return written.getvalue()


def _header() -> list[str]:
    return [
        _("Identifier"),
        _("Kind"),
        _("Title"),
        _("Language of the title"),
        _("Other languages of the title"),
        _("Type of result"),
        _("Licence"),
        _("Languages of the material"),
        _("Partnership"),
        _("Project number"),
        _("Countries"),
        _("Published"),
        _("Number of files"),
        _("Address"),
    ]


def _row(record: ShownRecord, languages: tuple[str, ...]) -> list[str]:
    partnership = record.partnership
    title_language, title = best(record.titles, languages)
    countries = dict.fromkeys(o.country for o in partnership.organisations if o.country)
    return [
        record.pid,
        label("kinds", record.kind.value),
        title,
        language_name(title_language),
        language_names(code for code in record.titles if code != title_language),
        term(record.output_type, "output_types"),
        term(record.licence, "licences"),
        language_names(record.languages),
        partnership.acronym or best(partnership.titles, languages)[1],
        partnership.number or "",
        ", ".join(map(country_name, countries)),
        record.published_at.date().isoformat() if record.published_at else "",
        str(len(record.files)),
        record.url,
    ]
