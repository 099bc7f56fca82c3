"""PDF, by PDFium."""

from __future__ import annotations

from typing import BinaryIO

import pypdfium2

from ka2results.extraction.transcript import Damaged, Transcript

# PDFium marks a hyphen at the end of a line so; the hyphen was on the page and stays.
_LINE_END_HYPHEN = "\ufffe"


def read(file: BinaryIO, transcript: Transcript) -> None:
    """Read page after page; a page that cannot be read is left out and remarked."""
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        raise Damaged(f"PDFium: {error}") from None
    with document:
        transcript.pages = len(document)
        broken = [
            number for number in range(len(document)) if not _read(document, number, transcript)
        ]
        if broken and len(broken) == len(document):
            raise Damaged("no page can be read")
        if broken:
            transcript.remark = f"pages left out, cannot be read: {len(broken)}"


def _read(document: pypdfium2.PdfDocument, number: int, transcript: Transcript) -> bool:
    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded()
        page.close()
    except pypdfium2.PdfiumError:
        transcript.end_page()
        return False
    transcript.add(text.replace(_LINE_END_HYPHEN, "-").replace("\f", ""))
    transcript.end_page()
    return True
