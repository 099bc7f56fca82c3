"""BibTeX: what people who write in LaTeX download."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.domain.records import ShownRecord
from ka2results.formats.bibtex import BibTex

from .builders import event, organisation, output, partnership
from .letters import lettered
from .reading import golden


def written(record: ShownRecord) -> str:
    return BibTex("Results of Example").render(record).decode()


def field(entry: str, name: str) -> str:
    found = re.search(rf"^  {name} = (.*),$", entry, re.MULTILINE)
    return found[1] if found else ""


def fields_as_bibtex_reads(entry: str) -> list[str]:
    """Names of the fields of the only entry, by counting braces as BibTeX does.

    A backslash hides no brace from it.
    """
    assert entry.startswith("@misc{")
    depth, top = 0, []
    for letter in entry.removesuffix("\n"):
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0, "a brace closes what was never opened"
        if depth == 1:
            top.append(letter)
    assert depth == 0, "a brace stays open"
    return re.findall(r"(\w+) = ", "".join(top))


@pytest.mark.parametrize(
    ("name", "record"), [("output", output()), ("event", event()), ("letters", lettered())]
)
def test_an_entry_is_what_it_has_always_been(name: str, record: ShownRecord) -> None:
    assert written(record) == golden(f"bibtex_{name}.bib")


def test_institutions_stand_in_double_braces_the_coordinator_first() -> None:
    record = output(
        partnership=partnership(
            organisations=(
                organisation("Research and Training Ltd, Oulu", "FI", "coordinator", None),
                organisation("Beispiel Akademie", "DE", "partner", None),
            )
        )
    )

    assert (
        field(written(record), "author")
        == "{{Research and Training Ltd, Oulu} and {Beispiel Akademie}}"
    )


def test_a_partnership_without_organisations_is_the_author_itself() -> None:
    record = output(partnership=partnership(organisations=()))

    assert field(written(record), "author") == "{{GUIDE}}"


def test_a_partnership_without_an_acronym_goes_by_its_title() -> None:
    record = output(partnership=partnership(organisations=(), acronym=""))

    assert field(written(record), "author") == "{{Guidance on the way}}"


def test_words_with_capitals_keep_them() -> None:
    record = output(titles={"en": "Green skills for VET in Åland"})

    assert field(written(record), "title") == "{{Green} skills for {VET} in {Åland}}"


def test_an_entry_says_who_is_behind_it_when_and_where() -> None:
    entry = written(output())

    assert field(entry, "publisher") == "{Results of Example}"
    assert (field(entry, "year"), field(entry, "month")) == ("2026", "jan")
    assert field(entry, "url") == "{https://results.example.org/records/pvq4z-43t41}"
    assert "2019-1-FI01-KA202-060909" in field(entry, "note")


def test_a_draft_has_no_year() -> None:
    assert "year" not in fields_as_bibtex_reads(written(output(published_at=None)))


def test_an_invented_partnership_does_not_claim_money_of_the_union() -> None:
    entry = written(output(partnership=partnership(demonstration=True)))

    assert "Co-funded" not in entry
    assert field(entry, "note").startswith("{Demonstration data")


@given(text=st.text(st.characters(codec=None)), name=st.text(min_size=1))
def test_whatever_people_write_it_stays_one_entry(text: str, name: str) -> None:
    institutions = (organisation(name, "FI", "coordinator", None),)
    record = output(
        titles={"en": text},
        summaries={"en": text},
        keywords=(text,),
        partnership=partnership(organisations=institutions, acronym="GUIDE"),
    )

    entry = written(record)

    fields = fields_as_bibtex_reads(entry)
    assert set(fields) <= set(fields_as_bibtex_reads(written(output())))
    assert len(fields) == len(set(fields))
    assert entry.count("\n") == len(fields) + 2
