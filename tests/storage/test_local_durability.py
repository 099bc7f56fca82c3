"""What the local file store has put on the disk at the moment it acknowledges."""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import os
import random
import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from ka2results.storage.local import LocalFileStore

MIB = 1024 * 1024
# A fresh interpreter: a fork would copy the threads and locks of the test runner.
processes = multiprocessing.get_context("spawn")


class Recorder:
    """Notes every call that makes bytes or names last, in order, and lets it happen."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.steps: list[tuple[str, str]] = []
        self._root = root
        fsync, link, mkdir = os.fsync, os.link, os.mkdir

        def noted_fsync(descriptor: int) -> None:
            self._note("fsync", Path(f"/proc/self/fd/{descriptor}").readlink())
            fsync(descriptor)

        def noted_link(source: Path, target: Path) -> None:
            self._note("link", target)
            link(source, target)

        def noted_mkdir(path: Path, mode: int = 0o777) -> None:
            mkdir(path, mode)
            self._note("mkdir", path)

        patch.setattr(os, "fsync", noted_fsync)
        patch.setattr(os, "link", noted_link)
        patch.setattr(os, "mkdir", noted_mkdir)

    def _note(self, what: str, path: object) -> None:
        place = os.path.relpath(str(path), self._root)
        self.steps.append((what, "the file" if place.startswith("uploads/incoming/") else place))


@pytest.fixture
def recorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("naming an open file needs /proc")
    return Recorder(tmp_path, monkeypatch)


SHA256 = hashlib.sha256(b"abc").hexdigest()
FOLDER = f"uploads/{SHA256[:2]}"


def test_the_first_put_makes_every_new_folder_last_before_it_acknowledges(
    recorder: Recorder, tmp_path: Path
) -> None:
    LocalFileStore(tmp_path / "uploads").put(io.BytesIO(b"abc"), limit_bytes=3)

    assert recorder.steps == [
        ("mkdir", "uploads"),
        ("fsync", "."),
        ("mkdir", "uploads/incoming"),
        ("fsync", "uploads"),
        ("fsync", "the file"),
        ("mkdir", FOLDER),
        ("fsync", "uploads"),
        ("link", f"{FOLDER}/{SHA256}"),
        ("fsync", FOLDER),
    ]


def test_bytes_that_another_process_has_just_linked_are_made_to_last_as_well(
    recorder: Recorder, tmp_path: Path
) -> None:
    LocalFileStore(tmp_path / "uploads").put(io.BytesIO(b"abc"), limit_bytes=3)
    recorder.steps.clear()

    LocalFileStore(tmp_path / "uploads").put(io.BytesIO(b"abc"), limit_bytes=3)

    fsyncs = [place for what, place in recorder.steps if what == "fsync"]
    assert fsyncs == ["uploads", "the file", "uploads", FOLDER]


def test_a_later_put_costs_two_fsyncs(recorder: Recorder, tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path / "uploads")
    store.put(io.BytesIO(b"abc"), limit_bytes=3)
    recorder.steps.clear()

    store.put(io.BytesIO(b"abc"), limit_bytes=3)

    assert [place for what, place in recorder.steps if what == "fsync"] == ["the file", FOLDER]


def test_a_deletion_lasts(recorder: Recorder, tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path / "uploads")
    store.put(io.BytesIO(b"abc"), limit_bytes=3)
    recorder.steps.clear()

    store.delete(SHA256)

    assert recorder.steps == [("fsync", FOLDER)]


class Stalled(io.RawIOBase):
    """Gives one piece, says so, and never gives another."""

    def __init__(self, said: Connection) -> None:
        self._said = said
        self._given = False

    def read(self, size: int = -1) -> bytes:
        if self._given:
            self._said.send("the first piece is taken")
            time.sleep(60)
        self._given = True
        return b"x" * size


def put_and_stall(directory: Path, said: Connection) -> None:
    LocalFileStore(directory).put(Stalled(said), limit_bytes=100 * MIB)  # type: ignore[arg-type]  # a reader is enough


def put_for_ever(directory: Path, said: Connection, seed: int) -> None:
    store, chance = LocalFileStore(directory), random.Random(seed)
    while True:
        content = chance.randbytes(chance.randrange(2 * MIB))
        said.send(store.put(io.BytesIO(content), limit_bytes=2 * MIB).sha256)


def put_all(directory: Path, contents: list[bytes], go: Event) -> None:
    store = LocalFileStore(directory)
    go.wait(30)
    for content in contents:
        store.put(io.BytesIO(content), limit_bytes=MIB)


def require_sound(store: LocalFileStore) -> set[str]:
    """Hash every blob and compare with its name."""
    names = set()
    for blob in store.blobs():
        with store.open(blob.sha256) as opened:
            assert hashlib.sha256(opened.read()).hexdigest() == blob.sha256
        names.add(blob.sha256)
    return names


def test_a_process_killed_during_a_put_leaves_no_blob(tmp_path: Path) -> None:
    hear, said = processes.Pipe(duplex=False)
    victim = processes.Process(target=put_and_stall, args=(tmp_path / "uploads", said))
    victim.start()
    assert hear.poll(30)
    hear.recv()

    victim.kill()
    victim.join()

    store = LocalFileStore(tmp_path / "uploads")
    assert list(store.blobs()) == []
    assert len(list((tmp_path / "uploads" / "incoming").iterdir())) == 1
    assert store.holds(store.put(io.BytesIO(b"abc"), limit_bytes=3).sha256)


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment_every_name_stands_for_its_bytes(tmp_path: Path, seed: int) -> None:
    hear, said = processes.Pipe(duplex=False)
    victim = processes.Process(target=put_for_ever, args=(tmp_path / "uploads", said, seed))
    victim.start()
    acknowledged = {hear.recv()}

    time.sleep(random.Random(seed).uniform(0, 0.15))
    victim.kill()
    victim.join()

    while hear.poll():
        acknowledged.add(hear.recv())
    assert acknowledged <= require_sound(LocalFileStore(tmp_path / "uploads"))


def test_two_processes_can_put_the_same_bytes_at_once(tmp_path: Path) -> None:
    contents = [bytes([n]) * 50_000 for n in range(60)]
    go = processes.Event()
    arguments = (tmp_path / "uploads", contents, go)
    both = [processes.Process(target=put_all, args=arguments) for _ in range(2)]
    for process in both:
        process.start()

    go.set()
    for process in both:
        process.join()

    assert [process.exitcode for process in both] == [0, 0]
    names = require_sound(LocalFileStore(tmp_path / "uploads"))
    assert names == {hashlib.sha256(content).hexdigest() for content in contents}
    assert list((tmp_path / "uploads" / "incoming").iterdir()) == []
