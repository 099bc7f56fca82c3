"""Pictures made on the server: what is drawn is what is counted, and the table says the same."""

from __future__ import annotations

import re

import pytest
import segno
from flask import Flask

from ka2results.domain.covers import Tone
from ka2results.domain.figures import Figure
from ka2results.domain.records import Kind
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.cover_picture import LIGHT
from ka2results.paths import data_dir
from ka2results.web.drawing import LINE_LETTERS, bars_of, columns_of, sparkline_of
from tests.web.drawn import drawn, of_class, table_of, texts

LANGUAGES = Figure("language", (("en", 40), ("fi", 20), ("sv", 5), ("et", 1)))
YEARS = Figure("year", (("2021", 4), ("2023", 8), ("2024", 2)))


def test_bars_are_as_long_as_their_numbers(app: Flask) -> None:
    figure = drawn(app, "bars", LANGUAGES, "By language", "language")

    widths = [float(bar.get("width").rstrip("%")) for bar in of_class(figure, "pic-bar")]
    assert widths == [100, 50, 12.5, 2.5]


def test_a_picture_has_a_title_a_description_and_the_same_numbers_as_a_table(app: Flask) -> None:
    figure = drawn(app, "bars", LANGUAGES, "By language", "language", "/statistics/language.csv")

    assert texts(figure, "svg/title") == ["By language"]
    assert texts(figure, "svg/desc") == ["Highest: English, 40."]
    assert figure.find("svg").get("role") == "img"
    assert [int(text.text) for text in of_class(figure, "pic-count")] == [40, 20, 5, 1]
    assert table_of(figure) == [("English", 40), ("Finnish", 20), ("Swedish", 5), ("Estonian", 1)]
    assert texts(figure, ".//summary") == ["Show as table: By language"]
    assert [th.get("scope") for th in figure.findall(".//thead//th")] == ["col", "col"]
    assert {th.get("scope") for th in figure.findall(".//tbody//th")} == {"row"}
    assert figure.xpath(".//a/@href") == ["/statistics/language.csv"]


def test_what_the_picture_leaves_out_is_in_the_table(app: Flask) -> None:
    many = Figure("language", tuple((code, 30 - n) for n, code in enumerate(_codes(15))))

    figure = drawn(app, "bars", many, "By language", "language")

    assert len(of_class(figure, "pic-bar")) == 12
    assert len(table_of(figure)) == 15
    assert texts(figure, "p") == ["3 more values are in the table."]


def test_long_labels_break_into_lines_above_their_bar() -> None:
    figure = Figure("type", (("x", 2), ("y", 1)))

    words = {"x": "Handbook, guide, tutorial or compendium", "y": "Video"}

    picture = bars_of(figure, words.__getitem__)

    first, second = picture.bars
    assert len(first.lines) == 2
    assert all(len(line.words) <= LINE_LETTERS for line in first.lines)
    assert first.lines[0].y < first.lines[1].y < first.y < second.lines[0].y < second.y
    assert picture.height == second.y + picture.bar_height


def test_a_figure_without_rows_draws_nothing() -> None:
    empty = Figure("year", ())

    assert bars_of(empty, str).height == 0
    assert not columns_of(empty).columns
    assert sparkline_of(empty) is None


def test_columns_are_as_high_as_their_numbers_and_years_between_keep_their_place() -> None:
    picture = columns_of(YEARS)

    assert [(c.code, c.count) for c in picture.columns] == [
        ("2021", 4), ("2022", 0), ("2023", 8), ("2024", 2)
    ]  # fmt: skip
    highest = picture.columns[2].height
    assert [round(c.height / highest, 2) for c in picture.columns] == [0.5, 0, 1, 0.25]
    assert all(c.y + c.height == pytest.approx(picture.floor) for c in picture.columns)
    steps = [b.x - a.x for a, b in zip(picture.columns, picture.columns[1:], strict=False)]
    assert max(steps) - min(steps) < 0.01


def test_columns_stay_inside_and_the_newest_of_many_years_is_named() -> None:
    long = columns_of(Figure("year", tuple((str(year), 1) for year in range(2005, 2027))))

    assert long.columns[0].x >= 0
    assert long.columns[-1].x + long.columns[-1].width <= 100
    named = [column.code for column in long.columns if column.labelled]
    assert len(named) <= 7
    assert named[-1] == "2026"


