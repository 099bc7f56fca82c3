"""Topics come under many names; each has one code."""

from __future__ import annotations

from collections import Counter

import pytest

from ka2results.domain.topics import topic_codes
from ka2results.domain.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Green skills", "green-skills"),
        ("  GREEN   skills ", "green-skills"),
        ("green-skills", "green-skills"),
        ("ICT - new technologies - digital competences", "ict"),
        ("ICT – new technologies – digital competences", "ict"),
        ("ICT-new technologies -digital competences", "ict"),
        ("Early School Leaving/combating failure in education", "early-school-leaving"),
        ("Migrants’ issues", "migrants"),
        ("Enterprise, industry and SMEs (incl. entrepreneurship)", "enterprise-and-industry"),
        ("Digital skills and competences", "digital-skills"),
        ("Digital literacy skills and competences", "digital-skills"),
        ("Kielten opetus ja oppiminen", "foreign-languages"),
        ("Digitaalisuus", "theme-digitalisation"),
        ("Something of another list", "Something of another list"),
        (" Two  spaces ", "Two spaces"),
    ],
)
def test_a_name_is_known_however_it_is_written(name: str, code: str) -> None:
    assert topic_codes([name]) == (code,)


def test_every_topic_comes_once_in_the_order_of_the_names() -> None:
    names = ["Unheard of", "Green skills", "", "  ", "Vihreät taidot", "Soft skills", "Unheard of"]

    assert topic_codes(names) == ("Unheard of", "green-skills", "soft-skills")


def test_no_topics_have_no_codes() -> None:
    assert topic_codes([]) == ()


def test_no_name_belongs_to_two_topics() -> None:
    names = [
        name
        for term in vocabulary("topics")
        for name in {term.code.casefold(), term.label.casefold(), *_others(term.facts)}
    ]

    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert all(topic_codes([name]) for name in names)


def test_every_name_leads_to_its_own_topic() -> None:
    strayed = [
        name
        for term in vocabulary("topics")
        for name in (term.code, term.label, *term.facts.get("also", ()))
        if topic_codes([name]) != (term.code,)
    ]

    assert strayed == []


def test_every_topic_tells_its_period() -> None:
    periods = {term.facts["period"] for term in vocabulary("topics")}

    assert periods == {"2014-2020", "2021-2027", "2014-2027"}


def _others(facts: object) -> set[str]:
    assert isinstance(facts, dict)
    return {name.casefold() for name in facts.get("also", ())}
