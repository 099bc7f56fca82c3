"""What others made and we ship: exactly the files that the lock names, under known licences."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import string
from typing import Any

import pytest

from ka2results.paths import data_dir

STATIC = data_dir("static")
VENDOR = STATIC / "vendor"
LOCK = VENDOR / "vendor.lock.json"
LOCKED: list[dict[str, Any]] = json.loads(LOCK.read_text("utf-8"))
FILES = [
    (f"{entry['folder']}/{name}", digest)
    for entry in LOCKED
    for name, digest in entry["files"].items()
]
LICENCES = {"0BSD": "Zero-Clause BSD", "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1"}

# Letters beyond a to z. Source: CLDR 46, main exemplar characters.
LETTERS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøå",
    "de": "äöüß",
    "el": "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",
    "en": "",
    "es": "áéíñóúü",
    "et": "äõöšüž",
    "fi": "åäöšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóú",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àéèìòóù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mt": "àċèġħìòùż",
    "nl": "áäéëíïóöúü",
    "pl": "ąćęłńóśźż",
    "pt": "áàâãçéêíóòôõú",
    "ro": "ăâîșț",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sv": "àåäéö",
}


@pytest.mark.parametrize(("path", "digest"), FILES)
def test_a_vendored_file_is_the_one_that_was_locked(path: str, digest: str) -> None:
    content = (VENDOR / path).read_bytes()

    assert digest == f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"


def test_nothing_is_vendored_beside_the_lock() -> None:
    there = {p.relative_to(VENDOR).as_posix() for p in VENDOR.rglob("*") if p.is_file()}

    assert there - {LOCK.name} == {path for path, _ in FILES}


@pytest.mark.parametrize("entry", LOCKED, ids=lambda entry: str(entry["name"]))
def test_a_vendored_package_comes_with_its_licence(entry: dict[str, Any]) -> None:
    licence = (VENDOR / entry["folder"] / "LICENSE").read_text("utf-8")

    assert LICENCES[entry["licence"]] in licence
    assert entry["folder"] == f"{entry['name']}-{entry['version']}"


@pytest.mark.parametrize("language", LETTERS)
def test_the_fonts_are_asked_for_every_letter_of_a_language(language: str) -> None:
    covered = _asked_for()
    letters = LETTERS[language]

    missing = set(letters + letters.upper() + string.ascii_letters) - covered

    assert not missing


def test_each_alphabet_is_fetched_only_where_it_is_read() -> None:
    faces = _faces()

    assert [_file for _file, text in faces if "я" in text] == ["cyrillic"]
    assert [_file for _file, text in faces if "ω" in text] == ["greek"]
    assert [_file for _file, text in faces if "ł" in text] == ["latin-ext"]
    assert [_file for _file, text in faces if "e" in text] == ["latin"]


def _asked_for() -> set[str]:
    return set().union(*(text for _, text in _faces()))


def _faces() -> list[tuple[str, set[str]]]:
    """Alphabet and letters of each face that has a file of ours."""
    style = (STATIC / "fonts.css").read_text("utf-8")
    found = re.findall(
        r"commissioner-([a-z-]+)-wght-normal\.woff2[^}]*unicode-range:([^;]+);", style
    )
    return [(alphabet, set(_letters(ranges))) for alphabet, ranges in found]


def _letters(ranges: str) -> list[str]:
    spans = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
    return [
        chr(code)
        for first, last in spans
        for code in range(int(first, 16), int(last or first, 16) + 1)
    ]
