"""Language maps: one text in several languages, keyed by ISO 639-1 code.

Source: CLDR and BCP 47 for the codes; `vocabularies/languages.toml` for those offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LanguageMap = Mapping[str, str]
"""A text by language code; no empty texts, at least one entry where a text is required."""

FALLBACKS = ("en",)

INTERFACE_LANGUAGES = ("en", "fi", "sv", "de", "fr", "es", "it", "pl", "et")
"""Languages of the interface, English first since the messages are written in it."""


def clean_map(texts: Mapping[str, str | None]) -> dict[str, str]:
    """Trim every text and leave out the empty ones."""
    trimmed = {language: (text or "").strip() for language, text in texts.items()}
    return {language: text for language, text in trimmed.items() if text}


def best(texts: LanguageMap, wanted: Sequence[str] = ()) -> tuple[str, str]:
    """Choose the language and the text that suit a reader best.

    Args:
        texts: may be empty.
        wanted: the reader's languages, dearest first.

    Returns:
        Language code and text; ("", "") for an empty map. English follows the reader's own
        languages, then whatever comes first in the map.
    """
    for language in (*wanted, *FALLBACKS):
        if language in texts:
            return language, texts[language]
    return next(iter(texts.items()), ("", ""))
