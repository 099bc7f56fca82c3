"""The rules of RFC 4287 for what a feed must hold, checked element by element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_MEDIA_TYPE = re.compile(r"[^\s/;]+/[^\s/;]+(;.*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_Numbers = dict[str, tuple[int, int | None]]
_PARTS: dict[str, _Numbers] = {
    "feed": {
        **dict.fromkeys(("id", "title", "updated"), (1, 1)),
        **dict.fromkeys(("generator", "icon", "logo", "rights", "subtitle"), (0, 1)),
        **dict.fromkeys(("author", "category", "contributor", "link", "entry"), (0, None)),
    },
    "entry": {
        **dict.fromkeys(("id", "title", "updated"), (1, 1)),
        **dict.fromkeys(("content", "published", "rights", "source", "summary"), (0, 1)),
        **dict.fromkeys(("author", "category", "contributor", "link"), (0, None)),
    },
    "author": {"name": (1, 1), "uri": (0, 1), "email": (0, 1)},
    "contributor": {"name": (1, 1), "uri": (0, 1), "email": (0, 1)},
}
"""How often each element may stand in another: least and most. Source: RFC 4287 §4.1, §3.2."""


def read_feed(body: bytes) -> Any:
    """Read a feed and hold it against every rule."""
    root = etree.fromstring(body)
    assert list(faults(root)) == []
    return root


def faults(root: Any) -> Iterator[str]:
    """Say what in a feed breaks a rule."""
    if root.tag != f"{ATOM}feed":
        yield f"{root.tag} is no feed"
    for element in root.iter():
        yield from _numbers(element)
        yield from _form(element)
    yield from _authors(root)
    yield from _links(root)
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    if len(set(ids)) < len(ids):
        yield "two entries have one id"


def _name(element: Any) -> str:
    return str(element.tag).removeprefix(ATOM)


def _numbers(element: Any) -> Iterator[str]:
    allowed = _PARTS.get(_name(element), {})
    found = Counter(_name(child) for child in element)
    for name in found.keys() - allowed.keys():
        yield f"{name} may not stand in {_name(element)}"
    for name, (least, most) in allowed.items():
        if found[name] < least or (most is not None and found[name] > most):
            yield f"{found[name]} times {name} in {_name(element)}"


def _form(element: Any) -> Iterator[str]:
    name, text = _name(element), element.text or ""
    if name in ("updated", "published") and not (
        _DATE.fullmatch(text) and datetime.fromisoformat(text).tzinfo
    ):
        yield f"{text} is no date"
    if name in ("id", "uri", "icon", "logo") and not _IRI.fullmatch(text):
        yield f"{text} is no address"
    if name in ("name", "title") and not text.strip():
        yield f"an empty {name}"
    if name == "category" and not element.get("term"):
        yield "a category without a term"
    language = element.get(XML_LANG)
    if language is not None and not _LANGUAGE.fullmatch(language):
        yield f"{language} is no language"


def _authors(root: Any) -> Iterator[str]:
    of_feed = root.find(f"{ATOM}author") is not None
    entries = root.findall(f"{ATOM}entry")
    if not of_feed and not all(entry.find(f"{ATOM}author") is not None for entry in entries):
        yield "nobody is the author"


def _links(root: Any) -> Iterator[str]:
    for holder in (root, *root.iter(f"{ATOM}entry")):
        links = holder.findall(f"{ATOM}link")
        for link in links:
            yield from _link(link)
        kinds = Counter((rel(link), link.get("type"), link.get("hreflang")) for link in links)
        if any(many > 1 for kind, many in kinds.items() if kind[0] == "alternate"):
            yield "two alternates of one kind"
        needed = "self" if holder is root else "alternate"
        if needed not in map(rel, links):
            yield f"{_name(holder)} without {needed}"


def _link(link: Any) -> Iterator[str]:
    if not _IRI.fullmatch(link.get("href", "")):
        yield f"{link.get('href')} is no address"
    if not _MEDIA_TYPE.fullmatch(link.get("type", "any/any")):
        yield f"{link.get('type')} is no media type"
    if not link.get("length", "0").isdecimal():
        yield f"{link.get('length')} is no length"
    if not _LANGUAGE.fullmatch(link.get("hreflang", "en")):
        yield f"{link.get('hreflang')} is no language"


def rel(link: Any) -> str:
    """What a link is for. Source: RFC 4287 §4.2.7.2."""
    return str(link.get("rel", "alternate"))
