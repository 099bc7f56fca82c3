"""Static files: names that change with the content, compressed ahead, never half there."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from ka2results.paths import data_dir
from ka2results.web.assets import Shelf
from ka2results.web.editions import edition, signature
from ka2results.web.fonts import alphabets

FOREVER = "max-age=315360000, public, immutable"


def elsewhere(_environ: Any, start_response: Any) -> Iterator[bytes]:
    """Stands for Flask behind the shelf."""
    start_response("404 NOT FOUND", [("Content-Type", "text/plain")])
    return iter([b"not on the shelf"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small folder of static files that refer to each other."""
    root = tmp_path / "static"
    for name, content in {
        "site.css": "@import url(parts.css); body { background: url('pictures/a.svg'); }" * 20,
        "parts.css": '@font-face { src: url("vendor/letters/latin.woff2") }',
        "pictures/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "js/site.js": 'import { say } from "./words.js";\nsay();\n',
        "js/words.js": "export function say() {}\n",
        "vendor/letters-2.0.1/latin.woff2": "not really a font",
        "vendor/vendor.lock.json": "[]",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "instance"


def shelf_of(root: Path, cache: Path, *, watch_s: float | None = None) -> Shelf:
    return Shelf(elsewhere, root, cache, watch_s=watch_s)


def get(shelf: Shelf, url: str, **headers: str) -> TestResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client(shelf).get(url, headers=sent, buffered=True)


def test_a_name_holds_the_hash_of_the_content(root: Path, cache: Path) -> None:
    before = shelf_of(root, cache).url("pictures/a.svg")
    (root / "pictures/a.svg").write_text("<svg/>")

    after = shelf_of(root, cache).url("pictures/a.svg")

    assert re.fullmatch(r"/static/pictures/a\.[0-9a-f]{12}\.svg", before)
    assert re.fullmatch(r"/static/pictures/a\.[0-9a-f]{12}\.svg", after)
    assert before != after


def test_a_change_reaches_the_names_of_all_that_refer_to_it(root: Path, cache: Path) -> None:
    before = shelf_of(root, cache)
    (root / "js/words.js").write_text("export function say() { return 1; }\n")

    after = shelf_of(root, cache)

    assert before.url("js/site.js") != after.url("js/site.js")
    assert before.url("site.css") == after.url("site.css")


def test_references_lead_to_the_public_names(root: Path, cache: Path) -> None:
    shelf = shelf_of(root, cache)

    style = get(shelf, shelf.url("site.css")).text
    parts = get(shelf, shelf.url("parts.css")).text
    script = get(shelf, shelf.url("js/site.js")).text

    assert f"url(./{Path(shelf.url('parts.css')).name})" in style
    assert f"url(./pictures/{Path(shelf.url('pictures/a.svg')).name})" in style
    assert "url(./vendor/letters-2.0.1/latin.woff2)" in parts
    assert f'from "./{Path(shelf.url("js/words.js")).name}"' in script


def test_a_vendored_file_keeps_its_name_and_is_found_without_its_version(
    root: Path, cache: Path
) -> None:
    shelf = shelf_of(root, cache)

    expected = "/static/vendor/letters-2.0.1/latin.woff2"
    assert shelf.url("vendor/letters/latin.woff2") == expected
    assert shelf.url("vendor/letters-2.0.1/latin.woff2") == expected
    assert get(shelf, expected).text == "not really a font"


def test_a_file_is_kept_for_ever_and_sent_compressed(root: Path, cache: Path) -> None:
    shelf = shelf_of(root, cache)

    plain = get(shelf, shelf.url("site.css"))
    packed = get(shelf, shelf.url("site.css"), Accept_Encoding="gzip")

    assert plain.headers["Cache-Control"] == packed.headers["Cache-Control"] == FOREVER
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_the_reader_has_is_not_sent_again(root: Path, cache: Path) -> None:
    shelf = shelf_of(root, cache)
    etag = get(shelf, shelf.url("site.css")).headers["ETag"]

    assert get(shelf, shelf.url("site.css"), If_None_Match=etag).status_code == 304


@pytest.mark.parametrize(
    "path",
    ["site.css", "site.000000000000.css", "vendor/vendor.lock.json", "../instance/x", "", "js/"],
)
def test_everything_else_is_left_to_the_pages(root: Path, cache: Path, path: str) -> None:
    answer = get(shelf_of(root, cache), f"/static/{path}")

    assert answer.status_code == 404
    assert answer.text == "not on the shelf"


def test_a_template_that_names_no_file_is_told(root: Path, cache: Path) -> None:
    with pytest.raises(LookupError, match=r"no static file “styles\.css”"):
        shelf_of(root, cache).url("styles.css")


def test_a_reference_to_nothing_stops_the_start(root: Path, cache: Path) -> None:
    (root / "parts.css").write_text("body { background: url(gone.svg) }")

    with pytest.raises(FileNotFoundError, match=r"parts\.css.*gone\.svg"):
        shelf_of(root, cache)


def test_files_that_refer_to_each_other_in_a_circle_stop_the_start(root: Path, cache: Path) -> None:
    (root / "js/words.js").write_text('import "./site.js";')

    with pytest.raises(ValueError, match="circle"):
        shelf_of(root, cache)


def test_in_development_an_edit_shows_at_the_next_page(root: Path, cache: Path) -> None:
    shelf = shelf_of(root, cache, watch_s=0)
    before = shelf.url("site.css")
    (root / "site.css").write_text("body { color: red }")

    after = shelf.url("site.css")

    assert after != before
    assert get(shelf, after).text == "body { color: red }"
    assert get(shelf, before).status_code == 200, "the page that is still open needs it"


def test_many_starts_at_once_leave_one_whole_folder(root: Path, cache: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        shelves = list(pool.map(lambda _: shelf_of(root, cache), range(24)))

    (folder,) = cache.iterdir()
    assert {get(shelf, shelf.url("site.css")).status_code for shelf in shelves} == {200}
    assert len([path for path in folder.rglob("*") if path.is_file()]) == len(
        edition(root, signature(root)).contents
    )


def test_a_damaged_folder_is_written_again(root: Path, cache: Path) -> None:
    url = shelf_of(root, cache).url("site.css")
    (folder,) = cache.iterdir()
    (folder / Path(url).name).unlink()

    assert get(shelf_of(root, cache), url).status_code == 200


def test_a_cache_that_is_emptied_under_way_comes_back(root: Path, cache: Path) -> None:
    shelf = shelf_of(root, cache)
    for path in sorted(cache.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()

    assert get(shelf, shelf.url("site.css")).status_code == 200


def test_a_home_that_cannot_be_written_to_is_no_obstacle(root: Path, tmp_path: Path) -> None:
    taken = tmp_path / "instance"
    taken.write_text("a file where a folder should be")
    shelf = shelf_of(root, taken / "cache")

    assert get(shelf, shelf.url("site.css")).status_code == 200


def test_editions_long_past_are_swept_away(root: Path, cache: Path) -> None:
    for number in range(5):
        (root / "site.css").write_text(f"body {{ order: {number} }}")
        newest = shelf_of(root, cache)
        for folder in cache.iterdir():
            os.utime(folder, (folder.stat().st_mtime - 10,) * 2)

    assert len(list(cache.iterdir())) == 3
    assert get(newest, newest.url("site.css")).status_code == 200


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ångström à la façade: 12 €", ["latin"]),
        ("Łódź", ["latin", "latin-ext"]),
        ("școală", ["latin", "latin-ext"]),
        ("Ψηφιακές ιστορίες", ["latin", "greek"]),
        ("Учебник – ръководство", ["latin", "cyrillic"]),
        ("Žiline, Αθήνα, София", ["latin", "latin-ext", "greek", "cyrillic"]),
    ],
)
def test_a_page_announces_the_fonts_of_its_letters(words: str, expected: list[str]) -> None:
    assert alphabets(f"<p>{words}</p>".encode()) == expected


def test_our_own_files_hold_together() -> None:
    root = data_dir("static")
    names = edition(root, signature(root)).names

    assert {"ka2.css", "fonts.css", "js/site.js", "vendor/htmx/htmx.min.js"} <= set(names)
