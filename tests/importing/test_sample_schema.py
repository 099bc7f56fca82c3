"""The demonstration is checked as a whole before anything of it is deposited."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ka2results.sample
from ka2results.domain.topics import topic_codes
from ka2results.domain.vocabulary import vocabulary
from ka2results.errors import InvalidInput
from ka2results.schemas.sample import read_demonstration

FOLDER = Path(ka2results.sample.__file__).parent
REAL = tomllib.loads((FOLDER / "demonstration.toml").read_text("utf-8"))


def test_every_file_of_the_demonstration_is_there() -> None:
    partnerships = read_demonstration(REAL, FOLDER / "files")

    files = [file for p in partnerships for output in p.outputs for file in output.files]
    assert files
    assert all(file.path.is_file() for file in files)
    assert sum(p.records for p in partnerships) == len(REAL["outputs"]) + len(REAL["events"])


def test_every_partnership_of_the_demonstration_names_topics_of_the_programme() -> None:
    for sample in read_demonstration(REAL, FOLDER / "files"):
        codes = topic_codes(sample.entry.topics)
        assert codes, sample.entry.acronym
        assert [code for code in codes if code not in vocabulary("topics")] == []


def test_every_event_of_the_demonstration_lies_within_its_partnership() -> None:
    # Source: Erasmus+ Programme Guide: what a project does, it does between its start and its end.
    outside = [
        event.entry.code
        for sample in read_demonstration(REAL, FOLDER / "files")
        for event in sample.events
        if not sample.entry.starts_on <= event.entry.starts_on  # type: ignore[operator]  # all have days
        or not event.entry.ends_on <= sample.entry.ends_on  # type: ignore[operator]
    ]

    assert outside == []


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda d: d["outputs"][3].pop("licence"), "outputs.3.licence"),
        (lambda d: d["outputs"][2].update(licence="mine"), "outputs.2.licence"),
        (lambda d: d["outputs"][0].update(colour="red"), "outputs.0.colour"),
        (lambda d: d["outputs"][1].update(partnership="none"), "outputs.1.partnership"),
        (lambda d: d["outputs"][1]["files"][0].update(path="no.pdf"), "outputs.1.files.0.path"),
        (
            lambda d: d["outputs"][1]["files"][0].update(path="../demonstration.toml"),
            "outputs.1.files.0.path",
        ),
        (lambda d: d["events"][0].update(presents=["none"]), "events.0.presents"),
        (lambda d: d["events"][1].update(country="XX"), "events.1.country"),
        (lambda d: d["partnerships"][2].pop("topics"), "partnerships.2.topics"),
        (
            lambda d: d["partnerships"][0]["participations"][1].update(organisation="none"),
            "partnerships.0.participations.1.organisation",
        ),
        (lambda d: d.pop("organisations"), "organisations"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    spoil: Callable[[dict[str, Any]], object], place: str
) -> None:
    data = copy.deepcopy(REAL)
    spoil(data)

    with pytest.raises(InvalidInput) as caught:
        read_demonstration(data, FOLDER / "files")

    assert place in caught.value.errors
