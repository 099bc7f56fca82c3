"""Draw the posters and worksheets as PNG: a ring of questions or a sheet of cards."""

# The layout libraries are the maintainer's; a checkout without them is checked all the same.
# mypy: disable-error-code="import-not-found, import-untyped"

import io
import math

from PIL import Image, ImageDraw, ImageFont

from ka2results.sample.make_text import Block, Document, Imprint

PAPER = "#fbf8f1"
INK = "#222222"


def png(document: Document, imprint: Imprint) -> bytes:
    """Return a worksheet when the text has headings, otherwise a ring poster."""
    if any(block.kind == "heading" for block in document.blocks):
        image = _cards(document, imprint)
    else:
        image = _ring(document, imprint)
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.quantize(48, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf", size)


def _sheet(size: tuple[int, int], document: Document, imprint: Imprint) -> Image.Image:
    image = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], 300), fill=imprint.colour)
    _fit(draw, document.title, (size[0] / 2, 120), size[0] - 160, 92, "white", bold=True)
    subtitle = document.introduction()[0].text
    _fit(draw, subtitle, (size[0] / 2, 225), size[0] - 160, 48, "white")
    _fit(draw, imprint.line(), (size[0] / 2, size[1] - 50), size[0] - 160, 30, "#555555")
    return image


def _fit(
    draw: ImageDraw.ImageDraw,
    text: str,
    centre: tuple[float, float],
    width: float,
    size: int,
    colour: str,
    *,
    bold: bool = False,
) -> None:
    font = _font(size, bold=bold)
    while font.getlength(text) > width:
        size -= 2
        font = _font(size, bold=bold)
    draw.text(centre, text, font=font, fill=colour, anchor="mm")


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _ring(document: Document, imprint: Imprint) -> Image.Image:
    image = _sheet((1600, 2000), document, imprint)
    draw = ImageDraw.Draw(image)
    steps = [block for block in document.blocks if block.kind == "number"]
    inner = _font(60, bold=True)
    advice = _wrap(document.introduction()[1].text, inner, 520)
    centre, radius, disc = (800, 1110), 540, 205
    draw.multiline_text(
        centre, advice, font=inner, fill=imprint.colour, anchor="mm", align="center", spacing=16
    )
    for place, step in enumerate(steps):
        angle = math.tau * place / len(steps) - math.pi / 2
        x, y = centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
        _disc(draw, step, (x, y), disc, imprint.colour)
        _arrow(draw, centre, radius, angle + math.pi / len(steps), imprint.colour)
    return image


def _disc(
    draw: ImageDraw.ImageDraw, step: Block, at: tuple[float, float], radius: int, colour: str
) -> None:
    x, y = at
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    draw.text((x, y - 115), str(step.number), font=_font(84, bold=True), fill="white", anchor="mm")
    font = _font(50)
    text = _wrap(step.text, font, 340)
    draw.multiline_text((x, y + 35), text, font=font, fill="white", anchor="mm", align="center")


def _arrow(
    draw: ImageDraw.ImageDraw, centre: tuple[int, int], radius: int, angle: float, colour: str
) -> None:
    def point(turn: float, reach: float) -> tuple[float, float]:
        far = radius + reach
        return (
            centre[0] + far * math.cos(angle + turn),
            centre[1] + far * math.sin(angle + turn),
        )

    draw.line((point(-0.105, 0), point(0, 0)), fill=colour, width=20)
    draw.polygon([point(0.105, 0), point(-0.01, 38), point(-0.01, -38)], fill=colour)


def _cards(document: Document, imprint: Imprint) -> Image.Image:
    image = _sheet((2000, 1500), document, imprint)
    draw = ImageDraw.Draw(image)
    for place, (heading, blocks) in enumerate(document.parts()[1:]):
        left, top = 60 + place % 3 * 635, 350 + place // 3 * 540
        draw.rounded_rectangle(
            (left, top, left + 610, top + 510), 28, "white", imprint.colour, width=6
        )
        _fit(draw, heading, (left + 305, top + 60), 570, 36, imprint.colour, bold=True)
        draw.line((left + 30, top + 105, left + 580, top + 105), fill=imprint.colour, width=3)
        font = _font(30)
        hint = "\n".join(_wrap(block.text, font, 550) for block in blocks)
        draw.multiline_text((left + 30, top + 122), hint, font=font, fill=INK, spacing=8)
    return image
