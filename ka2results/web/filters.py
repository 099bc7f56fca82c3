"""How values are written on pages; formatting lives here, never in templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval
from babel.numbers import format_decimal
from babel.units import format_unit
from flask import Flask
from flask_babel import gettext
from markupsafe import Markup, escape

from ka2results import __version__
from ka2results.domain.files import is_editable
from ka2results.domain.languages import best
from ka2results.domain.records import ShownFile, ShownRecord, Status
from ka2results.domain.vocabulary import vocabulary
from ka2results.door import EXTENSION
from ka2results.wiring import House
from ka2results.wording.labels import init_labels
from ka2results.wording.languages import for_each_reader, interface_locale, reader_languages
from ka2results.wording.words import translated

_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte")
_STEP = 1000


def init_filters(app: Flask) -> None:
    """Give the filters and the shared values to every template."""
    for function in (
        text, plain, preferred, day, days, number, size, file_kind, file_kinds, total_size,
        editable, output_options, translated,
    ):  # fmt: skip
        app.add_template_filter(for_each_reader(function))
    init_labels(app)
    app.jinja_env.globals.update(_shared(app.extensions[EXTENSION]))


def text(texts: Mapping[str, str], instead: str = "") -> Markup:
    """The best text of a language map, marked with its language."""
    language, words = best(texts, reader_languages())
    if not words:
        return escape(instead)
    return Markup('<span lang="{}">{}</span>').format(language, words)


def plain(texts: Mapping[str, str], instead: str = "") -> str:
    """The best text of a language map without markup, for titles of pages."""
    return best(texts, reader_languages())[1] or instead


def preferred(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """All texts of a language map, the best one for the reader first."""
    first, _ = best(texts, reader_languages())
    return sorted(texts.items(), key=lambda entry: entry[0] != first)


def day(value: date | datetime | None) -> str:
    """A day in words. Source: CLDR, format “long”."""
    return format_date(value, "long", locale=interface_locale()) if value else ""


def days(first: date | None, last: date | None = None) -> str:
    """A day, or the span between two."""
    if first is None or last is None or last == first:
        return day(first)
    return str(format_interval(first, last, "yMMMMd", locale=interface_locale()))


def number(value: int) -> str:
    """A whole number with its groups of digits."""
    return _number(value, interface_locale())


def size(size_bytes: int) -> str:
    """A size in the unit that reads best; 1 kB is 1,000 bytes. Source: CLDR for the units."""
    value, unit = float(size_bytes), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    digits = 0 if unit == 0 or value >= 100 else 1
    return _measure(round(value, digits), f"digital-{_UNITS[unit]}", interface_locale())


# A page of hits asks a hundred times for the same few numbers, and CLDR is slow to ask.
@lru_cache(maxsize=4096)
def _number(value: int, locale: Locale) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=4096)
def _measure(value: float, unit: str, locale: Locale) -> str:
    # Bytes in full: in Finnish their short form is that of tonnes.
    length: Literal["long", "short"] = "long" if unit == "digital-byte" else "short"
    return str(format_unit(value, unit, length, locale=locale))


def file_kind(name: str) -> str:
    """The extension in capitals, as people call kinds of files."""
    stem, _, extension = name.rpartition(".")
    return extension.upper() if stem and len(extension) <= 5 else gettext("File")


def file_kinds(files: Sequence[ShownFile]) -> list[str]:
    """Every kind of file once, in order."""
    return list(dict.fromkeys(file_kind(file.name) for file in files))


def total_size(files: Sequence[ShownFile]) -> str:
    """The size of all files together."""
    return size(sum(file.size_bytes for file in files))


def editable(files: Sequence[ShownFile]) -> bool:
    """Whether one of the files is in a form that can be changed."""
    return any(is_editable(file.name) for file in files)


def output_options(outputs: Sequence[ShownRecord]) -> list[tuple[str, str]]:
    """Options of outputs by code and title."""
    return [(output.pid, _option(output)) for output in outputs]


def _option(output: ShownRecord) -> str:
    title = f"{output.code or ''} {plain(output.titles, gettext('Untitled draft'))}".strip()
    draft = output.status is Status.DRAFT
    return gettext("%(title)s (draft)", title=title) if draft else title


def _shared(house: House) -> dict[str, object]:
    # Globals rather than a context processor, so that macros see them too.
    return {
        "repository_name": house.settings.repository_name,
        "admin_email": house.settings.admin_email,
        "base_url": lambda: house.settings.base_url,
        "vocabulary": vocabulary,
        "version": __version__,
    }
