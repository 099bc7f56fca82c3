"""The twin that tests of services use in place of the sandbox."""

from __future__ import annotations

import io

import pytest

from ka2results.extraction import signatures as kinds
from ka2results.extraction.memory import PlainTextExtractor
from ka2results.extraction.port import Extract, Outcome, TextExtractor
from ka2results.extraction.sandboxed import SandboxedExtractor


def both() -> list[TextExtractor]:
    return [PlainTextExtractor(), SandboxedExtractor()]


@pytest.mark.parametrize("content", [b"a\r\nb\x00", "ä".encode("utf-16"), b"", b"caf\xe9"])
def test_the_twin_reads_plain_text_as_the_real_one_does(content: bytes) -> None:
    found = [one.extract(io.BytesIO(content), name="x", media_type=kinds.PLAIN) for one in both()]

    assert found[0] == found[1]


@pytest.mark.parametrize("head", [b"%PDF-1.7", b"text", b"<html>", b""])
def test_the_twin_tells_kinds_as_the_real_one_does(head: bytes) -> None:
    assert len({one.media_type(head, "guide.txt") for one in both()}) == 1


def test_the_twin_reads_nothing_but_text() -> None:
    found = PlainTextExtractor().extract(io.BytesIO(b"%PDF-"), name="x.pdf", media_type=kinds.PDF)

    assert found == Extract(Outcome.UNSUPPORTED, detail="no reader for application/pdf")
