"""How the index lives in its directory: folders, pointer, generations, threads."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ka2results.domain.search import IndexDocument, SearchQuery
from ka2results.errors import IndexUnavailable
from ka2results.search.port import IndexStatus
from ka2results.search.whoosh_batch import MOST_SEGMENTS
from ka2results.search.whoosh_index import WhooshIndex
from ka2results.search.whoosh_storage import only_writer
from tests.contracts.search_corpus import CORPUS, written


def total(index: WhooshIndex, text: str = "") -> int:
    return index.search(SearchQuery(text)).total


def open_files(home: Path) -> list[str]:
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # the one that lists the others
            found.append(str(descriptor.readlink()))
    return [link for link in found if link.startswith(str(home))]


def test_the_directory_belongs_to_the_application_alone(index: WhooshIndex, home: Path) -> None:
    index.apply(CORPUS[:2], (), sequence=1)

    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "whoosh-index-1").stat().st_mode & 0o777 == 0o700
    assert (home / "CURRENT").read_text() == "whoosh-index-1"


def test_no_text_of_a_document_is_kept_whole(index: WhooshIndex, home: Path) -> None:
    index.apply([written("one", "A secret title", summary="very secret words")], (), sequence=1)

    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"secret words" not in kept
    assert b"very secret" not in kept


def test_a_rebuild_moves_to_a_new_folder_and_the_old_one_goes_with_the_next_write(
    index: WhooshIndex, home: Path
) -> None:
    index.apply(CORPUS[:2], (), sequence=1)

    index.rebuild([CORPUS[:3]], sequence=2)
    index.apply((), (), sequence=3)

    assert sorted(path.name for path in home.iterdir()) == ["CURRENT", "LOCK", "whoosh-index-2"]
    assert index.status() == IndexStatus(documents=3, sequence=3)


def test_another_object_sees_a_commit_and_a_rebuild_at_once(index: WhooshIndex, home: Path) -> None:
    reader = WhooshIndex(home)
    assert total(reader) == 0

    index.apply(CORPUS[:2], (), sequence=1)
    assert total(reader) == 2
    index.rebuild([CORPUS[:3]], sequence=2)
    assert total(reader) == 3


def test_segments_stay_few_and_none_is_left_behind(index: WhooshIndex, home: Path) -> None:
    for number in range(45):
        index.apply([written(f"p{number % 40}", "Word")], (), sequence=number)

    segments = list((home / "whoosh-index-1").glob("*.seg"))
    assert len(segments) <= MOST_SEGMENTS
    assert len(list((home / "whoosh-index-1").iterdir())) == len(segments) + 1
    assert total(index, "word") == 40


def test_files_of_old_snapshots_are_closed(index: WhooshIndex, home: Path) -> None:
    for number in range(30):
        index.apply([written(f"p{number}", "Word")], (), sequence=number)
        total(index, "word")
    gc.collect()

    assert len(open_files(home)) <= MOST_SEGMENTS
    index.close()
    gc.collect()
    assert open_files(home) == []


def test_a_closed_index_opens_again_when_it_is_asked(index: WhooshIndex) -> None:
    index.apply(CORPUS[:2], (), sequence=1)

    index.close()

    assert total(index) == 2


def test_a_writer_that_waits_in_vain_says_so_and_changes_nothing(
    index: WhooshIndex, home: Path
) -> None:
    index.apply(CORPUS[:2], (), sequence=1)

    with only_writer(home / "LOCK", 0), pytest.raises(IndexUnavailable, match="Try again"):
        index.apply(CORPUS[2:4], (), sequence=2)

    assert index.status() == IndexStatus(documents=2, sequence=1)
    index.apply(CORPUS[2:4], (), sequence=2)
    assert index.status() == IndexStatus(documents=4, sequence=2)


def test_a_full_disk_leaves_the_last_commit_and_the_lock_free(
    index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.apply(CORPUS[:2], (), sequence=1)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", no_space)
        with pytest.raises(IndexUnavailable, match="free space"):
            index.apply(CORPUS[2:4], (), sequence=2)
        assert index.status() == IndexStatus(documents=2, sequence=1)
    gc.collect()

    index.apply(CORPUS[2:4], (), sequence=2)
    assert index.status() == IndexStatus(documents=4, sequence=2)


def no_space(number: int) -> None:
    raise OSError(28, "No space left on device")


def test_every_file_that_a_commit_needs_reaches_the_disk_before_its_name(
    index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real = os.fsync

    def fsync(number: int) -> None:
        steps.append(Path(f"/proc/self/fd/{number}").readlink().name)
        real(number)

    index.apply(CORPUS[:2], (), sequence=1)
    monkeypatch.setattr(os, "fsync", fsync)
    index.apply(CORPUS[2:4], (), sequence=2)

    kinds = ["seg" if ".seg" in step else "toc" if ".toc" in step else step for step in steps]
    assert kinds == ["seg", "toc", "whoosh-index-1", "whoosh-index-1"]


def test_readers_in_threads_never_fail_while_others_write(index: WhooshIndex, home: Path) -> None:
    index.apply(CORPUS, (), sequence=1)
    stop, errors, answered = threading.Event(), list[Exception](), list[int]()

    def read() -> None:
        try:
            while not stop.is_set():
                answer = index.search(SearchQuery('teachers OR "digital skills" OR scho*'))
                assert answer.total >= 20
                answered.append(answer.total)
        except Exception as error:  # noqa: BLE001 - the test fails with whatever it is
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for thread in readers:
        thread.start()
    writer = WhooshIndex(home)
    for number in range(12):
        writer.apply(CORPUS[number : number + 3], ["no such"], sequence=2 + number)
        if number % 5 == 4:
            writer.rebuild([CORPUS], sequence=2 + number)
    stop.set()
    for thread in readers:
        thread.join()

    assert errors == []
    assert len(answered) > 20


def test_writers_in_threads_take_turns(home: Path) -> None:
    index = WhooshIndex(home)

    def write(worker: int) -> None:
        for number in range(5):
            index.apply([written(f"{worker}-{number}", "Word")], (), sequence=1)

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert total(index, "word") == 20


def test_a_reader_may_ask_in_the_middle_of_a_rebuild(index: WhooshIndex) -> None:
    def batches() -> Iterator[list[IndexDocument]]:
        assert index.status().sequence == 0
        yield [CORPUS[0]]

    index.rebuild(batches(), sequence=1)

    assert total(index) == 1


def test_the_cache_of_postings_keeps_its_limit(home: Path) -> None:
    index = WhooshIndex(home, cache_bytes=5_000)
    index.apply(CORPUS, (), sequence=1)

    for document in CORPUS:
        total(index, " ".join(document.titles.values()))

    assert 0 < index._cache._bytes <= 5_000
