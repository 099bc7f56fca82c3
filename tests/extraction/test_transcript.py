"""What becomes of text on its way from a file to the index."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.extraction.encodings import decode
from ka2results.extraction.limits import Limits
from ka2results.extraction.transcript import Transcript, TranscriptFull, tidy


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\u0308", "ä"),
        ("co\xadoperation", "cooperation"),
        ("co-\noperation", "co-\noperation"),
        ("zero\u200bwidth", "zerowidth"),
        ("fdp\u202eexe.", "fdpexe."),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("bell\x07 nul\x00 escape\x1b[0m", "bell nul escape[0m"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\t\xa0 b", "a b"),
        ("page one\fpage two\f", "page one\fpage two\f"),
        ("\n\n a \n\n\n\n b \n", "a\n\nb"),
        ("half \ud83d a letter", "half a letter"),
        ("an astral 𝒜 stays", "an astral 𝒜 stays"),
    ],
)
def test_text_is_tidied(raw: str, expected: str) -> None:
    assert tidy(raw) == expected


@given(st.text(st.characters()))
def test_tidy_text_holds_no_control_characters_and_is_composed(raw: str) -> None:
    text = tidy(raw)

    assert text == unicodedata.normalize("NFC", text)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\f"]
    assert tidy(text) == text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Ελληνικά, čeština".encode(), "Ελληνικά, čeština"),
        ("\ufeffmarked".encode(), "marked"),
        ("Ελληνικά".encode("utf-16"), "Ελληνικά"),
        ("plain, but wide".encode("utf-16-be"), "plain, but wide"),
        ("Ελληνικά".encode("utf-32"), "Ελληνικά"),
        (b"caf\xe9 \x80", "café €"),
        (b"", ""),
    ],
)
def test_text_is_decoded_by_its_mark_or_as_utf8_or_as_windows_1252(
    content: bytes, expected: str
) -> None:
    assert decode(content) == expected


def test_one_bad_byte_does_not_spoil_a_long_utf8_text() -> None:
    content = "äöå ".encode() * 100 + b"\xff" + "äöå".encode()

    assert decode(content).endswith("äöå \ufffdäöå")


def test_a_transcript_stops_at_its_cap_and_says_so() -> None:
    transcript = Transcript(Limits(max_characters=10))

    with pytest.raises(TranscriptFull):
        transcript.add("x" * 25)

    assert transcript.text() == "x" * 10
    assert transcript.truncated
    assert "10 characters" in transcript.remark


def test_a_transcript_keeps_what_it_has_when_the_patience_is_over() -> None:
    transcript = Transcript(Limits(patience_s=0))

    with pytest.raises(TranscriptFull):
        transcript.add("a long book begins")

    assert transcript.text() == "a long book begins"
    assert transcript.truncated
