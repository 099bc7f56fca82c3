"""The picture of countries: 33 equal tiles, and nothing lost of what has none."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from ka2results.domain.figures import Figure
from ka2results.domain.vocabulary import vocabulary
from ka2results.web.tile_map import places, tile_map_of
from tests.web.drawn import drawn, of_class, table_of, texts

COUNTRIES = Figure("country", (("FI", 9), ("MT", 1), ("UK", 3), ("UA", 4), ("EL", 2)))


def test_each_of_the_33_programme_countries_has_one_tile_and_none_shares_its_place() -> None:
    programme = {
        term.code
        for term in vocabulary("countries")
        if any(last == 0 for _, last in term.facts.get("programme", ()))
    }

    assert set(places()) == programme
    assert len(programme) == 33
    assert len(set(places().values())) == 33


def test_neighbours_stand_where_people_look_for_them() -> None:
    at = places()

    def west_to_east(*codes: str) -> bool:
        return [at[c][0] for c in codes] == sorted({at[c][0] for c in codes})

    def north_to_south(*codes: str) -> bool:
        return [at[c][1] for c in codes] == sorted({at[c][1] for c in codes})

    assert west_to_east("IE", "NL", "DE", "PL", "LT")
    assert west_to_east("PT", "ES", "IT", "SI", "HR", "RS", "BG")
    assert north_to_south("FI", "EE", "LV", "LT")
    assert north_to_south("SE", "PL", "SK", "HU", "HR")
    assert north_to_south("BG", "TR", "CY")
    assert at["IS"] == (0, 0)


def test_tiles_lead_to_their_records_and_say_so_in_words(app: Flask) -> None:
    figure = drawn(app, "tile_map", COUNTRIES, "By country", "/search?country=")

    tiles = of_class(figure, "pic-tile")
    links = {tile.get("href"): texts(tile, "title")[0] for tile in tiles if tile.tag == "a"}
    assert len(tiles) == 33
    assert links == {
        "/search?country=FI": "Finland (FI): 9 records",
        "/search?country=MT": "Malta (MT): 1 record",
        "/search?country=EL": "Greece (EL): 2 records",
    }
    assert figure.find(".//svg").get("role") == "group"


def test_countries_without_a_tile_stand_beside_the_map(app: Flask) -> None:
    figure = drawn(app, "tile_map", COUNTRIES, "By country", "/search?country=")

    (others,) = of_class(figure, "pic-others")
    assert texts(others, "p") == ["Other countries"]
    assert texts(others, ".//li") == ["Ukraine 4", "United Kingdom 3"]


def test_tiles_and_their_neighbours_hold_all_that_the_table_holds(app: Flask) -> None:
    figure = drawn(app, "tile_map", COUNTRIES, "By country", "/search?country=")

    grid = tile_map_of(COUNTRIES)
    shown = sum(tile.count for tile in grid.tiles) + sum(count for _, count in grid.others)
    assert shown == COUNTRIES.total
    assert sorted(count for _, count in table_of(figure)) == [1, 2, 3, 4, 9]


def test_more_records_never_have_a_fainter_tile() -> None:
    figure = Figure("country", (("FI", 100), ("SE", 50), ("NO", 20), ("DK", 3), ("EE", 1)))

    tiles = sorted(tile_map_of(figure).tiles, key=lambda tile: tile.count)

    steps = [tile.step for tile in tiles]
    assert steps == sorted(steps)
    assert all((tile.step == 0) is (tile.count == 0) for tile in tiles)
    assert max(steps) == 4


def test_a_map_without_addresses_has_no_links(app: Flask) -> None:
    figure = drawn(app, "tile_map", replace(COUNTRIES, name="event-country"), "Events by country")

    assert not figure.findall(".//a")
    assert len(of_class(figure, "pic-tile")) == 33
    assert texts(figure, ".//thead//th")[0] == "Country of the venue"


def test_a_large_number_fits_its_tile(app: Flask) -> None:
    figure = drawn(
        app, "tile_map", Figure("country", (("FI", 12345),)), "By country", "/search?country="
    )

    (tile,) = [tile for tile in of_class(figure, "pic-tile") if tile.tag == "a"]
    assert texts(tile, "text") == ["FI", "12K"]
    assert texts(tile, "title") == ["Finland (FI): 12,345 records"]
