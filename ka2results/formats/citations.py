"""Citations in five styles by citeproc-py; the library is known in this module only.

The styles of `styles/` belong to the CSL project, https://citationstyles.org/; see its README.
"""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from threading import Lock
from typing import Any

import citeproc
from babel import Locale, UnknownLocaleError
from citeproc.source.json import CiteProcJSON
from markupsafe import Markup, escape

from ka2results.domain.records import EventFacts, ShownRecord
from ka2results.domain.vocabulary import vocabulary
from ka2results.errors import NotFound
from ka2results.formats.characters import line
from ka2results.formats.csl_json import item_of
from ka2results.formats.event_words import (
    MULTIPLIER_EVENT,
    ONLINE_TOO,
    days_in_words,
    place_else_online,
)
from ka2results.formats.port import Citation
from ka2results.formats.reference import authors, refer

log = logging.getLogger(__name__)

Words = Callable[[str, str], str]
"""Translates an English message into a language, named by its code."""
Render = Callable[[Mapping[str, Any], "Style", str], str]
"""Sets one CSL item in a style and a language; italics between `ITALIC` and `UPRIGHT`."""

ITALIC, UPRIGHT, _QUOTED, _BROKEN = "\ue000", "\ue001", "\ue002", "\ue003"
"""Marks of our own in the text, so that it is escaped once, as a whole, at the end."""
_MARKS = re.compile(f"[{ITALIC}{UPRIGHT}{_QUOTED}{_BROKEN}]")
_DOUBLED_STOP = re.compile(f"([.?!](?:{UPRIGHT}|.?{_QUOTED}))\\.")
_STOP_OUTSIDE = re.compile(f"([.?!]?)(.{_QUOTED})([.,])")
_CLOSING = ("”", "’", "»")
_KEPT = 4096


@dataclass(frozen=True)
class Style:
    """A style of citation."""

    code: str
    name: str
    file: str
    english: str
    """The English that the style was written for; it decides on quotation marks."""
    as_reports: tuple[str, ...] = ()
    """CSL types that the style sets badly when it knows the year and the publisher only."""


STYLES = (
    Style("apa", "APA", "apa", "en-US"),
    Style("chicago", "Chicago", "chicago-author-date", "en-US", as_reports=("software",)),
    Style("mla", "MLA", "modern-language-association", "en-US"),
    Style("ieee", "IEEE", "ieee", "en-US", as_reports=("webpage",)),
    Style("harvard", "Harvard", "harvard-cite-them-right", "en-GB"),
)


