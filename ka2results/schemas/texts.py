"""Fields that several schemas share: codes from lists, language maps from form rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from ka2results.domain.languages import clean_map
from ka2results.domain.vocabulary import vocabulary

MAX_TITLE = 300
MAX_SUMMARY = 10_000
FORBIDDEN_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")


class Text(fields.String):
    """Trimmed text without control characters, which no feed may carry; empty unless required."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs) or ""
        if any(letter in FORBIDDEN_CONTROLS or _is_unusable(letter) for letter in text):
            raise ValidationError("It holds characters that cannot be shown; remove them.")
        return text.replace("\r\n", "\n").strip()


class Optional(Text):
    """Trimmed text, or none when nothing was entered."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value, attr, data, **kwargs) or None


class Code(Optional):
    """A code of one vocabulary, or none when nothing was chosen."""

    def __init__(self, vocabulary_name: str, **kwargs: Any) -> None:
        self.vocabulary_name = vocabulary_name
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        code = super()._deserialize(value, attr, data, **kwargs)
        if code is not None and code not in vocabulary(self.vocabulary_name):
            raise ValidationError(f"“{code}” is not in the list; choose another.")
        return code


class Day(fields.Date):
    """A day as browsers send it, or none when the field is empty."""

    default_error_messages = {"invalid": "Enter a day as year-month-day, such as 2026-05-31."}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value, attr, data, **kwargs) if value else None


class Count(fields.Integer):
    """A whole number, zero when the field is empty."""

    default_error_messages = {"invalid": "Enter a whole number."}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value or 0, attr, data, **kwargs)


def limit(most: int) -> validate.Length:
    """Refuse a text that is too long, in words."""
    return validate.Length(max=most, error="Use at most {max} characters.")


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
    languages = vocabulary("languages")
    if language not in languages:
        raise ValidationError("Choose the language of this title and summary.", "text_language")
    if language in known:
        raise ValidationError(
            f"{languages.label(language)} is given twice; keep one of them.", "text_language"
        )
    for field, most in (("title", MAX_TITLE), ("summary", MAX_SUMMARY)):
        if len(texts.get(field, "")) > most:
            raise ValidationError(f"Use at most {most} characters.", field)
