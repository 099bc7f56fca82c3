"""Write a demonstration text as DOCX, ODT or PPTX, with the same bytes on each run."""

# The layout libraries are the maintainer's; a checkout without them is checked all the same.
# mypy: disable-error-code="import-not-found, import-untyped, no-untyped-call"

import io
import zipfile
from datetime import datetime

import docx as word
import pptx as powerpoint
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from odf import dc, opendocument, style, text
from odf.element import Element
from odf.namespaces import FONS
from pptx.dml.color import RGBColor as SlideColour
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.presentation import Presentation
from pptx.util import Cm
from pptx.util import Pt as SlidePt

from ka2results.sample.make_text import Block, Document, Imprint

MADE_AT = datetime(2024, 1, 1)  # noqa: DTZ001  the libraries want a naive time
DOCX_STYLES = {
    "heading": "Heading 2",
    "paragraph": "Normal",
    "bullet": "List Bullet",
    "number": "List Number",
}


def pack(members: list[tuple[str, bytes, int]]) -> bytes:
    """Zip members (name, content, compression) under one fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content, compression in members:
            entry = zipfile.ZipInfo(name, MADE_AT.timetuple()[:6])
            entry.compress_type = compression
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return out.getvalue()


def _repack(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return pack([(m.filename, archive.read(m), m.compress_type) for m in archive.infolist()])


def docx(document: Document, imprint: Imprint) -> bytes:
    """Return the text as a Word document with real heading and list styles."""
    paper = word.Document()
    properties = paper.core_properties
    properties.title, properties.author = document.title, imprint.acronym
    properties.comments, properties.language = imprint.notice, imprint.language
    properties.created = properties.modified = MADE_AT
    paper.styles["Normal"].font.name = "Calibri"
    colour = RGBColor.from_string(imprint.colour[1:].upper())
    for name, size in (("Heading 1", 20), ("Heading 2", 13)):
        paper.styles[name].font.color.rgb = colour
        paper.styles[name].font.size = Pt(size)
    defaults = paper.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    defaults.set(qn("w:val"), imprint.language)
    paper.add_heading(document.title, level=1)
    for block in document.blocks:
        paper.add_paragraph(block.text, style=DOCX_STYLES[block.kind])
    foot = paper.sections[0].footer.paragraphs[0].add_run(imprint.line())
    foot.font.size = Pt(8)
    out = io.BytesIO()
    paper.save(out)
    return _repack(out.getvalue())


def odt(document: Document, imprint: Imprint) -> bytes:
    """Return the text as an OpenDocument text with real headings and lists."""
    paper = opendocument.OpenDocumentText()
    paper.meta.addElement(dc.Title(text=document.title))
    paper.meta.addElement(dc.Language(text=imprint.language))
    styles = _odt_styles(paper, imprint)
    paper.text.addElement(text.H(outlinelevel=1, stylename=styles["title"], text=document.title))
    open_list: Element | None = None
    for block in document.blocks:
        if block.kind not in ("bullet", "number"):
            open_list = None
            paper.text.addElement(_odt_paragraph(block, styles))
            continue
        if open_list is None:
            open_list = text.List(stylename=styles[block.kind])
            paper.text.addElement(open_list)
        item = text.ListItem()
        item.addElement(text.P(stylename=styles["paragraph"], text=block.text))
        open_list.addElement(item)
    paper.text.addElement(text.P(stylename=styles["foot"], text=imprint.line()))
    out = io.BytesIO()
    paper.save(out)
    return _repack(out.getvalue())


def _odt_paragraph(block: Block, styles: dict[str, Element]) -> Element:
    if block.kind == "heading":
        return text.H(outlinelevel=2, stylename=styles["heading"], text=block.text)
    return text.P(stylename=styles["paragraph"], text=block.text)


def _odt_styles(paper: opendocument.OpenDocument, imprint: Imprint) -> dict[str, Element]:
    made: dict[str, Element] = {}
    for name, size, weight, colour in (
        ("title", "20pt", "bold", imprint.colour),
        ("heading", "13pt", "bold", imprint.colour),
        ("paragraph", "11pt", "normal", "#222222"),
        ("foot", "8pt", "normal", "#555555"),
    ):
        made[name] = style.Style(name=name, family="paragraph")
        made[name].addElement(
            style.ParagraphProperties(margintop="0.15cm", marginbottom="0.15cm", lineheight="125%")
        )
        letters = style.TextProperties(fontsize=size, fontweight=weight, color=colour)
        letters.setAttrNS(FONS, "language", imprint.language)
        letters.setAttrNS(FONS, "font-family", "'Noto Sans', Calibri, sans-serif")
        made[name].addElement(letters)
        paper.styles.addElement(made[name])
    made["bullet"] = text.ListStyle(name="bullets")
    made["bullet"].addElement(text.ListLevelStyleBullet(level=1, bulletchar="•"))
    made["number"] = text.ListStyle(name="numbers")
    made["number"].addElement(text.ListLevelStyleNumber(level=1, numformat="1", numsuffix="."))
    for kind in ("bullet", "number"):
        level = made[kind].childNodes[0]
        level.addElement(style.ListLevelProperties(spacebefore="0.3cm", minlabelwidth="0.7cm"))
        paper.styles.addElement(made[kind])
    return made


def pptx(document: Document, imprint: Imprint) -> bytes:
    """Return one opening slide and one slide for each heading."""
    show = powerpoint.Presentation()
    show.slide_width, show.slide_height = Cm(33.867), Cm(19.05)
    properties = show.core_properties
    properties.title, properties.author = document.title, imprint.acronym
    properties.language = imprint.language
    properties.created = properties.modified = MADE_AT
    subtitle = " ".join(block.text for block in document.introduction())
    _slide(show, document.title, [subtitle], imprint, opening=True)
    for heading, blocks in document.parts()[1:]:
        _slide(show, heading, [block.text for block in blocks], imprint)
    out = io.BytesIO()
    show.save(out)
    return _repack(out.getvalue())


def _slide(
    show: Presentation, title: str, lines: list[str], imprint: Imprint, *, opening: bool = False
) -> None:
    colour = SlideColour(*bytes.fromhex(imprint.colour[1:]))
    slide = show.slides.add_slide(show.slide_layouts[0 if opening else 1])
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Cm(1.2), show.slide_height)
    band.fill.solid()
    band.fill.fore_color.rgb = colour
    band.line.fill.background()
    head, body = slide.placeholders[0], slide.placeholders[1]
    head.left, head.width, head.height = Cm(2.8), Cm(28), Cm(3)
    head.top = Cm(6 if opening else 1)
    body.left, body.top = Cm(2.8), head.top + head.height
    body.width, body.height = Cm(28), Cm(4 if opening else 12)
    head.text, body.text = title, "\n".join(lines)
    for frame, size in ((head.text_frame, 40), (body.text_frame, 24)):
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_after = SlidePt(10)
            # Programs ignore a size that is set for the paragraph, so it is set for its run.
            paragraph.runs[0].font.size = SlidePt(size)
    letters = head.text_frame.paragraphs[0].runs[0].font
    letters.bold, letters.color.rgb = True, colour
    foot = slide.shapes.add_textbox(Cm(2.8), Cm(17.6), Cm(29), Cm(1))
    foot.text_frame.word_wrap = True
    foot.text_frame.text = imprint.line()
    foot.text_frame.paragraphs[0].runs[0].font.size = SlidePt(11)