def test_columns_show_the_years_of_the_table(app: Flask) -> None:
    figure = drawn(app, "columns", YEARS, "By year", "year")

    assert [int(text.text) for text in of_class(figure, "pic-count")] == [4, 8, 2]
    assert table_of(figure) == [("2021", 4), ("2023", 8), ("2024", 2)]


def test_a_sparkline_says_where_it_begins_and_ends(app: Flask) -> None:
    line = drawn(app, "sparkline", YEARS, "Outputs by year")

    assert texts(line, "title") == ["Outputs by year"]
    assert texts(line, "desc") == ["4 in 2021, 2 in 2024."]
    points = [tuple(map(float, p.split(","))) for p in line.find("polyline").get("points").split()]
    assert len(points) == 4
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert min(points, key=lambda point: point[1]) == points[2]


def test_a_cover_is_decoration_and_takes_its_colours_from_the_page(app: Flask) -> None:
    svg = drawn(app, "cover", "pvq4z-43t41", Kind.OUTPUT)

    assert svg.get("aria-hidden") == "true"
    assert svg.get("focusable") == "false"
    assert svg.get("class") == "cover t-sky"
    assert {path.get("class") for path in svg.iter("path")} == {"t-navy", "t-sun", "t-paper"}
    assert not svg.xpath(".//@fill")


def test_a_code_holds_the_address_on_a_light_margin(app: Flask) -> None:
    address = "https://results.example.org/records/pvq4z-43t41"

    svg = drawn(app, "qr", address)

    path = svg.find("{*}path").get("d")
    dark = {
        (x + step, y)
        for x, y, width in (
            map(int, part) for part in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)
        )
        for step in range(width)
    }
    matrix = segno.make_qr(address, error="m", boost_error=False).matrix
    expected = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, on in enumerate(row) if on}
    assert dark == expected
    assert svg.get("viewBox") == f"0 0 {len(matrix) + 8} {len(matrix) + 8}"
    assert texts(svg, "{*}title") == [f"QR code of {address}"]


def test_pictures_carry_no_styles_and_no_scripts(app: Flask) -> None:
    pictures = [
        drawn(app, "bars", LANGUAGES, "x", "language"),
        drawn(app, "columns", YEARS, "x", "year"),
        drawn(app, "sparkline", YEARS, "x"),
        drawn(app, "tile_map", Figure("country", (("FI", 2), ("UK", 1))), "x", "/search?country="),
        drawn(app, "cover", "pvq4z-43t41", "event"),
        drawn(app, "qr", "https://results.example.org"),
    ]

    for element in pictures:
        assert not element.xpath(".//@style | .//@*[starts-with(name(), 'on')]")
        assert not element.xpath(".//*[local-name() = 'style' or local-name() = 'script']")


def test_the_tones_of_the_page_in_light_are_those_of_files() -> None:
    css = (data_dir("static") / "pictures.css").read_text("utf-8")
    tokens, _, _ = css.partition("@layer layout {")
    light, _, dark = tokens.partition("@media (prefers-color-scheme: dark)")

    assert {tone: re.search(rf"--tone-{tone}: (#\w+);", light)[1] for tone in Tone} == LIGHT  # type: ignore[index]  # a missing tone must fail
    named = re.findall(r"(--(?:tone|step|on|mark)-[\w-]+):", light)
    assert named == re.findall(r"(--(?:tone|step|on|mark)-[\w-]+):", dark)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_on_every_tile_and_mark_can_be_read(scheme: str) -> None:
    css = (data_dir("static") / "pictures.css").read_text("utf-8")
    light, _, dark = css.partition("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", light if scheme == "light" else dark))
    pairs = [(f"on-{step}", f"step-{step}") for step in range(5)]
    pairs += [("on-mark", "mark-output"), ("on-mark", "mark-event")]

    contrasts = {below: _contrast(colours[above], colours[below]) for above, below in pairs}

    assert min(contrasts.values()) >= 4.5, contrasts


def _codes(count: int) -> list[str]:
    return [term.code for term in vocabulary("languages")][:count]


def _contrast(first: str, second: str) -> float:
    """Source: WCAG 2.2, definition of contrast ratio."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [value / 255 for value in bytes.fromhex(digits)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
