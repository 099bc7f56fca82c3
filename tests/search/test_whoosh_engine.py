"""The inside of Whoosh that we rely on, checked against the one version we know."""

from __future__ import annotations

from pathlib import Path

import pytest
import whoosh

from ka2results.search import whoosh_engine, whoosh_storage
from ka2results.search.entries import describe
from ka2results.search.whoosh_batch import Batch
from ka2results.search.whoosh_engine import WHOOSH_VERSION, Commit, create
from ka2results.search.whoosh_storage import Damaged, DurableStorage, PositionedFile
from tests.contracts.search_corpus import made, written


def test_the_version_is_2_7_4() -> None:
    assert whoosh.__version__ == WHOOSH_VERSION == (2, 7, 4)


def test_nothing_else_knows_whoosh() -> None:
    package = Path(whoosh_engine.__file__).parents[1]
    knowing = {
        path.stem
        for path in package.rglob("*.py")
        if any(
            line.startswith(("import whoosh", "from whoosh"))
            for line in path.read_text("utf-8").splitlines()
        )
    }

    assert knowing == {"whoosh_engine", "whoosh_batch", "whoosh_storage"}


def test_long_posting_lists_are_read_block_by_block(tmp_path: Path) -> None:
    create(tmp_path / "1")
    batch = Batch(tmp_path / "1")
    for number in range(2_500):
        batch.add(describe(written(f"p{number}", "word " * (1 + number % 3))))
    batch.commit(1)

    postings = Commit(tmp_path / "1").open(0).postings("title", "word")
    places = Commit(tmp_path / "1").open(0).places("title", "word")

    assert postings is not None
    assert places is not None
    assert postings.documents.tolist() == list(range(2_500))
    assert postings.counts.tolist() == [1.0 + number % 3 for number in range(2_500)]
    assert places.tolist() == [
        (number << 32) + place for number in range(2_500) for place in range(1 + number % 3)
    ]


def test_terms_of_a_field_come_in_order(tmp_path: Path) -> None:
    create(tmp_path / "1")
    batch = Batch(tmp_path / "1")
    batch.add(describe(written("one", "Schulen Schule other", "de", summary="schulfach")))
    batch.commit(1)

    segment = Commit(tmp_path / "1").open(0)

    assert list(segment.words_from("title", "schul")) == ["schule", "schulen"]
    assert segment.postings("title", "schulfach") is None
    assert segment.postings("no such field", "schule") is None


def test_a_sequence_is_part_of_its_commit(tmp_path: Path) -> None:
    create(tmp_path / "1")
    assert Commit(tmp_path / "1").sequence == 0
    batch = Batch(tmp_path / "1")
    batch.add(describe(made(1)))
    batch.commit(12)

    again = Commit(tmp_path / "1")

    assert (again.sequence, len(again.segment_ids)) == (12, 1)


def test_a_cancelled_batch_changes_nothing(tmp_path: Path) -> None:
    create(tmp_path / "1")
    batch = Batch(tmp_path / "1")
    batch.add(describe(made(1)))

    batch.cancel()

    assert Commit(tmp_path / "1").segment_ids == []


def test_a_positioned_file_reads_slices_and_refuses_what_lies_outside(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789\nabc")
    whole = PositionedFile.open(str(path))
    part = whole.subset(5, 6)

    assert part.get(1, 3) == b"678"
    assert (part.read(2), part.tell(), part.readline(), part.read(9)) == (b"56", 2, b"789\n", b"")
    for position, length in [(4, 3), (-1, 2), (0, -1), (0, 1 << 60)]:
        with pytest.raises(EOFError):
            part.get(position, length)
    path.write_bytes(b"01")
    with pytest.raises(EOFError):
        whole.get(0, 5)


def test_storage_never_maps_a_file(tmp_path: Path) -> None:
    assert not DurableStorage(tmp_path).supports_mmap


@pytest.mark.parametrize("error", [EOFError, ValueError, KeyError, AssertionError, TypeError])
def test_whatever_a_broken_file_raises_is_damage(tmp_path: Path, error: type[Exception]) -> None:
    with pytest.raises(Damaged), whoosh_storage.guarded(tmp_path):
        raise error
