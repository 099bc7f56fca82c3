"""Catalogues of the interface, one .po file a language, and how they are made and read."""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations


@cache
def translations(language: str) -> Translations:
    """Read the catalogue of a language; empty for English, in which the messages are written.

    Catalogues are read as translators keep them, so there is no compiled copy that could be old.
    """
    file = resources.files("ka2results.translations") / f"{language}.po"
    if not file.is_file():
        return Translations()
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
