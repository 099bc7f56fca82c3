"""How values are written on pages; formatting lives here, never in templates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date, format_interval
from babel.numbers import format_decimal
from flask import Flask, request
from markupsafe import Markup, escape

from ka2results import __version__
from ka2results.domain.languages import best
from ka2results.domain.records import ShownFile, ShownRecord, Status
from ka2results.domain.vocabulary import Vocabulary, vocabulary
from ka2results.door import EXTENSION
from ka2results.wiring import House

INTERFACE = Locale("en", "GB")
_UNITS = ("bytes", "KB", "MB", "GB")
_STEP = 1000


def init_filters(app: Flask) -> None:
    """Give the filters and the shared values to every template."""
    for function in (
        text, plain, preferred, language_name, country_name, term, plural_type, day, days,
        number, size, file_kind, file_kinds, total_size, labels, languages, countries, licences,
        output_options,
    ):  # fmt: skip
        app.add_template_filter(function)
    app.jinja_env.globals.update(_shared(app.extensions[EXTENSION]))


def reader_languages() -> tuple[str, ...]:
    """The reader's languages, dearest first, English at the end."""
    wanted = [tag.split("-")[0].lower() for tag in request.accept_languages.values()]
    known = vocabulary("languages")
    return tuple(dict.fromkeys([*(code for code in wanted if code in known), "en"]))


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


def language_name(code: str) -> str:
    """A language's name. Source: CLDR."""
    name = INTERFACE.languages.get(code)
    return name[0].upper() + name[1:] if name else code


def country_name(code: str | None) -> str:
    """A country's name; EL and UK are known. Source: CLDR."""
    known = vocabulary("countries").terms.get(code or "")
    return INTERFACE.territories.get(known.facts["iso3166"], code) if known else code or ""


def term(code: str | None, name: str) -> str:
    """Words for a code of a vocabulary."""
    return vocabulary(name).label(code) if code else ""


def day(value: date | datetime | None) -> str:
    """A day in words."""
    return format_date(value, "d MMMM y", locale=INTERFACE) if value else ""


def days(first: date | None, last: date | None = None) -> str:
    """A day, or the span between two."""
    if first is None or last is None or last == first:
        return day(first)
    return str(format_interval(first, last, "yMMMMd", locale=INTERFACE))


def number(value: int) -> str:
    """A whole number with its groups of digits."""
    return str(format_decimal(value, locale=INTERFACE))


def size(size_bytes: int) -> str:
    """A size in the unit that reads best; 1 KB is 1,000 bytes."""
    value, unit = float(size_bytes), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    digits = 0 if unit == 0 or value >= 100 else 1
    return f"{format_decimal(round(value, digits), locale=INTERFACE)} {_UNITS[unit]}"


def file_kind(name: str) -> str:
    """The extension in capitals, as people call kinds of files."""
    stem, _, extension = name.rpartition(".")
    return extension.upper() if stem and len(extension) <= 5 else "File"


def file_kinds(files: Sequence[ShownFile]) -> list[str]:
    """Every kind of file once, in order."""
    return list(dict.fromkeys(file_kind(file.name) for file in files))


def total_size(files: Sequence[ShownFile]) -> str:
    """The size of all files together."""
    return size(sum(file.size_bytes for file in files))


def plural_type(code: str) -> str:
    """The short plural of a result category, for tiles."""
    known = vocabulary("output_types").terms.get(code)
    return str(known.facts["plural"]) if known else code


def labels(terms: Vocabulary) -> list[tuple[str, str]]:
    """Options of a list in its own order."""
    return [(entry.code, entry.label) for entry in terms]


def languages(terms: Vocabulary) -> list[tuple[str, str]]:
    """Options of languages by name."""
    return _by_name((entry.code, language_name(entry.code)) for entry in terms)


def countries(terms: Vocabulary) -> list[tuple[str, str]]:
    """Options of countries by name."""
    return _by_name((entry.code, country_name(entry.code)) for entry in terms)


def licences(terms: Vocabulary) -> list[tuple[str, str]]:
    """Options of licences that the programme accepts, with what they mean."""
    return [
        (entry.code, f"{entry.code}: {entry.facts['plain']}")
        for entry in terms
        if entry.facts["adaptation"]
    ]


def output_options(outputs: Sequence[ShownRecord]) -> list[tuple[str, str]]:
    """Options of outputs by code and title."""
    return [
        (
            output.pid,
            f"{output.code or ''} {plain(output.titles, 'Untitled draft')}"
            f"{' (draft)' if output.status is Status.DRAFT else ''}".strip(),
        )
        for output in outputs
    ]


def _by_name(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(options, key=lambda option: option[1].casefold())


def attachment(name: str) -> str:
    """A Content-Disposition for saving under a name in any alphabet. Source: RFC 6266 §4.3, App. D.

    Headers are ASCII: old programs read the plain name without its accents, all others the
    encoded one.
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain_name = "".join(c for c in letters if c not in '"\\%') or "file"
    return f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(name, safe='')}"


def _shared(house: House) -> dict[str, object]:
    # Globals rather than a context processor, so that macros see them too.
    return {
        "repository_name": house.settings.repository_name,
        "admin_email": house.settings.admin_email,
        "vocabulary": vocabulary,
        "version": __version__,
    }
