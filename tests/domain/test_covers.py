"""Covers: the same for ever, different from each other, and told apart by kind."""

from __future__ import annotations

import re

import pytest

from ka2results.domain.covers import COLUMNS, ROWS, Form, Shape, Tone, cover_of, outline
from ka2results.domain.records import Kind

PIDS = [f"{number:05}-test" for number in range(300)]

GOLDEN = {
    ("pvq4z-43t41", Kind.OUTPUT): (
        "sky",
        "navy circle 0,1 2 0", "sun circle 0.5,1.5 1 0", "paper quarter 2,0 1 0",
        "sun quarter 2,3 1 3", "navy corner 1,3 1 3", "paper quarter 0,0 1 3",
    ),
    ("0gkte-8v274", Kind.OUTPUT): (
        "navy",
        "sky square 0,1 2 0", "paper square 0.5,1.5 1 0", "sun triangle 2,3 1 0",
        "paper quarter 2,0 1 1", "sky half 1,0 1 1", "sun square 0,3 1 0",
    ),
    ("q3d5s-jn290", Kind.EVENT): (
        "blush",
        "navy triangle 0,2 2 0", "sky corner 1,0 2 3", "coral half 0,1 1 1",
        "navy corner 2,3 1 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("record", "expected"), GOLDEN.items())
def test_a_cover_never_changes(record: tuple[str, Kind], expected: tuple[str, ...]) -> None:
    cover = cover_of(*record)

    assert (cover.ground.value, *map(_words, cover.shapes)) == expected


@pytest.mark.parametrize("kind", Kind)
def test_covers_stay_on_their_grid(kind: Kind) -> None:
    for cover in (cover_of(pid, kind) for pid in PIDS):
        assert 2 < len(cover.shapes) < 7
        for shape in cover.shapes:
            assert 0 <= shape.left <= COLUMNS - shape.size
            assert 0 <= shape.top <= ROWS - shape.size


@pytest.mark.parametrize("kind", Kind)
def test_every_block_is_seen_on_its_ground(kind: Kind) -> None:
    for cover in (cover_of(pid, kind) for pid in PIDS):
        assert all(shape.tone is not cover.ground for shape in cover.shapes)


@pytest.mark.parametrize("kind", Kind)
def test_records_beside_each_other_rarely_look_alike(kind: Kind) -> None:
    different = {cover_of(pid, kind) for pid in PIDS}

    assert len(different) > 0.95 * len(PIDS)


def test_an_event_never_looks_like_an_output() -> None:
    outputs = [cover_of(pid, Kind.OUTPUT) for pid in PIDS]
    events = [cover_of(pid, Kind.EVENT) for pid in PIDS]

    assert {cover.ground for cover in events} == {Tone.BLUSH, Tone.CORAL}
    assert not {cover.ground for cover in outputs} & {Tone.BLUSH, Tone.CORAL}
    assert {cover.shapes[0].form for cover in events} == {Form.TRIANGLE, Form.CORNER}
    assert not {cover.shapes[0].form for cover in outputs} & {Form.TRIANGLE, Form.CORNER}


@pytest.mark.parametrize(
    ("form", "turn", "path"),
    [
        (Form.SQUARE, 0, "M1 1L3 1L3 3L1 3z"),
        (Form.TRIANGLE, 0, "M2 1L3 3L1 3z"),
        (Form.CORNER, 1, "M3 1L3 3L1 1z"),
        (Form.QUARTER, 0, "M1 1L3 1A2 2 0 0 1 1 3z"),
        (Form.QUARTER, 2, "M3 3L1 3A2 2 0 0 1 3 1z"),
        (Form.HALF, 0, "M1 2A1 1 0 0 1 3 2z"),
        (Form.HALF, 3, "M2 3A1 1 0 0 1 2 1z"),
        (Form.CIRCLE, 0, "M1 2A1 1 0 0 1 3 2A1 1 0 0 1 1 2z"),
    ],
)
def test_an_outline_is_path_data(form: Form, turn: int, path: str) -> None:
    assert outline(Shape(form, 1, 1, 2, turn, Tone.SUN)) == path


def test_outlines_hold_nothing_but_path_data() -> None:
    shapes = [shape for pid in PIDS for shape in cover_of(pid, Kind.OUTPUT).shapes]

    assert all(re.fullmatch(r"M[\dLA .]+z", outline(shape)) for shape in shapes)


def _words(shape: Shape) -> str:
    place = f"{shape.left:g},{shape.top:g}"
    return f"{shape.tone} {shape.form} {place} {shape.size:g} {shape.turn}"
