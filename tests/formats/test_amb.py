"""AMB: what indexes of learning material read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.domain.vocabulary import Term, vocabulary
from ka2results.formats.amb import Amb

from .builders import event, file, output, partnership
from .reading import DATA, golden, json_lines, loaded


def described(**facts: Any) -> dict[str, Any]:
    return loaded(Amb().render(output(**facts)))


def _profile() -> Any:
    """Build a validator of the profile that fetches nothing."""
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")
    files = [loaded(Path(path).read_bytes()) for path in sorted((DATA / "amb").glob("*.json"))]
    registry = referencing.Registry().with_resources(
        (schema["$id"], referencing.Resource.from_contents(schema)) for schema in files
    )
    formats = jsonschema.FormatChecker(formats=())
    # Both are needed: the profile tells a day from a moment by oneOf.
    formats.checks("date", raises=ValueError)(lambda text: bool(date.fromisoformat(text)))
    formats.checks("date-time")(lambda text: "T" in text)
    formats.checks("uri")(lambda text: re.match(r"https?://\S+\Z", text) is not None)
    main = next(schema for schema in files if schema["$id"].endswith("/schema.json"))
    return jsonschema.Draft7Validator(main, registry=registry, format_checker=formats)


def test_an_output_is_described_as_it_has_always_been() -> None:
    body = Amb().render(output())

    assert json_lines(body) == golden("amb_output.json")


def test_an_event_is_no_learning_material() -> None:
    assert Amb().render(event()) is None


def test_the_same_record_always_gives_the_same_bytes() -> None:
    assert Amb().render(output()) == Amb().render(output())


@pytest.mark.parametrize("term", tuple(vocabulary("licences")), ids=lambda term: str(term.code))
def test_every_licence_leaves_the_description_valid(term: Term) -> None:
    errors = list(_profile().iter_errors(described(licence=term.code)))

    assert errors == []


@pytest.mark.parametrize("term", tuple(vocabulary("output_types")), ids=lambda term: str(term.code))
def test_every_output_type_leaves_the_description_valid(term: Term) -> None:
    told = described(output_type=term.code)

    assert list(_profile().iter_errors(told)) == []
    assert told["learningResourceType"][0]["id"].startswith("https://w3id.org/kim/hcrt/")


@pytest.mark.parametrize("term", tuple(vocabulary("languages")), ids=lambda term: str(term.code))
def test_every_language_leaves_the_description_valid(term: Term) -> None:
    told = described(titles={term.code: "A title"}, languages=(term.code,))

    assert list(_profile().iter_errors(told)) == []
    assert told["@context"][1] == {"@language": term.code}


def test_a_licence_that_the_profile_cannot_name_is_left_out() -> None:
    assert "license" not in described(licence="EUPL-1.2")


def test_the_description_is_in_the_language_of_the_name() -> None:
    told = described(titles={"fi": "Ohjauskortit"}, summaries={"en": "Cards.", "fi": "Kortteja."})

    assert (told["name"], told["description"]) == ("Ohjauskortit", "Kortteja.")


def test_parameters_of_a_media_type_are_left_out() -> None:
    told = described(files=(file("a.csv", media_type="text/csv; charset=utf-8"),))

    assert told["encoding"][0]["encodingFormat"] == "text/csv"


def test_an_invented_partnership_has_no_funder() -> None:
    assert "funder" not in described(partnership=partnership(demonstration=True))


@given(text=st.text(st.characters(codec=None)))
def test_whatever_people_write_it_is_json(text: str) -> None:
    told = described(titles={"en": text}, summaries={"en": text}, keywords=(text,))

    assert told["id"]
