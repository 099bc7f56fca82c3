"""Atom: what feed readers show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ka2results.domain.records import ShownRecord
from ka2results.domain.vocabulary import Term, vocabulary
from ka2results.formats.atom import Atom

from .atom_rules import ATOM, XML_LANG, faults, read_feed, rel
from .builders import BASE, event, file, output, partnership
from .following_builders import followed, words
from .reading import golden, xml_lines


def feed(*records: ShownRecord, languages: tuple[str, ...] = ("en",), **facts: Any) -> Any:
    return read_feed(Atom().render(followed(**facts), records, words(*languages)))


def entry(*languages: str, **facts: Any) -> Any:
    return feed(output(**facts), languages=languages or ("en",)).find(f"{ATOM}entry")


def links(of: Any, kind: str) -> list[dict[str, str]]:
    return [dict(link.attrib) for link in of.findall(f"{ATOM}link") if rel(link) == kind]


def test_a_feed_looks_as_it_always_has() -> None:
    body = Atom().render(followed(), [output(), event()], words())

    assert xml_lines(body) == golden("atom_feed.xml")
    assert list(faults(etree.fromstring(body))) == []


def test_a_feed_without_entries_is_a_feed() -> None:
    root = feed()

    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}updated") == "2026-02-11T16:20:31+00:00"


def test_the_same_records_always_give_the_same_bytes() -> None:
    bodies = {Atom().render(followed(), [output()], words()) for _ in range(2)}

    assert len(bodies) == 1


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("<id>tag:results.example.org,2026:search?q=guidance</id>", "", "0 times id in feed"),
        ('rel="self"', 'rel="related"', "feed without self"),
        ("2026-02-11T16:20:31+00:00", "11.2.2026", "11.2.2026 is no date"),
        ('href="https://results.example.org/atom', 'href="/atom', "/atom?q=guidance is no address"),
        ("records/q3d5s-jn290</id>", "records/pvq4z-43t41</id>", "two entries have one id"),
        ('length="482113"', 'length="471 KB"', "471 KB is no length"),
        ("<name>Esimerkin ammattiopisto</name>", "<name> </name>", "an empty name"),
        ('xml:lang="en">Final', 'xml:lang="">Final', " is no language"),
        ("<rights>", "<rights/><rights>", "2 times rights in entry"),
        ("<published>", "<pubDate/><published>", "pubDate may not stand in entry"),
        ('term="event" ', "", "a category without a term"),
    ],
)
def test_the_rules_find_what_breaks_them(right: str, wrong: str, fault: str) -> None:
    whole = Atom().render(followed(), [output(), event()], words()).decode()
    broken = whole.replace(right, wrong)

    assert fault in list(faults(etree.fromstring(broken.encode())))


def test_entries_keep_their_order() -> None:
    ids = [found.text for found in feed(event(), output()).findall(f"{ATOM}entry/{ATOM}id")]

    assert ids == [
        "tag:results.example.org,2026:records/q3d5s-jn290",
        "tag:results.example.org,2026:records/pvq4z-43t41",
    ]


def test_identifiers_outlive_the_address_of_the_site() -> None:
    moved = feed(
        output(url="https://new.example.net/records/pvq4z-43t41"), url="https://n.net/atom"
    )

    assert moved.findtext(f"{ATOM}id") == feed(output()).findtext(f"{ATOM}id")
    assert moved.findtext(f"{ATOM}entry/{ATOM}id") == feed(output()).findtext(
        f"{ATOM}entry/{ATOM}id"
    )


@pytest.mark.parametrize(
    ("languages", "title", "summary"),
    [
        (("fi", "en"), ("fi", "Ohjauskortit"), ("en", "Forty cards <for> counsellors.")),
        (("el", "en"), ("en", "Guidance cards & notes"), ("el", "Σαράντα κάρτες.")),
        (("sv",), ("en", "Guidance cards & notes"), ("en", "Forty cards <for> counsellors.")),
    ],
)
def test_each_text_is_in_the_best_language_and_says_which(
    languages: tuple[str, ...], title: tuple[str, str], summary: tuple[str, str]
) -> None:
    found = entry(*languages)

    for name, expected in (("title", title), ("summary", summary)):
        element = found.find(f"{ATOM}{name}")
        assert (element.get(XML_LANG), element.text) == expected


def test_the_feed_itself_is_in_the_language_of_its_words() -> None:
    assert feed(languages=("fi", "en")).get(XML_LANG) == "fi"


def test_coordinators_are_authors_and_partners_contribute() -> None:
    found = entry()

    assert [a.text for a in found.findall(f"{ATOM}author/{ATOM}name")] == [
        "Esimerkin ammattiopisto"
    ]
    assert [c.text for c in found.findall(f"{ATOM}contributor/{ATOM}name")] == [
        "Beispiel Akademie",
        "Σχολή Παράδειγμα",
    ]


def test_without_organisations_the_repository_answers_for_the_entry() -> None:
    root = feed(output(partnership=partnership(organisations=())))

    assert root.find(f"{ATOM}entry/{ATOM}author") is None
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Example Results"


def test_a_repository_without_a_name_answers_by_its_identifier() -> None:
    root = feed(output(partnership=partnership(organisations=())), repository_name="")

    assert root.findtext(f"{ATOM}author/{ATOM}name") == "results.example.org"


def test_every_file_can_be_fetched_with_its_type_and_length() -> None:
    sound = file("äänite 1.mp3", media_type="audio/mpeg", url=f"{BASE}/file/%C3%A4.mp3")

    (found,) = links(entry(files=(sound,)), "enclosure")

    assert found["href"] == f"{BASE}/file/%C3%A4.mp3"
    assert found["type"] == "audio/mpeg"
    assert found["length"] == "482113"
    assert found["title"] == "äänite 1.mp3"


def test_a_file_without_a_language_names_none() -> None:
    (found,) = links(entry(files=(file(language=None),)), "enclosure")

    assert "hreflang" not in found


@pytest.mark.parametrize("term", tuple(vocabulary("licences")), ids=lambda term: str(term.code))
def test_every_licence_is_said_and_linked(term: Term) -> None:
    found = entry(licence=term.code)

    assert found.findtext(f"{ATOM}rights") == f"All that {term.code} allows."
    assert links(found, "license") == [{"rel": "license", "href": term.facts["url"]}]


def test_an_event_is_of_its_own_kind_and_has_no_licence() -> None:
    found = feed(event()).find(f"{ATOM}entry")

    assert dict(found.find(f"{ATOM}category").attrib) == {
        "term": "event",
        "label": "event of kinds",
    }
    assert found.find(f"{ATOM}rights") is None
    assert links(found, "license") == []


def test_what_was_made_up_says_so() -> None:
    summary = entry(partnership=partnership(demonstration=True)).findtext(f"{ATOM}summary")

    assert summary.endswith("Made up to show the software.")
    assert "Made up" not in entry().findtext(f"{ATOM}summary")


def test_a_title_of_nothing_but_control_characters_gives_way_to_the_identifier() -> None:
    assert entry(titles={"en": "\x00\x01"}).findtext(f"{ATOM}title") == "pvq4z-43t41"


def test_dates_of_any_year_are_dates() -> None:
    early = datetime(850, 1, 1, tzinfo=UTC)

    assert entry(published_at=early).findtext(f"{ATOM}published").startswith("0850-01-01T")


@settings(deadline=None)  # a busy machine is no fault
@given(text=st.text(st.characters(codec=None)))
def test_whatever_people_write_the_feed_keeps_the_rules(text: str) -> None:
    named = replace(partnership().organisations[0], name=text)
    record = output(
        titles={"en": text},
        summaries={"en": text},
        partnership=partnership(organisations=(named,)),
        files=(file(text, url=f"{BASE}/file"),),
    )

    feed(record, title=text)
