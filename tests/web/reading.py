"""Reads finished pages: their main part, its links, its examples to copy."""

from __future__ import annotations

import html
import re


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def links_of(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', main_of(page))]


def code_of(page: str, block: str) -> str:
    found = re.search(rf'<pre[^>]* id="{block}"[^>]*><code>(.*?)</code></pre>', page, re.S)
    assert found
    return html.unescape(found[1])
