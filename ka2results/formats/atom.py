"""Atom: lists of records for feed readers.

Source: RFC 4287 (Atom), RFC 4946 (links to licences), RFC 4151 (tag addresses as identifiers).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from ka2results.domain.languages import best
from ka2results.domain.records import Kind, ShownFile, ShownRecord
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.characters import legal
from ka2results.formats.following_port import FollowedList, Wording

_MEDIA_TYPE = "application/atom+xml"
_TAGS_SINCE = "2026"
"""Part of every identifier: to change it would show all entries as new to all readers."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Atom:
    """Says what is new, with everything that a feed reader can show of it."""

    def render(
        self, followed: FollowedList, records: Sequence[ShownRecord], wording: Wording
    ) -> bytes:
        """Write one feed; one without entries is a feed too."""
        feed = FeedGenerator()
        feed.id(_tag(followed, followed.name))
        feed.title(legal(followed.title) or followed.repository_id)
        feed.updated(followed.updated)
        feed.language(wording.language)
        feed.generator("")
        # Entries without an organisation inherit this one: there must be an author somewhere.
        repository = legal(followed.repository_name) or followed.repository_id
        feed.author(name=repository, uri=followed.home_url)
        feed.link(href=followed.url, rel="self", type=_MEDIA_TYPE)
        feed.link(href=followed.page_url, rel="alternate", type="text/html")
        for record in records:
            feed.add_entry(_entry(followed, record, wording), order="append")
        return bytes(feed.atom_str())


def _tag(followed: FollowedList, name: str) -> str:
    return f"tag:{followed.repository_id},{_TAGS_SINCE}:{name}"


def _entry(followed: FollowedList, record: ShownRecord, wording: Wording) -> FeedEntry:
    entry = FeedEntry()
    entry.id(_tag(followed, f"records/{record.pid}"))
    entry.link(href=record.url, rel="alternate")
    entry.updated(record.changed_at)
    entry.published(record.published_at)
    entry.category(_category(record, wording))
    entry.rights(wording.licence(record.licence) if record.licence else None)
    for organisation in record.partnership.organisations:
        named = {"name": legal(organisation.name)}
        if organisation.role == "coordinator":
            entry.author(named)
        elif named["name"]:
            entry.contributor(named)
    title_language, title = best(record.titles, wording.languages)
    summary_language, summary = best(record.summaries, wording.languages)
    entry.title(legal(title) or record.pid)
    entry.summary(_summary(record, summary, wording))
    languages = {"title": title_language, "summary": summary_language}
    links = tuple(_links(record))
    entry.register_extension("rest", lambda: _Rest(languages, links), atom=True, rss=False)
    return entry


def _summary(record: ShownRecord, summary: str, wording: Wording) -> str:
    made_up = wording.demonstration if record.partnership.demonstration else ""
    return "\n\n".join(filter(None, (legal(summary), made_up)))


def _category(record: ShownRecord, wording: Wording) -> dict[str, str]:
    if record.kind is Kind.EVENT or record.output_type is None:
        return {"term": record.kind.value, "label": wording.label("kinds", record.kind.value)}
    return {"term": record.output_type, "label": wording.label("output_types", record.output_type)}


def _links(record: ShownRecord) -> Iterator[dict[str, str]]:
    licence = vocabulary("licences").terms.get(record.licence or "")
    if licence is not None:
        yield {"rel": "license", "href": str(licence.facts["url"])}
    yield from map(_enclosure, record.files)


def _enclosure(file: ShownFile) -> dict[str, str]:
    told = {
        "rel": "enclosure",
        "href": file.url,
        "type": file.media_type,
        "length": str(file.size_bytes),
        "title": legal(file.name),
    }
    return told | ({"hreflang": file.language} if file.language else {})


class _Rest:
    """What feedgen 1.0 leaves out of an entry: languages of texts, and what a link is for.

    Source: feedgen issue 135 (links lose their attributes).
    """

    def __init__(self, languages: dict[str, str], links: Sequence[dict[str, str]]) -> None:
        self._languages, self._links = languages, links

    def extend_atom(self, entry: Any) -> None:
        """Complete one entry; feedgen asks for this once the entry is written."""
        for name, language in self._languages.items():
            element = entry.find(name)
            if element is not None and language:
                element.set(_XML_LANG, language)
        for link in self._links:
            etree.SubElement(entry, "link", link)
