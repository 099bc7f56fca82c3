"""Electronic books (EPUB 2 and 3)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import BinaryIO
from urllib.parse import unquote, urldefrag

from ka2results.extraction.readers.markup import add_page
from ka2results.extraction.transcript import Damaged, Transcript
from ka2results.extraction.xml_walk import XmlTarget, local_name, walk_xml, without_bare_doctype
from ka2results.extraction.zip_parts import ZipParts


def read(file: BinaryIO, transcript: Transcript) -> None:
    """Read the chapters in reading order.

    Source: EPUB 3.3 §5.7 (spine), OCF 3.3 §4.2.6.3.1 (container.xml).
    """
    parts = ZipParts(file, transcript.limits)
    parts.require_few()
    container = _Package()
    walk_xml(without_bare_doctype(parts.chunks("META-INF/container.xml")), container)
    if not container.roots:
        raise Damaged("the container names no package document")
    package = _Package()
    walk_xml(without_bare_doctype(parts.chunks(container.roots[0])), package)
    folder = posixpath.dirname(container.roots[0])
    for key in package.spine:
        chapter = posixpath.normpath(posixpath.join(folder, package.manifest.get(key, "")))
        if parts.holds(chapter):
            # By the HTML parser: chapters may carry the DOCTYPE of XHTML, which XML readers refuse.
            add_page(parts.chunks(chapter), transcript)
            transcript.add("\n")


class _Package(XmlTarget):
    """Collects what container.xml and the package document say about the order of reading."""

    def __init__(self) -> None:
        self.roots: list[str] = []
        self.manifest: dict[str, str] = {}
        self.spine: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local_name(tag)
        if name == "rootfile":
            self.roots.append(attributes.get("full-path", ""))
        elif name == "item":
            path = unquote(urldefrag(attributes.get("href", "")).url)
            self.manifest[attributes.get("id", "")] = path
        elif name == "itemref":
            self.spine.append(attributes.get("idref", ""))
