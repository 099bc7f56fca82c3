"""Values of project lists as spreadsheets write them: dates, amounts, countries, error cells."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields

from ka2results.domain.project_numbers import ProjectNumber, parse_project_number
from ka2results.domain.vocabulary import vocabulary
from ka2results.schemas.texts import Optional

ERROR_CELLS = re.compile(r"#(PUUTTUU|N/A|REF|VALUE|NAME|NULL|DIV/0)[!?]?", re.IGNORECASE)
"""What a spreadsheet shows where a formula failed, in English and Finnish."""

_ALPHA2 = {c.facts["iso3166"]: c.code for c in vocabulary("countries")}
_NAMES = {c.label.casefold(): c.code for c in vocabulary("countries")}
_TYPES = {t.label.casefold(): t.code for t in vocabulary("organisation_types")}
_TYPES |= {
    "non-governmental organisation/association": "EPLUS-NGO",
    "non-governmental organisation": "EPLUS-NGO",
    "other type of organisation": "OTH",
    "social partner or other representative of working life "
    "(chambers of commerce, trade union, trade association)": "EPLUS-SOCIAL",
}
_OTHER_KEY_ACTION = re.compile(r"\d{4}-\d-[A-Z]{2}\d\d-KA[13]\d\d-.+", re.ASCII)
_ORGANISATION_ID = re.compile(r"E\d{8}|\d{9}", re.ASCII)
_WEB_ADDRESS = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})", re.ASCII)


class Cell(Optional):
    """A cell as text; none when it is empty or holds a spreadsheet's error."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        return None if text is None or ERROR_CELLS.fullmatch(text) else text


class NumberCell(Cell):
    """A project number, tidied."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        number: ProjectNumber | None = parse_project_number(text or "")
        if text and _OTHER_KEY_ACTION.fullmatch(text):
            raise ValidationError("the project belongs to another key action")
        if number is None:
            raise ValidationError(f"“{text or ''}” is no project number")
        return number


class AmountCell(Cell):
    """An amount in euro, written as 22360, 22890.0 or 249 683,00 €; gives euro cents."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is None:
            return None
        digits = re.sub(r"[\s\u00a0\u202f€]", "", text).replace(",", ".")
        if not re.fullmatch(r"\d+(\.\d{1,2})?", digits, re.ASCII):
            raise ValidationError(f"“{text}” is no amount in euro")
        whole, _, part = digits.partition(".")
        return int(whole) * 100 + int(part.ljust(2, "0") or 0)


class CountryCell(Cell):
    """A country by its code, ISO or the programme's, or by its English name."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is None:
            return None
        code = text.upper() if text.upper() in vocabulary("countries") else None
        code = code or _ALPHA2.get(text.upper()) or _NAMES.get(text.casefold())
        if code is None:
            raise ValidationError(f"“{text}” is no country that is known")
        return code


class OrganisationTypeCell(Cell):
    """A type of organisation by its label or code."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is None or text in vocabulary("organisation_types"):
            return text
        # Some lists write a hyphen where others write a dash.
        code = _TYPES.get(text.casefold()) or _TYPES.get(text.casefold().replace(" - ", " – "))
        if code is None:
            raise ValidationError(f"“{text}” is no type of organisation that is known")
        return code


class TermCell(Cell):
    """A code of one vocabulary."""

    def __init__(self, vocabulary_name: str, what: str, **kwargs: Any) -> None:
        self.vocabulary_name, self.what = vocabulary_name, what
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is not None and text not in vocabulary(self.vocabulary_name):
            raise ValidationError(f"“{text}” is no {self.what} that is known")
        return text


class OrganisationIdCell(Cell):
    """An OID or a PIC."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is not None and not _ORGANISATION_ID.fullmatch(text):
            raise ValidationError(f"“{text}” is neither an OID nor a PIC")
        return text


class WebAddressCell(Cell):
    """A web address, with or without its scheme; it becomes a link on pages."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is None:
            return None
        match = _WEB_ADDRESS.fullmatch(text)
        if match is None:
            raise ValidationError(f"“{text}” is no web address")
        return text if match[1] else f"http://{text}"


class CountCell(Cell):
    """A whole number, or none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is None:
            return None
        if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
            raise ValidationError(f"“{text}” is no whole number")
        return int(text)


class DayCell(Cell):
    """A day in whatever order; gives every reading that is a day, the likely one first.

    Year-month-day is one reading only. Of the others, dots mean day first, except with a
    two-digit year in lists of the second programme, and slashes mean month first.
    """

    def __init__(self, *, month_first_with_short_year: bool = False, **kwargs: Any) -> None:
        self.month_first_with_short_year = month_first_with_short_year
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is None:
            return ()
        match = _DAY.fullmatch(text.split(" ")[0].split("T")[0])
        days = self._readings(text, match.groups()) if match else ()
        if not days:
            raise ValidationError(f"“{text}” is no day")
        return days

    def _readings(self, text: str, parts: tuple[str, ...]) -> tuple[date, ...]:
        first, second, third = (int(part) for part in parts)
        if len(parts[0]) == 4:
            return _days((first, second, third))
        year = third + 2000 if len(parts[2]) == 2 else third
        short = len(parts[2]) == 2 and self.month_first_with_short_year
        day_first, month_first = (year, second, first), (year, first, second)
        orders = (month_first, day_first) if "/" in text or short else (day_first, month_first)
        return _days(*orders)


class ListCell(fields.Field[list[str]]):
    """Several values in one cell."""

    def __init__(self, separator: str, **kwargs: Any) -> None:
        self.separator = separator
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        parts = (part.strip() for part in str(value).split(self.separator))
        return [part for part in parts if part and not ERROR_CELLS.fullmatch(part)]


def likely_span(
    starts: tuple[date, ...], ends: tuple[date, ...], months: int | None
) -> tuple[date | None, date | None]:
    """Choose the reading of two days that fits the duration, else the likely one of each."""
    pairs = [(start, end) for start in starts for end in ends]
    fitting = [pair for pair in pairs if months == months_between(*pair)]
    ordered = [pair for pair in pairs if pair[0] <= pair[1]]
    likely = (starts[0] if starts else None, ends[0] if ends else None)
    return next(iter([*fitting, *ordered]), likely)


def months_between(start: date, end: date) -> int:
    """Count the months of a project; it ends on the day before the same day of a later month."""
    after = date.fromordinal(min(end.toordinal() + 1, date.max.toordinal()))
    return (after.year - start.year) * 12 + after.month - start.month


def _days(*orders: tuple[int, int, int]) -> tuple[date, ...]:
    found = []
    for order in dict.fromkeys(orders):
        try:
            found.append(date(*order))
        except ValueError:
            continue
    return tuple(found)
