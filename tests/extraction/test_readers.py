"""What the reader of each kind finds in a small file of that kind."""

from __future__ import annotations

import io

import pytest

from ka2results.extraction import signatures as kinds
from ka2results.extraction.child import read, reader_for
from ka2results.extraction.limits import Limits
from ka2results.extraction.port import Extract, Outcome

from . import samples
from .samples import paragraph


def read_as(media_type: str, content: bytes, limits: Limits | None = None) -> Extract:
    return read(reader_for(media_type), io.BytesIO(content), limits or Limits())


def lines(media_type: str, content: bytes) -> list[str]:
    """The lines with something in them, without blanks at their edges."""
    text = read_as(media_type, content).text.replace("\f", "\n")
    return [line.strip() for line in text.split("\n") if line.strip()]


def test_each_page_of_a_pdf_ends_with_a_form_feed() -> None:
    found = read_as(kinds.PDF, samples.pdf("First page é", "Second page"))

    assert found == Extract(Outcome.TEXT, text="First page é\fSecond page\f", pages=2)


def test_a_pdf_without_text_is_a_scan() -> None:
    found = read_as(kinds.PDF, samples.pdf("", ""))

    assert found == Extract(Outcome.NO_TEXT, pages=2)


def test_a_word_document_gives_body_notes_headers_and_footers() -> None:
    content = samples.docx(
        paragraph("Body"),
        footnotes=paragraph("Footnote"),
        endnotes=paragraph("Endnote"),
        header1=paragraph("Header"),
        footer2=paragraph("Footer"),
        comments=paragraph("A private remark"),
    )

    found = lines(kinds.DOCX, content)

    assert found == ["Body", "Footnote", "Endnote", "Header", "Footer"]


def test_a_word_document_gives_nested_tables_in_reading_order() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('inner')}</w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc>{paragraph('left')}{inner}</w:tc><w:tc>{paragraph('right')}</w:tc></w:tr>"

    found = lines(kinds.DOCX, samples.docx(f"<w:tbl>{row}</w:tbl>"))

    assert found == ["left", "inner", "right"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:r><w:t>split</w:t></w:r><w:r><w:t> run</w:t></w:r></w:p>", "split run"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", "a b"),
        ("<w:p><w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r></w:p>", "e-mail"),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>", "a\nb"),
        ("<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>" + paragraph("n"), "n"),
        ("<w:p><w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom></w:p>" + paragraph("n"), "n"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>9</w:t></w:r></w:p>", "9"),
        (
            "<mc:AlternateContent><mc:Choice>"
            + paragraph("box")
            + "</mc:Choice><mc:Fallback>"
            + paragraph("box")
            + "</mc:Fallback></mc:AlternateContent>",
            "box",
        ),
    ],
)
def test_the_marks_within_a_word_paragraph_are_understood(body: str, expected: str) -> None:
    assert read_as(kinds.DOCX, samples.docx(body)).text == expected


def test_slides_come_in_the_order_of_the_talk_each_with_its_notes() -> None:
    content = samples.pptx({"slide2": "Welcome", "slide1": "Goodbye"}, {"slide2": "Smile first"})

    found = read_as(kinds.PPTX, content)

    assert found.text == "Welcome\nSmile first\n\fGoodbye\n\f"
    assert found.pages == 2


def test_a_workbook_gives_strings_numbers_and_values_but_no_formulas() -> None:
    rows = (
        '<row><c t="s"><v>1</v></c><c><v>2014</v></c>'
        '<c t="inlineStr"><is><t>inline</t></is></c></row>'
        '<row><c t="str"><f>A1&amp;B1</f><v>computed</v></c><c t="s"><v>99</v></c></row>'
    )

    found = lines(kinds.XLSX, samples.xlsx(["unused", "shared"], rows))

    assert found == ["shared 2014 inline", "computed"]


def test_an_odf_text_gives_headings_tables_notes_and_margins() -> None:
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:h>Title</text:h>"
        "<text:p>A<text:s/>note<text:note><text:note-body><text:p>below</text:p></text:note-body>"
        "</text:note></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        "<office:annotation><text:p>a private remark</text:p></office:annotation>"
    )
    header = "<style:header><text:p>Header</text:p></style:header>"

    found = lines(kinds.ODT, samples.opendocument("text", body, header))

    assert found == ["Title", "A notebelow", "cell", "Header"]


