"""Finds every message of the interface and brings the catalogues up to date.

    python -m ka2results.translations.extract

Messages stand in templates (`_`, `ngettext`), in Python (`say`, `say_many`, `gettext` and its
kin) and in the vocabularies. A message that left is dropped from the catalogues; a new one is
added without a translation. Nothing is guessed, so no message is ever fuzzy.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ka2results.domain.languages import INTERFACE_LANGUAGES
from ka2results.domain.vocabulary import vocabulary
from ka2results.paths import data_dir

PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = Path(__file__).resolve().parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "say": None,
    "ngettext": (1, 2),
    "say_many": (1, 2),
}
_JINJA = {"silent": "false", "newstyle_gettext": "true", "extensions": "jinja2.ext.i18n"}
_LISTS = ("actions", "fields", "licences", "organisation_types", "output_types", "topics")
_FACTS = ("brief", "plain", "plural")
"""What a list says in words besides its labels."""


def messages() -> Catalog:
    """Every message that the interface can show, with the places where it stands."""
    found = Catalog(charset="utf-8")
    for place, text in [*_in_code(), *_in_templates(), *_in_vocabularies()]:
        found.add(text, locations=[(place, 0)])
    return found


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is kept; empty before there is one."""
    file = FOLDER / f"{language}.po"
    if not file.exists():
        return Catalog(locale=language, charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def update(language: str) -> int:
    """Give a catalogue every message; keep its translations.

    Returns:
        Number of messages that wait for a translation.
    """
    kept = catalogue(language)
    kept.update(messages(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.header_comment = f"# The interface of KA2 Results in {kept.locale.english_name}."
    kept.project, kept.version, kept.fuzzy = "KA2 Results", "", False
    kept.msgid_bugs_address, kept.revision_date = "", kept.creation_date
    kept.last_translator = kept.language_team = "The KA2 Results founders"
    with (FOLDER / f"{language}.po").open("wb") as stream:
        write_po(stream, kept, width=100, sort_output=True, omit_header=False, no_location=True)
    return sum(not all(_strings(message.string)) for message in kept if message.id)


def _strings(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [string or ""] if string is None or isinstance(string, str) else list(string)


def _in_code() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    return _extracted(PACKAGE, [("**.py", "python")], {})


def _in_templates() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    return _extracted(data_dir("templates"), [("**.html", "jinja2")], {"**.html": _JINJA})


def _extracted(
    folder: Path, methods: list[tuple[str, str]], options: dict[str, dict[str, str]]
) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for file, _, text, _, _ in extract_from_dir(folder, methods, options, KEYWORDS):
        yield file, text


def _in_vocabularies() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for name in _LISTS:
        for term in vocabulary(name):
            for words in (term.label, *(term.facts.get(fact) for fact in _FACTS)):
                if words:
                    yield f"{name}.toml", str(words)


if __name__ == "__main__":
    for language in INTERFACE_LANGUAGES[1:]:
        print(f"{language}: {update(language)} messages wait for a translation")
