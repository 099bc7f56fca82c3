"""Lay a demonstration text out as PDF or as one HTML page."""

# The layout libraries are the maintainer's; a checkout without them is checked all the same.
# mypy: disable-error-code="import-not-found, import-untyped"

import html
import io
from itertools import groupby

from PIL import ImageFont
from reportlab import rl_config
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from ka2results.sample.make_text import Block, Document, Imprint

MARGIN = 22 * mm


def pdf(document: Document, imprint: Imprint) -> bytes:
    """Return the text as A4 pages with a coloured head and a foot line."""
    rl_config.invariant = 1
    for name, file in (("Sans", "NotoSans-Regular.ttf"), ("Sans-Bold", "NotoSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, ImageFont.truetype(file).path))
    out = io.BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=A4,
        title=document.title,
        author=imprint.acronym,
        subject=imprint.notice,
        lang=imprint.language,
    )
    frame = Frame(MARGIN, 20 * mm, A4[0] - 2 * MARGIN, A4[1] - 44 * mm, 0, 0, 0, 0)

    def decorate(canvas: Canvas, _template: BaseDocTemplate) -> None:
        _decorate(canvas, imprint)

    template.addPageTemplates([PageTemplate(frames=[frame], onPage=decorate)])
    template.build(_flow(document, imprint.colour))
    return out.getvalue()


def _decorate(canvas: Canvas, imprint: Imprint) -> None:
    width, height = A4
    canvas.setFillColor(HexColor(imprint.colour))
    canvas.rect(0, height - 14 * mm, width, 14 * mm, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Sans-Bold", 10)
    canvas.drawString(MARGIN, height - 9 * mm, imprint.acronym)
    canvas.setFont("Sans", 9)
    canvas.drawRightString(width - MARGIN, height - 9 * mm, imprint.licence)
    canvas.setFillColor(HexColor("#555555"))
    canvas.setFont("Sans", 8)
    canvas.drawString(MARGIN, 11 * mm, imprint.notice)
    canvas.drawRightString(width - MARGIN, 11 * mm, str(canvas.getPageNumber()))


def _flow(document: Document, colour: str) -> list[Flowable]:
    body = ParagraphStyle("body", fontName="Sans", fontSize=10.5, leading=15.5, spaceAfter=7)
    item = ParagraphStyle("item", body, leftIndent=18, bulletIndent=4, spaceAfter=4)
    item.bulletFontName, item.bulletFontSize = "Sans", 10.5
    title = ParagraphStyle(
        "title", body, fontName="Sans-Bold", fontSize=21, leading=27, spaceAfter=12
    )
    heading = ParagraphStyle(
        "heading", body, fontName="Sans-Bold", fontSize=13, leading=18, spaceBefore=9, spaceAfter=4
    )
    title.textColor = heading.textColor = HexColor(colour)
    heading.keepWithNext = 1
    flow: list[Flowable] = [Paragraph(html.escape(document.title), title)]
    for block in document.blocks:
        text = html.escape(block.text)
        if block.kind == "heading":
            flow.append(Paragraph(text, heading))
        elif block.kind == "paragraph":
            flow.append(Paragraph(text, body))
        else:
            mark = f"{block.number}." if block.number else "•"
            flow.append(Paragraph(text, item, bulletText=mark))
    return [*flow, Spacer(1, 4 * mm)]


PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.05rem/1.6 "Noto Sans", sans-serif; max-width: 42rem; margin: 0 auto;
  padding: 1.5rem 1rem; color: #222; }}
h1, h2 {{ color: {colour}; line-height: 1.25; }}
h1 {{ border-top: .5rem solid {colour}; padding-top: 1rem; }}
footer {{ margin-top: 2.5rem; border-top: 1px solid #bbb; padding-top: .75rem; font-size: .85rem; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
<footer>{foot}</footer>
</body>
</html>
"""


def web_page(document: Document, imprint: Imprint) -> bytes:
    """Return the text as one HTML page without scripts or outside files."""
    body = "\n".join(_group(kind, list(run)) for kind, run in groupby(document.blocks, _kind))
    page = PAGE.format(
        language=imprint.language,
        title=html.escape(document.title),
        colour=imprint.colour,
        body=body,
        foot=html.escape(imprint.line()),
    )
    return page.encode()


def _kind(block: Block) -> str:
    return block.kind


def _group(kind: str, run: list[Block]) -> str:
    element = {"heading": "h2", "paragraph": "p"}.get(kind, "li")
    lines = "\n".join(
        f"<{element}>{html.escape(block.text, quote=False)}</{element}>" for block in run
    )
    if element != "li":
        return lines
    tag = "ol" if kind == "number" else "ul"
    return f"<{tag}>\n{lines}\n</{tag}>"