def test_an_odf_presentation_counts_slides_and_gives_their_notes() -> None:
    notes = "<presentation:notes><text:p>{}</text:p></presentation:notes>"
    slide = f"<draw:page><text:p>{{}}</text:p>{notes}</draw:page>"
    body = slide.format("One", "say one") + slide.format("Two", "say two")

    found = read_as(kinds.ODP, samples.opendocument("presentation", body))

    assert found.text == "One\nsay one\n\fTwo\nsay two\n\f"
    assert found.pages == 2


def test_an_odf_spreadsheet_gives_its_cells() -> None:
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("a", "b")
    )
    body = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"

    assert lines(kinds.ODS, samples.opendocument("spreadsheet", body)) == ["a", "b"]


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "xhtml11.dtd">'
    head = "<head><title/></head>"
    content = samples.epub(
        {
            "a": f"{doctype}<html>{head}<body><p>Second&nbsp;chapter</p></body></html>",
            "b": "<html><body><p>First chapter</p><script>no()</script></body></html>",
        },
        ["b", "a", "missing"],
    )

    assert lines(kinds.EPUB, content) == ["First chapter", "Second chapter"]


@pytest.mark.parametrize(
    "content",
    [
        "<p>Größe</p>".encode(),
        '<meta charset="iso-8859-1"><p>Größe</p>'.encode("cp1252"),
        "<p>Größe</p>".encode("cp1252"),
        "<p>Größe</p>".encode("utf-16"),
        b"<p>Gr&ouml;&szlig;e</p>",
        b'<meta charset="no-such-thing"><p>Gr\xc3\xb6\xc3\x9fe</p>',
    ],
)
def test_a_page_is_read_in_its_own_encoding(content: bytes) -> None:
    assert read_as(kinds.HTML, content).text == "Größe"


def test_a_page_gives_what_a_reader_sees() -> None:
    page = b"""<!doctype html><title>Title</title><style>p{}</style><script>alert("no")</script>
        <h1>Head</h1><ul><li>one<li>two</ul><table><tr><td>a<td>b</table><p>unclosed <b>bold"""

    assert lines(kinds.HTML, page) == ["Title", "Head", "one", "two", "a b", "unclosed bold"]


def test_a_drawing_gives_its_title_and_labels() -> None:
    content = (
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
        b"<svg><title>Cycle</title><style>a{}</style><script>no()</script><text>Water</text></svg>"
    )

    assert lines(kinds.SVG, content) == ["Cycle", "Water"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (rb"{\rtf1\ansi Plain \b bold\b0  text\par next}", "Plain bold text\nnext"),
        (rb"{\rtf1\ansi\ansicpg1250 \'c8l\'e1nek}", "Článek"),
        (rb"{\rtf1\ansi\uc1 \u917?\u955?\u955?}", "Ελλ"),
        (rb"{\rtf1\ansi\uc2 \u917\'45\'6c-}", "Ε-"),
        (rb"{\rtf1\ansi\uc0 \u-10179 \u-8704 }", "😀"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}{\f1\fcharset128 Mincho;}}\f1 \'93\'fa\'96\'7b}", "日本"),
        (rb"{\rtf1{\info{\title no}}{\*\generator no;}{\pict 89504e}yes}", "yes"),
        (rb"{\rtf1 a\~b\_c\{d\}\\}", "a b-c{d}\\"),
        (rb"{\rtf1 before\bin5 {{{{{after}", "beforeafter"),
        (rb"{\rtf1 left\cell right\row\emdash}", "left right\n—"),
    ],
)
def test_rich_text_is_understood(content: bytes, expected: str) -> None:
    assert read_as(kinds.RTF, content).text == expected


def test_of_an_archive_only_the_names_are_read() -> None:
    content = samples.zipped({"guide/οδηγός.pdf": "not read", "guide/": ""})

    assert lines(kinds.ZIP, content) == ["guide/οδηγός.pdf", "guide/"]


@pytest.mark.parametrize("kind", [kinds.PLAIN, "text/csv", "text/markdown", "text/vtt"])
def test_text_of_every_sort_is_taken_as_it_is(kind: str) -> None:
    assert read_as(kind, "a;ä\n1;2".encode()).text == "a;ä\n1;2"


def test_a_long_text_is_cut_at_the_cap_and_says_so() -> None:
    found = read_as(kinds.DOCX, samples.docx(paragraph("x" * 500)), Limits(max_characters=100))

    assert (found.outcome, found.text, found.truncated) == (Outcome.TEXT, "x" * 100, True)