class Citations:
    """Sets citations and keeps the last ones; one for the whole process, shared by threads."""

    def __init__(
        self, publisher: str, words: Words, render: Render | None = None, *, kept: int = _KEPT
    ) -> None:
        self._publisher, self._words = publisher, words
        self._render = render or with_citeproc
        self._kept = kept
        self._made: OrderedDict[Hashable, Citation] = OrderedDict()
        self._lock = Lock()

    @property
    def styles(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every style."""
        return tuple((style.code, style.name) for style in STYLES)

    def cite(self, record: ShownRecord, style: str, language: str) -> Citation:
        """Set one entry, or take it from those kept.

        Raises:
            NotFound: there is no such style.
        """
        chosen = next((known for known in STYLES if known.code == style), None)
        if chosen is None:
            raise NotFound("citation style", style)
        # A change of the partnership changes names without an edit of the record.
        version = (record.pid, record.edits, record.changed_at, authors(record.partnership))
        key = (*version, style, language)
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        citation = self._set(record, chosen, language)
        with self._lock:
            self._made[key] = citation
            while len(self._made) > self._kept:
                self._made.popitem(last=False)
        return citation

    def _set(self, record: ShownRecord, style: Style, language: str) -> Citation:
        item = self._item(record, style, language)
        try:
            marked = self._render(item, style, language)
        except Exception:  # an adapter's edge: the library raises whatever it likes
            log.exception("Record %s cannot be cited in %s.", record.pid, style.code)
            marked = _by_hand(item)
        return _finished(marked)

    def _item(self, record: ShownRecord, style: Style, language: str) -> dict[str, Any]:
        reference = refer(record, self._publisher, (language,))
        # Only what lists of references print, so that no style meets what it cannot set.
        item = {**item_of(replace(reference, abstract="", keywords=(), note="", licence=""))}
        if reference.published_on:
            # The year alone is right in all five styles; the library garbles days of other tongues.
            item["issued"] = {"date-parts": [[reference.published_on.year]]}
        if reference.event:
            # No style prints the day and place of an event, so they go where kinds of reports go.
            item = {key: item[key] for key in item if not key.startswith("event-")}
            item |= {"type": "report", "genre": self._event(reference.event, language)}
        elif item["type"] in style.as_reports:
            item["type"] = "report"
        return item

    def _event(self, facts: EventFacts, language: str) -> str:
        locale = _locale(language)
        term = vocabulary("countries").terms.get(facts.country or "")
        country = locale.territories.get(term.facts["iso3166"]) if term else None
        online = self._words(language, ONLINE_TOO)
        place = place_else_online(facts, country or "", online, venue=False)
        kind = self._words(language, MULTIPLIER_EVENT)
        parts = (kind, days_in_words(facts, locale), *place)
        return ", ".join(line(part) for part in parts if part)


def with_citeproc(item: Mapping[str, Any], style: Style, language: str) -> str:
    """Set one item; the style is read anew each time, since the library writes into its tree."""
    file = resources.files("ka2results.formats") / "styles" / f"{style.file}.csl"
    locale = style.english if language == "en" else language
    with file.open("rb") as stream:
        tree = citeproc.CitationStylesStyle(stream, locale=locale, validate=False)
    source = CiteProcJSON([_unmarked(dict(item))])
    bibliography = citeproc.CitationStylesBibliography(tree, source, _Marks)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    [entry] = bibliography.bibliography()
    inside = tree.root.get_locale_option("punctuation-in-quote") == "true"
    return _STOP_OUTSIDE.sub(_stop_inside, str(entry)) if inside else str(entry)


class _Marks:
    """What citeproc calls a formatter: it marks italics and the ends of quotations."""

    @staticmethod
    def preformat(text: object) -> str:
        return f"{text}{_QUOTED}" if str(text).strip() in _CLOSING else str(text)

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802  # citeproc asks for this name
        return f"{ITALIC}{text}{UPRIGHT}"

    Oblique = Italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str


def _stop_inside(found: re.Match[str]) -> str:
    last, quote, stop = found.groups()
    needless = last in ("?", "!") or last == stop
    return f"{last}{'' if needless else stop}{quote}"


def _unmarked(value: Any) -> Any:
    if isinstance(value, str):
        # The library would take <span class="nocase"> in a title for an order.
        return _MARKS.sub("", value).replace("<", f"<{_BROKEN}")
    if isinstance(value, dict):
        return {key: _unmarked(inner) for key, inner in value.items()}
    return [_unmarked(inner) for inner in value] if isinstance(value, list) else value


def _finished(marked: str) -> Citation:
    tidied = _DOUBLED_STOP.sub(r"\1", marked).strip()
    kept = tidied.replace(_QUOTED, "").replace(_BROKEN, "")
    html = str(escape(kept)).replace(ITALIC, "<i>").replace(UPRIGHT, "</i>")
    return Citation(_MARKS.sub("", kept), Markup(html))  # noqa: S704  # escaped just above


def _by_hand(item: Mapping[str, Any]) -> str:
    names = ", ".join(author["literal"] for author in item.get("author", ()))
    year = item["issued"]["date-parts"][0][0] if "issued" in item else "n.d."
    parts = (f"{names} ({year})", item.get("title"), item.get("publisher"), item["URL"])
    return _MARKS.sub("", ". ".join(part for part in parts if part))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse({"en": "en_GB"}.get(language, language))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")
