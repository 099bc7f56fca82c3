"""The columns of the hits of a search, as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from ka2results.domain.languages import best
from ka2results.domain.records import ShownRecord
from ka2results.feed.wording import label
from ka2results.wording.labels import country_name, language_name, language_names, term
from ka2results.wording.languages import reader_languages
from ka2results.wording.tables import table_lines


def hits_table(pages: Iterable[Iterable[ShownRecord]]) -> Iterator[str]:
    """Write hits page after page under their header."""
    languages = reader_languages()
    rows = ((_row(record, languages) for record in records) for records in pages)
    return table_lines(_header(), rows)


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
