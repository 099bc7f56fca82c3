"""Names of files stay readable and harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.domain.files import MAX_NAME_BYTES, clean_name, is_editable


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("guide.pdf", "guide.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\opas.docx", "opas.docx"),
        ("οδηγός για μαθητές.pdf", "οδηγός για μαθητές.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("   two   words .pdf ", "two words .pdf"),
        ("what?.pdf", "what_.pdf"),
        ("...", "file"),
        ("", "file"),
        ("/", "file"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_misleads(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


def test_a_long_name_is_cut_but_keeps_its_extension() -> None:
    name = clean_name("ä" * 300 + ".docx")

    assert name.endswith(".docx")
    assert len(name.encode()) <= MAX_NAME_BYTES


@given(st.text(max_size=400))
def test_any_name_becomes_a_name_that_is_no_path(name: str) -> None:
    clean = clean_name(name)

    assert clean
    assert len(clean.encode("utf-8", "surrogatepass")) <= MAX_NAME_BYTES
    assert not set(clean) & set('/\\:*?"<>|')
    assert clean not in {".", ".."}
    assert all(unicodedata.category(letter)[0] != "C" for letter in clean)


@given(st.text(max_size=400))
def test_a_clean_name_stays_as_it_is(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)


@pytest.mark.parametrize(
    ("name", "editable"),
    [
        ("guide.docx", True),
        ("Guide.ODT", True),
        ("guide.pdf", False),
        ("film.mp4", False),
        ("docx", False),
        (".odt", False),
        ("archive.odt.zip", False),
    ],
)
def test_a_file_is_editable_when_a_common_program_can_change_it(name: str, editable: bool) -> None:
    assert is_editable(name) is editable
