"""How the readers meet files that were made to hurt (S06, S07)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ka2results.extraction import signatures as kinds
from ka2results.extraction.child import read, reader_for
from ka2results.extraction.limits import Limits
from ka2results.extraction.port import Extract, Outcome

from . import samples
from .samples import ODF, W, paragraph

MIB = 1024 * 1024
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def read_as(media_type: str, content: bytes, limits: Limits | None = None) -> Extract:
    return read(reader_for(media_type), io.BytesIO(content), limits or Limits())


def in_word(prologue: str, text: str) -> bytes:
    return samples.office(
        {"word/document.xml": f"{prologue}<w:document {W}>{paragraph(text)}</w:document>"}
    )


def in_opendocument(prologue: str, text: str) -> bytes:
    content = (
        f"{prologue}<office:c {ODF}><office:body><text:p>{text}</text:p></office:body></office:c>"
    )
    return samples.zipped({"mimetype": kinds.ODT, "content.xml": content}, stored="mimetype")


def in_drawing(prologue: str, text: str) -> bytes:
    return f"{prologue}<svg><text>{text}</text></svg>".encode()


def in_book(prologue: str, text: str) -> bytes:
    container = f"{prologue}<container><rootfile full-path='{text}'/></container>"
    return samples.zipped({"META-INF/container.xml": container})


CARRIERS = [
    (kinds.DOCX, in_word),
    (kinds.ODT, in_opendocument),
    (kinds.SVG, in_drawing),
    (kinds.XML, in_drawing),
    (kinds.EPUB, in_book),
]


@pytest.mark.parametrize(("kind", "carrier"), CARRIERS)
def test_entities_are_refused_before_they_grow(
    kind: str, carrier: Callable[[str, str], bytes]
) -> None:
    found = read_as(kind, carrier(LAUGHS, "&b;"))

    assert found.outcome is Outcome.DAMAGED
    assert "DOCTYPE" in found.detail


@pytest.mark.parametrize(("kind", "carrier"), CARRIERS)
@pytest.mark.parametrize("place", ["SYSTEM", "PUBLIC 'x'"])
def test_no_file_of_ours_is_read_for_an_entity(
    kind: str, carrier: Callable[[str, str], bytes], place: str, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("canary")
    prologue = f'<!DOCTYPE x [<!ENTITY e {place} "file://{tmp_path}/secret">]>'

    found = read_as(kind, carrier(prologue, "&e;"))

    assert found.outcome is Outcome.DAMAGED
    assert "canary" not in found.text + found.detail


def test_a_doctype_in_another_encoding_is_refused_as_well() -> None:
    found = read_as(kinds.SVG, in_drawing(LAUGHS, "&b;").decode().encode("utf-16"))

    assert found.outcome is Outcome.DAMAGED


def test_a_doctype_that_only_names_a_standard_is_passed_over_without_fetching_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "svg.dtd").write_text('<!ENTITY e "canary">')
    prologue = f'<!DOCTYPE svg SYSTEM "file://{tmp_path}/svg.dtd">'

    assert read_as(kinds.SVG, in_drawing(prologue, "Water")).text == "Water"
    assert read_as(kinds.SVG, in_drawing(prologue, "&e;")).outcome is Outcome.DAMAGED


def test_an_entity_in_a_page_stays_what_it_is() -> None:
    page = f"{LAUGHS}<p>before &b; after</p>".encode()

    assert "haha" not in read_as(kinds.HTML, page).text


def test_a_part_that_grows_too_much_is_not_opened() -> None:
    found = read_as(kinds.DOCX, in_word("", "x" * 9 * MIB))

    assert found.outcome is Outcome.TOO_COSTLY
    assert "times when decompressed" in found.detail


def test_parts_that_are_too_large_together_are_stopped() -> None:
    content = samples.docx(paragraph("a" * 5000), footnotes=paragraph("b" * 5000))

    found = read_as(kinds.DOCX, content, Limits(max_inflated_bytes=8000))

    assert found.outcome is Outcome.TOO_COSTLY


def test_a_document_of_countless_parts_is_refused_and_an_archive_listed_in_part() -> None:
    content = samples.zipped({f"word/{n}.xml": "" for n in range(30)})

    document = read_as(kinds.DOCX, content, Limits(max_entries=20))
    archive = read_as(kinds.ZIP, content, Limits(max_entries=20))

    assert document.outcome is Outcome.TOO_COSTLY
    assert archive.truncated
    assert len(archive.text.splitlines()) == 20


def test_deep_elements_end_in_an_outcome() -> None:
    found = read_as(kinds.XML, b"<a>" * 100_000 + b"deep" + b"</a>" * 100_000)

    assert found.outcome in (Outcome.TEXT, Outcome.DAMAGED)


def test_deep_groups_of_rich_text_are_refused() -> None:
    assert read_as(kinds.RTF, b"{\\rtf1 " + b"{" * 100_000).outcome is Outcome.TOO_COSTLY


def test_a_page_of_deep_elements_ends_in_an_outcome() -> None:
    found = read_as(kinds.HTML, b"<p>before</p>" + b"<div>" * 100_000 + b"deep")

    assert found.outcome in (Outcome.TEXT, Outcome.DAMAGED)


def test_a_page_that_writes_across_formats_leaves_no_control_characters() -> None:
    assert read_as(kinds.HTML, b"<p>a\x00b&#27;c&#x202e;d</p>").text.isprintable()


def locked(content: bytes) -> bytes:
    """Set the flag of encryption on the first entry, in both of its headers."""
    changed = bytearray(content)
    changed[6] |= 1
    changed[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (kinds.PDF, samples.pdf("text")[:200]),
        (kinds.PDF, b""),
        (kinds.DOCX, samples.docx(paragraph("text"))[:-30]),
        (kinds.DOCX, samples.office({})),
        (kinds.DOCX, samples.office({"word/document.xml": "<w:document"})),
        (kinds.PPTX, samples.office({})),
        (kinds.XLSX, samples.office({})),
        (kinds.ODT, samples.zipped({"mimetype": kinds.ODT})),
        (kinds.ODT, locked(samples.zipped({"content.xml": "<a/>"}))),
        (kinds.EPUB, samples.zipped({"META-INF/container.xml": "<container/>"})),
        (kinds.EPUB, samples.zipped({})),
        (kinds.RTF, b"no header"),
        (kinds.ZIP, b"PK\x03\x04 and nothing else"),
        (kinds.XML, b"<a></b>"),
    ],
)
def test_a_broken_file_is_damaged_and_the_reason_is_one_line(kind: str, content: bytes) -> None:
    found = read_as(kind, content)

    assert found.outcome is Outcome.DAMAGED
    assert found.text == ""
    assert found.detail
    assert "\n" not in found.detail


def test_a_part_with_a_wrong_checksum_is_damaged() -> None:
    content = samples.zipped({"content.xml": "<a>text</a>"}, stored="content.xml")

    found = read_as(kinds.ODT, content.replace(b"<a>text", b"<a>TEXT"))

    assert found.outcome is Outcome.DAMAGED


def test_a_compression_that_python_lacks_is_damaged() -> None:
    content = bytearray(samples.zipped({"content.xml": "<a/>"}))
    for place in (8, content.index(b"PK\x01\x02") + 10):
        content[place] = 97

    assert read_as(kinds.ODT, bytes(content)).outcome is Outcome.DAMAGED


def test_slides_that_refer_out_of_the_container_are_left_out() -> None:
    content = samples.pptx({"slide1": "text", "../../../../etc/passwd": "x"}, {})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert any("passwd" in name for name in archive.namelist())

    assert read_as(kinds.PPTX, content).outcome is Outcome.TEXT
