"""R09: whatever happens to its files, the index says 0, answers or refuses, and starts anew."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ka2results.domain.search import FACETS, SearchQuery
from ka2results.errors import IndexUnavailable
from ka2results.search import whoosh_engine
from ka2results.search.port import IndexStatus
from ka2results.search.whoosh_index import WhooshIndex
from tests.contracts.search_corpus import CORPUS, written


def one(home: Path, pattern: str) -> Path:
    return next((home / "whoosh-index-1").glob(pattern))


def cut(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no directory": lambda home: shutil.rmtree(home),
    "no folder": lambda home: shutil.rmtree(home / "whoosh-index-1"),
    "no pointer": lambda home: (home / "CURRENT").unlink(),
    "empty pointer": lambda home: (home / "CURRENT").write_text(""),
    "odd pointer": lambda home: (home / "CURRENT").write_bytes(b"../\xff"),
    "pointer outside": lambda home: (home / "CURRENT").write_text("../1"),
    "no contents": lambda home: one(home, "*.toc").unlink(),
    "empty contents": lambda home: cut(one(home, "*.toc"), 0),
    "half contents": lambda home: cut(one(home, "*.toc"), 200),
    "odd contents": lambda home: one(home, "*.toc").write_bytes(b"\xff" * 500),
    "no segment": lambda home: one(home, "*.seg").unlink(),
    "empty segment": lambda home: cut(one(home, "*.seg"), 0),
    "short segment": lambda home: cut(one(home, "*.seg"), 5),
    "half segment": lambda home: cut(one(home, "*.seg"), 4_000),
}


@pytest.fixture
def filled(home: Path) -> Path:
    WhooshIndex(home).apply(CORPUS, (), sequence=7)
    return home


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_shows_sequence_0_and_the_next_change_starts_a_fresh_one(
    filled: Path, damage: Callable[[Path], object]
) -> None:
    damage(filled)
    index = WhooshIndex(filled)

    assert index.status() == IndexStatus(documents=0, sequence=0)
    assert answers_nothing_or_refuses(index)
    index.apply(CORPUS[:3], (), sequence=2)

    assert index.status() == IndexStatus(documents=3, sequence=2)
    assert index.search(SearchQuery("")).total == 3


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_can_be_rebuilt(filled: Path, damage: Callable[[Path], object]) -> None:
    damage(filled)
    index = WhooshIndex(filled)

    index.rebuild([CORPUS], sequence=9)

    assert index.status() == IndexStatus(documents=len(CORPUS), sequence=9)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_under_a_running_reader_is_answered_or_refused_and_heals(
    filled: Path, damage: Callable[[Path], object]
) -> None:
    index = WhooshIndex(filled)
    assert index.search(SearchQuery("quokka")).total == 3

    damage(filled)
    for text in ("teachers", "schul* OR guide", '"work based learning"', "ecole", ""):
        try:
            index.search(SearchQuery(text))
        except IndexUnavailable:
            continue
    if index.status().sequence == 0:
        index.apply(CORPUS, (), sequence=1)

    assert index.search(SearchQuery("")).total == len(CORPUS)


def test_documents_are_not_added_to_an_index_that_was_lost_unnoticed(filled: Path) -> None:
    index = WhooshIndex(filled)
    assert index.status().sequence == 7
    shutil.rmtree(filled)

    with pytest.raises(IndexUnavailable, match="first change"):
        index.apply(CORPUS[:1], (), sequence=8)

    assert index.status() == IndexStatus(documents=0, sequence=0)
    index.apply(CORPUS[:1], (), sequence=1)
    assert index.status() == IndexStatus(documents=1, sequence=1)


def test_one_reader_that_finds_damage_tells_all_the_others(filled: Path) -> None:
    cut(one(filled, "*.seg"), 4_000)
    first, second = WhooshIndex(filled), WhooshIndex(filled)

    with pytest.raises(IndexUnavailable):
        first.search(SearchQuery("quokka"))

    assert (filled / "whoosh-index-1" / "BROKEN").exists()
    with pytest.raises(IndexUnavailable, match="waits to be rebuilt"):
        second.search(SearchQuery("quokka"))


@pytest.mark.parametrize("form", [(), (1, *FACETS), whoosh_engine.FORM[:-1]])
def test_an_index_that_was_made_for_other_words_or_facets_is_built_anew(
    form: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as former:
        former.setattr(whoosh_engine, "FORM", form)
        WhooshIndex(tmp_path).apply(CORPUS, (), sequence=7)

    index = WhooshIndex(tmp_path)

    with pytest.raises(IndexUnavailable, match="another version"):
        index.search(SearchQuery("quokka"))
    assert index.status() == IndexStatus(documents=0, sequence=0)
    index.apply(CORPUS, (), sequence=1)
    assert index.status() == IndexStatus(documents=len(CORPUS), sequence=1)


def test_what_a_killed_writer_left_behind_is_swept_away(filled: Path) -> None:
    folder = filled / "whoosh-index-1"
    before = {path.name for path in folder.iterdir()}
    (folder / "MAIN.tmp").mkdir()
    left = ["MAIN_0123456789abcdef.trm", "MAIN_0123456789abcdef.seg", "_MAIN_9.toc.17.5"]
    for name in [*left, "MAIN.tmp/abc.run", "MAIN.tmp/def.ctmp"]:
        (folder / name).write_bytes(b"left over")
    (filled / "whoosh-index-7").mkdir()

    index = WhooshIndex(filled)
    index.apply((), (), sequence=8)

    after = {path.name for path in folder.iterdir()}
    assert len(after) == len(before)
    assert not {Path(name).name for name in left} & after
    assert not (filled / "whoosh-index-7").exists()
    assert index.status() == IndexStatus(documents=len(CORPUS), sequence=8)


def test_an_index_that_cannot_be_read_now_is_not_thrown_away(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = WhooshIndex(filled)

    def refuse(path: str, *_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    with monkeypatch.context() as patched:
        patched.setattr("os.open", refuse)
        with pytest.raises(IndexUnavailable, match="owner"):
            index.search(SearchQuery("quokka"))
        assert index.status() == IndexStatus(documents=0, sequence=0)

    assert index.search(SearchQuery("quokka")).total == 3


@pytest.mark.parametrize("pattern", ["*.toc", "*.seg"])
def test_no_flipped_bit_escapes_as_another_error_and_each_heals(
    tmp_path: Path, filled: Path, pattern: str
) -> None:
    chance = random.Random(pattern)
    sound = one(filled, pattern).read_bytes()
    for turn in range(60):
        home = tmp_path / f"flip-{turn}"
        shutil.copytree(filled, home)
        flipped = bytearray(sound)
        flipped[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        one(home, pattern).write_bytes(flipped)
        index = WhooshIndex(home)

        for text in ("teachers", "schul* OR guide", '"work based learning"', ""):
            try:
                index.search(SearchQuery(text))
            except IndexUnavailable:
                break
        add_a_record(index)
        with suppress(IndexUnavailable):  # a flipped bit that only this word meets
            index.search(SearchQuery("new"))
        if index.status().sequence == 0:
            add_a_record(index)
        assert index.search(SearchQuery("new")).total >= 1
        index.close()
        shutil.rmtree(home)


def add_a_record(index: WhooshIndex) -> None:
    """Add as the worker does: what was lost starts again."""
    try:
        index.apply([written("new", "New")], (), sequence=8)
    except IndexUnavailable:
        assert index.status().sequence == 0
        index.apply([written("new", "New")], (), sequence=8)


def answers_nothing_or_refuses(index: WhooshIndex) -> bool:
    try:
        return index.search(SearchQuery("quokka")).total == 0
    except IndexUnavailable:
        return True
