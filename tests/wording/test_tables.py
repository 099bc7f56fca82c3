"""Tables for spreadsheets: what every file of ours begins with, and what no cell may hold."""

from __future__ import annotations

import pytest
from flask import Flask

from ka2results.factory import create_app
from ka2results.wiring import House
from ka2results.wording.tables import cell, table_lines


@pytest.fixture
def app(house: House) -> Flask:
    return create_app(house)


def written(app: Flask, language: str, *rows: tuple[str, ...]) -> str:
    with app.test_request_context(f"/?lang={language}"):
        return "".join(table_lines(("code", "count"), [rows]))


def test_a_table_begins_with_its_mark_and_ends_lines_as_the_norm_says(app: Flask) -> None:
    assert written(app, "en", ("fi", "2")) == "\ufeffcode,count\r\nfi,2\r\n"


@pytest.mark.parametrize("language", ["fi", "de", "fr"])
def test_where_numbers_have_a_decimal_comma_cells_are_parted_by_semicolons(
    app: Flask, language: str
) -> None:
    assert written(app, language, ("a,b", "2")) == "\ufeffcode;count\r\na,b;2\r\n"


def test_long_tables_come_part_by_part(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        parts = list(table_lines(("code",), [[("a",)], [("b",), ("c",)]]))

    assert parts == ["\ufeffcode\r\n", "a\r\n", "b\r\nc\r\n"]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "\t=", "\r=", "\n@", "  +", "\x00="])
def test_no_cell_begins_a_formula(first: str) -> None:
    assert cell(f"{first}HYPERLINK(1)").startswith("'")


@pytest.mark.parametrize("text", ["a=b", "1-2", "2026-03-02", "'=", "é@"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_heads_and_rows_are_both_guarded(app: Flask) -> None:
    assert "'=1" in written(app, "en", ("=1", "2"))
