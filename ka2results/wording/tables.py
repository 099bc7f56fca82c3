"""Tables for spreadsheets: one way to write them for every door.

Teachers open such a file with a double click. So it begins with a byte order mark, without which
spreadsheets take UTF-8 for an older alphabet, and its separator is the one that spreadsheets
expect in the reader's country: a semicolon where numbers have a decimal comma, else a comma.

Source: RFC 4180 (CSV); OWASP, CSV Injection; CLDR for the decimal sign.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from babel.numbers import get_decimal_symbol

from ka2results.wording.languages import interface_locale

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"

Row = Sequence[str]

_BYTE_ORDER_MARK = "\ufeff"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BEGINS_A_FORMULA = tuple("=+-@＝＋－＠")
"""Also in the wide form, which spreadsheets of Asia read alike."""


def table_lines(header: Row, parts: Iterable[Iterable[Row]]) -> Iterator[str]:
    """Write the header, then part after part of the rows, so that long tables need little memory.

    The separator is that of the reader who asks; answers vary with Accept-Language and Cookie.
    """
    separator = ";" if get_decimal_symbol(interface_locale()) == "," else ","
    yield _BYTE_ORDER_MARK + _written([header], separator)
    for rows in parts:
        yield _written(rows, separator)


def cell(text: str) -> str:
    """One line of text that no spreadsheet takes for a formula. Source: OWASP, CSV Injection."""
    line = " ".join(_CONTROLS.sub(" ", text).split())
    return f"'{line}" if line.startswith(_BEGINS_A_FORMULA) else line


def _written(rows: Iterable[Row], separator: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
    writer.writerows([cell(text) for text in row] for row in rows)
    return stream.getvalue()
