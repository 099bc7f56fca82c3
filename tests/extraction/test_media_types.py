"""What a file is called after a look at its first bytes."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ka2results.extraction import signatures as kinds
from ka2results.extraction.media_types import media_type

from . import samples

HEAD_BYTES = 8192
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def told(content: bytes, name: str = "") -> str:
    return media_type(content[:HEAD_BYTES], name)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (samples.pdf("text"), kinds.PDF),
        (b"\x1b%-12345X@PJL\r\n" + samples.pdf("from an old printer"), kinds.PDF),
        (samples.docx(samples.paragraph("text")), kinds.DOCX),
        (samples.pptx({"slide1": "text"}, {}), kinds.PPTX),
        (samples.xlsx(["text"], ""), kinds.XLSX),
        (samples.opendocument("text", ""), kinds.ODT),
        (samples.opendocument("presentation", ""), kinds.ODP),
        (samples.opendocument("spreadsheet", ""), kinds.ODS),
        (samples.epub({"one": "<p>text</p>"}, ["one"]), kinds.EPUB),
        (samples.zipped({"word/song.mp3": "no office document"}), kinds.ZIP),
        (samples.zipped({}), kinds.ZIP),
        (samples.PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"GIF89a\1\0\1\0", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
        (b"II*\0\x08\0\0\0", "image/tiff"),
        (b"MM\0*\0\0\0\x08", "image/tiff"),
        (b"ID3\4\0\0\0\0\0\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x64" + b"\0" * 40, "audio/mpeg"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "video/mp4"),
        (b"\0\0\0\x20ftypM4A \0\0\2\0", "audio/mp4"),
        (b"OggS\0\2", "application/ogg"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"{\\rtf1\\ansi text}", kinds.RTF),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHei", "text/vtt"),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHei\r\n", "application/x-subrip"),
        (b"<!doctype html><p>Hei", kinds.HTML),
        (b"\n<!-- made by hand -->\n<HTML><body>", kinds.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', kinds.HTML),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", kinds.SVG),
        (b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b">\n<svg/>', kinds.SVG),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "<html>">]><svg:svg/>', kinds.SVG),
        (b'<?xml version="1.0"?><lom/>', kinds.XML),
        ("Täysin tavallista tekstiä".encode(), kinds.PLAIN),
        ("Ελληνικά".encode("utf-16"), kinds.PLAIN),
        ("plain, but wide".encode("utf-16-le"), kinds.PLAIN),
        (b"caf\xe9 in an old encoding", kinds.PLAIN),
        (OLE, kinds.OLE),
        (b"\0\1\2\3", kinds.OCTET_STREAM),
        (b"", kinds.OCTET_STREAM),
    ],
)
def test_content_alone_tells_the_kind(content: bytes, expected: str) -> None:
    assert told(content) == expected


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"<html><script>alert(1)</script>", "guide.pdf", kinds.HTML),
        (b"<script>alert(1)</script> %PDF-1.4", "guide.pdf", kinds.HTML),
        (b"just words", "guide.pdf", kinds.PLAIN),
        (b"\0\0\0\0", "guide.pdf", kinds.OCTET_STREAM),
        (samples.pdf("text"), "guide.docx", kinds.PDF),
        (samples.zipped({"photo.jpg": b"x"}), "guide.docx", kinds.ZIP),
        (samples.zipped({"photo.jpg": b"x"}), "guide.odt", kinds.ZIP),
        (b"<html><body>", "guide.md", kinds.HTML),
        (b"<svg onload='alert(1)'/>", "guide.txt", kinds.SVG),
        (b"alert(1)", "guide.js", kinds.PLAIN),
        (samples.PNG + b"<html>", "photo.html", "image/png"),
    ],
)
def test_a_name_cannot_make_a_file_what_it_is_not(content: bytes, name: str, expected: str) -> None:
    assert told(content, name) == expected


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (OLE, "letter.doc", "application/msword"),
        (OLE, "table.XLS", "application/vnd.ms-excel"),
        (OLE, "talk.ppt", "application/vnd.ms-powerpoint"),
        (OLE, "locked.docx", kinds.OLE),
        (b"a;b\n1;2\n", "table.csv", "text/csv"),
        (b"# Title\n", "README.md", "text/markdown"),
        (b"<p align='center'>\n\n# Title", "README.md", "text/markdown"),
        (b"<p align='center'>\n\n# Title", "README", kinds.HTML),
        (b'{"a": 1}', "data.json", "application/json"),
        (b"Moin <b>moin</b>", "page.html", kinds.HTML),
        (b"no tag in here", "page.html", kinds.PLAIN),
        (samples.office({"docProps/app.xml": "x"}), "odd.pptx", kinds.PPTX),
        (samples.office({"docProps/app.xml": "x"}), "odd", kinds.ZIP),
    ],
)
def test_a_name_chooses_among_kinds_that_share_a_container(
    content: bytes, name: str, expected: str
) -> None:
    assert told(content, name) == expected


def test_a_letter_cut_in_two_at_the_end_of_the_head_is_still_text() -> None:
    content = "ä".encode() * HEAD_BYTES

    assert told(b"x" + content) == kinds.PLAIN


@given(head=st.binary(max_size=300), name=st.text(max_size=20))
@example(head=b"PK\x03\x04", name=".docx")
@example(head=codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff", name="x.csv")
@example(head=b"%PDF-", name="\0/..\\")
def test_no_content_and_no_name_ever_raises(head: bytes, name: str) -> None:
    assert "/" in media_type(head, name)


@pytest.mark.parametrize(
    "head",
    [
        b" " * 60_000 + b"x",
        b"<?xml?>" + b" " * 60_000 + b"x",
        b"<!--" * 15_000,
        b"<!-- -->" * 7_000 + b"x",
        b"<!DOCTYPE x [" + b"] " * 30_000,
        b"<a" * 30_000,
        b"1" + b"\n" * 60_000,
        b"PK\x03\x04" * 15_000,
    ],
    ids=lambda head: repr(head[:12]),
)
def test_no_head_keeps_the_website_waiting(head: bytes) -> None:
    begun = time.process_time()

    media_type(head, "page.html")

    assert time.process_time() - begun < 0.5


@given(head=st.binary(max_size=300).filter(lambda head: b"%PDF-" not in head))
def test_nothing_without_its_header_is_called_a_pdf(head: bytes) -> None:
    assert media_type(head, "guide.pdf") != kinds.PDF
