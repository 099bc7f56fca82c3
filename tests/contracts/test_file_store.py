"""What every file store promises, whichever engine is behind it."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2results.errors import BlobMissing, FileTooLarge
from ka2results.storage.local import LocalFileStore
from ka2results.storage.memory import MemoryFileStore
from ka2results.storage.port import FileStore, StoredBlob

MIB = 1024 * 1024
ABSENT = "0" * 64

ENGINES = ["local", "memory"]


def store_of(engine: str, folder: Path) -> FileStore:
    return LocalFileStore(folder / "uploads") if engine == "local" else MemoryFileStore()


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    return store_of(request.param, tmp_path)


class BrokenStream(io.RawIOBase):
    """Gives some bytes, then fails as a lost connection does."""

    def __init__(self, good_bytes: int) -> None:
        self._left = good_bytes

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._left <= 0:
            raise ConnectionResetError("the peer is gone")
        given_bytes = min(size, self._left)
        self._left -= given_bytes
        return b"x" * given_bytes


class Trickle(io.BytesIO):
    """Never gives as much as it is asked for, as sockets do."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 7, 7))


def content_of(store: FileStore, sha256: str) -> bytes:
    with store.open(sha256) as blob:
        return blob.read()


def test_what_is_put_can_be_opened_under_its_sha256(store: FileStore) -> None:
    content = os.urandom(3 * MIB + 17)

    blob = store.put(io.BytesIO(content), limit_bytes=4 * MIB)

    assert blob == StoredBlob(hashlib.sha256(content).hexdigest(), len(content))
    assert content_of(store, blob.sha256) == content
    assert store.holds(blob.sha256)


def test_the_same_bytes_put_twice_are_kept_once(store: FileStore) -> None:
    first = store.put(io.BytesIO(b"activity sheet"), limit_bytes=100)
    second = store.put(io.BytesIO(b"activity sheet"), limit_bytes=100)

    assert first == second
    assert list(store.blobs()) == [first]


def test_a_stream_of_exactly_the_limit_is_kept(store: FileStore) -> None:
    blob = store.put(io.BytesIO(b"12345"), limit_bytes=5)

    assert blob.size_bytes == 5


@pytest.mark.parametrize("size_bytes", [6, 3 * MIB])
def test_a_stream_beyond_the_limit_is_refused_and_nothing_is_kept(
    store: FileStore, size_bytes: int
) -> None:
    with pytest.raises(FileTooLarge) as caught:
        store.put(io.BytesIO(b"x" * size_bytes), limit_bytes=5)

    assert caught.value.limit_bytes == 5
    assert list(store.blobs()) == []


def test_a_stream_beyond_the_limit_is_not_read_to_its_end(store: FileStore) -> None:
    stream = io.BytesIO(b"x" * 10 * MIB)

    with pytest.raises(FileTooLarge):
        store.put(stream, limit_bytes=MIB)

    assert stream.tell() <= 2 * MIB


def test_an_empty_stream_is_a_blob_of_no_bytes(store: FileStore) -> None:
    blob = store.put(io.BytesIO(b""), limit_bytes=0)

    assert blob.size_bytes == 0
    assert content_of(store, blob.sha256) == b""


def test_the_stream_is_left_open_at_its_end(store: FileStore) -> None:
    stream = io.BytesIO(b"abc")

    store.put(stream, limit_bytes=10)

    assert not stream.closed
    assert stream.read() == b""


def test_a_stream_that_gives_little_at_a_time_is_read_whole(store: FileStore) -> None:
    blob = store.put(Trickle(b"little by little, to the end"), limit_bytes=100)

    assert content_of(store, blob.sha256) == b"little by little, to the end"


def test_an_open_blob_can_be_read_from_any_place(store: FileStore) -> None:
    blob = store.put(io.BytesIO(b"0123456789"), limit_bytes=10)

    with store.open(blob.sha256) as opened:
        opened.seek(-3, io.SEEK_END)
        tail = opened.read()
        opened.seek(2)
        middle = opened.read(3)

    assert (tail, middle) == (b"789", b"234")


def test_an_open_blob_is_closed_at_the_end_of_the_block(store: FileStore) -> None:
    blob = store.put(io.BytesIO(b"abc"), limit_bytes=10)

    with store.open(blob.sha256) as opened:
        pass

    assert opened.closed


def test_an_error_within_the_block_reaches_the_caller_unchanged(store: FileStore) -> None:
    blob = store.put(io.BytesIO(b"abc"), limit_bytes=10)

    with pytest.raises(OSError, match="not the store's fault"), store.open(blob.sha256):
        raise OSError("not the store's fault")


def test_a_blob_that_is_not_there_is_missing(store: FileStore) -> None:
    with pytest.raises(BlobMissing) as caught, store.open(ABSENT):
        pass

    assert caught.value.sha256 == ABSENT
    assert not store.holds(ABSENT)


def test_a_deleted_blob_is_gone_and_can_be_put_again(store: FileStore) -> None:
    blob = store.put(io.BytesIO(b"abc"), limit_bytes=10)

    store.delete(blob.sha256)

    assert not store.holds(blob.sha256)
    assert list(store.blobs()) == []
    assert store.put(io.BytesIO(b"abc"), limit_bytes=10) == blob


def test_deleting_what_is_not_there_is_no_error(store: FileStore) -> None:
    store.delete(ABSENT)

    assert not store.holds(ABSENT)


def test_every_blob_is_listed(store: FileStore) -> None:
    put = {store.put(io.BytesIO(bytes([n])), limit_bytes=1) for n in range(20)}

    assert set(store.blobs()) == put


def test_a_listing_survives_a_deletion_during_it(store: FileStore) -> None:
    for n in range(20):
        store.put(io.BytesIO(bytes([n])), limit_bytes=1)

    for blob in store.blobs():
        store.delete(blob.sha256)

    assert list(store.blobs()) == []


@pytest.mark.parametrize("good_bytes", [0, 100, 2 * MIB])
def test_a_stream_that_breaks_leaves_nothing_and_its_error_reaches_the_caller(
    store: FileStore, good_bytes: int
) -> None:
    with pytest.raises(ConnectionResetError):
        store.put(BrokenStream(good_bytes), limit_bytes=4 * MIB)  # type: ignore[arg-type]  # a reader is enough

    assert list(store.blobs()) == []


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "../" + "a" * 61, "/etc/passwd", "..\\..\\" + "a" * 58),
        *("a" * 63, "a" * 65, "A" * 64, "g" * 64, "ａ" * 64),
        *("a" * 64 + "\n", "a" * 32 + "\0" + "a" * 31),
    ],
)
def test_what_is_not_a_digest_is_never_a_blob(store: FileStore, name: str) -> None:
    store.delete(name)

    assert not store.holds(name)
    with pytest.raises(BlobMissing), store.open(name):
        pass


@pytest.fixture(scope="module")
def shared_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@given(content=st.binary(max_size=4096), spare=st.integers(min_value=0, max_value=10))
@pytest.mark.parametrize("engine", ENGINES)
def test_any_bytes_come_back_as_they_were(
    engine: str, shared_folder: Path, content: bytes, spare: int
) -> None:
    store = store_of(engine, shared_folder)

    blob = store.put(io.BytesIO(content), limit_bytes=len(content) + spare)

    assert blob == StoredBlob(hashlib.sha256(content).hexdigest(), len(content))
    assert content_of(store, blob.sha256) == content
    assert blob in set(store.blobs())
