"""Small files of every kind, made here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"


def zipped(parts: Mapping[str, str | bytes], *, stored: str = "") -> bytes:
    """Put parts into a ZIP, in the order given; `stored` names the one left uncompressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=how)
    return out.getvalue()


def office(parts: Mapping[str, str]) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", **parts})


def docx(body: str, **others: str) -> bytes:
    """A Word document; `others` are further parts such as footnotes and header1."""
    parts = {"document": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"}
    parts |= {name: f"<w:part {W}>{content}</w:part>" for name, content in others.items()}
    return office({f"word/{name}.xml": content for name, content in parts.items()})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pptx(slides: Mapping[str, str], notes: Mapping[str, str]) -> bytes:
    """A presentation: file name of a slide to its text, in the order of the talk."""
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="{name}"/>' for n, name in enumerate(slides))
    links = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/slide" Target="slides/{name}.xml"/>'
        for name in sorted(slides)
    )
    parts = {
        "ppt/presentation.xml": f"<p:deck {P} {R}><p:sldIdLst>{ids}</p:sldIdLst></p:deck>",
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{links}</Relationships>",
    }
    for name, text in slides.items():
        parts[f"ppt/slides/{name}.xml"] = drawing(text)
    for name, text in notes.items():
        target = f"../notesSlides/{name}.xml"
        link = f'<Relationship Id="n" Type="{RELATION}/notesSlide" Target="{target}"/>'
        parts[f"ppt/slides/_rels/{name}.xml.rels"] = f"<Relationships>{link}</Relationships>"
        parts[f"ppt/notesSlides/{name}.xml"] = drawing(text)
    return office(parts)


def drawing(text: str) -> str:
    return f"<p:sld {P} {A}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"


def xlsx(strings: list[str], rows: str) -> bytes:
    shared = "".join(f"<si><t>{text}</t></si>" for text in strings)
    return office(
        {
            "xl/workbook.xml": f"<workbook {S}/>",
            "xl/sharedStrings.xml": f"<sst {S}>{shared}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def opendocument(kind: str, body: str, styles: str = "") -> bytes:
    """An OpenDocument; kind: text, presentation, spreadsheet."""
    content = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {ODF}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
        },
        stored="mimetype",
    )


def epub(chapters: Mapping[str, str], spine: list[str]) -> bytes:
    """A book: file name of a chapter to its XHTML, and the reading order."""
    items = "".join(f'<item id="{name}" href="text/{name}.xhtml"/>' for name in chapters)
    order = "".join(f'<itemref idref="{name}"/>' for name in spine)
    root = '<rootfile full-path="OEBPS/book.opf"/>'
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f"<container><rootfiles>{root}</rootfiles></container>",
        "OEBPS/book.opf": (
            f"<package><manifest>{items}</manifest><spine>{order}</spine></package>"
        ),
    }
    parts |= {f"OEBPS/text/{name}.xhtml": content for name, content in chapters.items()}
    return zipped(parts, stored="mimetype")


def pdf(*pages: str) -> bytes:
    """A PDF of some pages, each with one line of Western European text."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for n, text in enumerate(pages):
        drawn = b"BT /F1 12 Tf 50 700 Td (" + text.encode("cp1252") + b") Tj ET"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>"
            + f"/Contents {5 + 2 * n} 0 R>>".encode()
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n".encode() + drawn + b"\nendstream")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\n"
    return bytes(out) + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()
