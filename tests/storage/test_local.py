"""How the local file store meets hostile names, full disks and wrong permissions."""

from __future__ import annotations

import errno
import io
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ka2results.errors import BlobMissing, StoreUnavailable
from ka2results.storage.local import LocalFileStore

MIB = 1024 * 1024


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "uploads"


@pytest.fixture
def store(directory: Path) -> LocalFileStore:
    return LocalFileStore(directory)


def put(store: LocalFileStore, content: bytes) -> str:
    return store.put(io.BytesIO(content), limit_bytes=100 * MIB).sha256


def files_below(directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_file()]


def test_a_blob_lies_under_the_first_two_digits_of_its_name(
    store: LocalFileStore, directory: Path
) -> None:
    sha256 = put(store, b"abc")

    assert files_below(directory) == [directory / sha256[:2] / sha256]


def test_only_the_user_of_the_product_can_read_what_is_kept(
    store: LocalFileStore, directory: Path
) -> None:
    old_mask = os.umask(0)
    try:
        sha256 = put(store, b"abc")
    finally:
        os.umask(old_mask)

    folders = [directory, directory / "incoming", directory / sha256[:2]]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}
    assert (directory / sha256[:2] / sha256).stat().st_mode & 0o077 == 0


def test_what_is_no_blob_is_not_listed(store: LocalFileStore, directory: Path) -> None:
    sha256 = put(store, b"abc")
    (directory / ".gitkeep").touch()
    (directory / "incoming" / "tmp-of-a-crash").write_bytes(b"half")
    (directory / sha256[:2] / "notes.txt").touch()
    (directory / "ee").mkdir()
    (directory / "ee" / ("f" * 64)).touch()

    assert [blob.sha256 for blob in store.blobs()] == [sha256]


@pytest.mark.parametrize("name", ["a" * 65, "a" * 64 + ".bak", "a" * 63, "A" * 64])
def test_a_file_with_nearly_the_name_of_a_blob_is_none(
    store: LocalFileStore, directory: Path, name: str
) -> None:
    stray = directory / name[:2] / name
    stray.parent.mkdir(parents=True)
    stray.touch()

    store.delete(name)

    assert not store.holds(name)
    assert list(store.blobs()) == []
    assert stray.exists()


def test_a_folder_that_is_not_there_yet_holds_nothing(store: LocalFileStore) -> None:
    assert list(store.blobs()) == []
    assert not store.holds("a" * 64)


def test_looking_does_not_make_folders(store: LocalFileStore, directory: Path) -> None:
    list(store.blobs())
    store.delete("a" * 64)

    assert not directory.exists()


def test_a_name_that_leads_out_of_the_folder_deletes_nothing(
    store: LocalFileStore, directory: Path
) -> None:
    put(store, b"abc")
    outside = directory.parent / "secret"
    outside.write_text("secret")

    for name in ["../secret", str(outside), "aa/../../secret"]:
        store.delete(name)
        with pytest.raises(BlobMissing), store.open(name):
            pass

    assert outside.read_text() == "secret"


def test_a_blob_is_never_overwritten(store: LocalFileStore, directory: Path) -> None:
    sha256 = put(store, b"abc")
    before = (directory / sha256[:2] / sha256).stat()

    put(store, b"abc")

    after = (directory / sha256[:2] / sha256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_bytes_whose_earlier_copy_was_cut_are_not_acknowledged(
    store: LocalFileStore, directory: Path
) -> None:
    sha256 = put(store, b"abc")
    os.truncate(directory / sha256[:2] / sha256, 1)

    with pytest.raises(StoreUnavailable, match="restore this file from a backup"):
        put(store, b"abc")


def test_a_place_that_cannot_be_a_folder_is_named_in_the_error(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("a file, not a folder")
    store = LocalFileStore(tmp_path / "uploads")

    with pytest.raises(StoreUnavailable, match=str(tmp_path / "uploads")):
        put(store, b"abc")


@pytest.mark.parametrize("call", ["write", "fsync", "link"])
@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_leaves_nothing_and_is_named(
    store: LocalFileStore,
    directory: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    reason: int,
) -> None:
    put(store, b"an earlier one, so that the folders are there")
    (before,) = store.blobs()

    def refuse(*_: object) -> None:
        raise OSError(reason, os.strerror(reason))

    with monkeypatch.context() as patch:
        patch.setattr(f"ka2results.storage.local.os.{call}", refuse)
        with pytest.raises(StoreUnavailable) as caught:
            put(store, b"abc")

    assert str(directory) in str(caught.value)
    assert os.strerror(reason) in str(caught.value)
    assert files_below(directory) == [directory / before.sha256[:2] / before.sha256]


def test_a_file_larger_than_the_system_allows_leaves_nothing(
    store: LocalFileStore, directory: Path
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, hard))
    try:
        with pytest.raises(StoreUnavailable, match=os.strerror(errno.EFBIG)):
            put(store, b"x" * 2 * MIB)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert files_below(directory) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 1 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "ka2results-test", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs the rights of root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_what_was_there_and_room_for_more(small_disk: Path) -> None:
    store = LocalFileStore(small_disk / "uploads")
    kept = put(store, b"k" * 1000)

    with pytest.raises(StoreUnavailable, match="No space left on device"):
        put(store, b"x" * 2 * MIB)

    with store.open(kept) as blob:
        assert blob.read() == b"k" * 1000
    assert len(files_below(small_disk)) == 1
    assert store.holds(put(store, b"after the refusal"))
