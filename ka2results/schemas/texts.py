"""Fields that several schemas share: codes from lists, language maps from form rows.

Every message of theirs is ours, since those of the library cannot be translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate

from ka2results.domain.languages import clean_map
from ka2results.domain.vocabulary import vocabulary
from ka2results.messages import Message, say

MAX_TITLE = 300
MAX_SUMMARY = 10_000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
FORBIDDEN_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
UNUSABLE = say("It holds characters that cannot be shown; remove them.")
WHATEVER_THE_FIELD: dict[str, str] = {
    "required": say("This must be filled in."),
    "null": say("This must be filled in."),
    "validator_failed": say("This value cannot be used."),
}


class AsTyped(fields.String):
    """Text exactly as it was typed, such as a password."""

    default_error_messages = {  # noqa: RUF012
        **WHATEVER_THE_FIELD,
        "invalid": say("Enter a text."),
        "invalid_utf8": UNUSABLE,
    }


class Text(AsTyped):
    """Trimmed text without control characters, which no feed may carry; empty unless required."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs) or ""
        if any(letter in FORBIDDEN_CONTROLS or _is_unusable(letter) for letter in text):
            raise ValidationError(UNUSABLE)
        return text.replace("\r\n", "\n").strip()


class Optional(Text):
    """Trimmed text, or none when nothing was entered."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value, attr, data, **kwargs) or None

    def _validate(self, value: Any) -> None:
        # Spaces alone are nothing, and nothing is never wrong.
        if value is not None:
            super()._validate(value)


class Code(Optional):
    """A code of one vocabulary, or none when nothing was chosen."""

    def __init__(self, vocabulary_name: str, **kwargs: Any) -> None:
        self.vocabulary_name = vocabulary_name
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        code = super()._deserialize(value, attr, data, **kwargs)
        if code is not None and code not in vocabulary(self.vocabulary_name):
            raise ValidationError(say("“{code}” is not in the list; choose another.", code=code))
        return code


class Day(fields.Date):
    """A day of this century as browsers send it, or none when the field is empty."""

    default_error_messages = {  # noqa: RUF012
        **WHATEVER_THE_FIELD,
        "invalid": say("Enter a day as year-month-day, such as 2026-05-31."),
        # A year typed in part, such as 0020, is a year to browsers.
        "outside": say("Enter a day from 2000 to 2099."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        day = super()._deserialize(value, attr, data, **kwargs) if value else None
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise self.make_error("outside")
        return day


class Whole(fields.Integer):
    """A whole number."""

    default_error_messages = {  # noqa: RUF012
        **WHATEVER_THE_FIELD,
        "invalid": say("Enter a whole number."),
        "too_large": say("This number is too large."),
    }


class Count(Whole):
    """A whole number, zero when the field is empty."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value or 0, attr, data, **kwargs)


class Flag(fields.Boolean):
    """Yes or no."""

    default_error_messages = {  # noqa: RUF012
        **WHATEVER_THE_FIELD,
        "invalid": say("Choose yes or no."),
    }


class Several(fields.List[Any]):
    """Several values of one field."""

    default_error_messages = {  # noqa: RUF012
        **WHATEVER_THE_FIELD,
        "invalid": say("Choose from the list."),
    }


def limit(most: int) -> validate.Length:
    """Refuse a text that is too long, in words."""
    return validate.Length(max=most, error=say("Use at most {max:,} characters."))


def between(least: int, most: int) -> validate.Range:
    """Refuse a number outside a range, in words."""
    return validate.Range(least, most, error=say("Enter {min:,} to {max:,}."))


def one_of(words: Message, *codes: str) -> validate.OneOf:
    """Refuse what is not one of a few codes; the words say what to choose."""
    return validate.OneOf(codes, error=words)


def _is_unusable(letter: str) -> bool:
    return 0xD800 <= ord(letter) <= 0xDFFF or letter in "\ufffe\uffff\x7f"


def language_maps(rows: Mapping[str, list[str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Turn the rows of a form, one language each, into a map of titles and one of summaries.

    Args:
        rows: equally long lists `text_language`, `title`, `summary`.

    Raises:
        ValidationError: a language is unknown or given twice, or a text is too long.
    """
    titles: dict[str, str] = {}
    summaries: dict[str, str] = {}
    table = zip(rows["text_language"], rows["title"], rows["summary"], strict=True)
    for language, title, summary in table:
        texts = clean_map({"title": title, "summary": summary})
        if not texts:
            continue
        _check_row(language, texts, titles | summaries)
        if "title" in texts:
            titles[language] = texts["title"]
        if "summary" in texts:
            summaries[language] = texts["summary"]
    return titles, summaries


def _check_row(language: str, texts: Mapping[str, str], known: Mapping[str, str]) -> None:
    if language not in vocabulary("languages"):
        raise ValidationError(
            say("Choose the language of this title and summary."), "text_language"
        )
    if language in known:
        raise ValidationError(
            say("A language is given twice; keep one title and summary of it."), "text_language"
        )
    for field, most in (("title", MAX_TITLE), ("summary", MAX_SUMMARY)):
        if len(texts.get(field, "")) > most:
            raise ValidationError(say("Use at most {max:,} characters.", max=most), field)
