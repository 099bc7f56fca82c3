"""The search index in a directory, with Whoosh as its store.

`directory/CURRENT` names the folder that is live. A new index is built in a new
folder and becomes live when the pointer is replaced; a damaged one is never repaired in place.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from ka2results.domain.search import HitPage, IndexDocument, SearchQuery
from ka2results.errors import IndexUnavailable
from ka2results.search.answers import nothing
from ka2results.search.entries import describe
from ka2results.search.port import IndexStatus
from ka2results.search.whoosh_batch import Batch
from ka2results.search.whoosh_engine import Commit, create, stamp
from ka2results.search.whoosh_ranking import answer
from ka2results.search.whoosh_snapshot import PostingCache, Snapshot
from ka2results.search.whoosh_storage import (
    Damaged,
    Vanished,
    guarded,
    only_writer,
    sync_directory,
)

CACHE_BYTES = 64 << 20
PATIENCE_S = 10.0
"""How long a writer waits for another one."""

_PREFIX = "whoosh-index-"
_FOLDER = re.compile(rf"{_PREFIX}[0-9]{{1,9}}")
_BROKEN = "BROKEN"
_PAUSES_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05)
"""Rests of a reader while a writer removes files faster than it can open them."""


class WhooshIndex:
    """A `SearchIndex` on the local disk; any number of processes may read and write it.

    Args:
        directory: belongs to the index alone; made when it is missing, mode 0700.
        cache_bytes: most memory for decoded postings.
        patience_s: how long to wait for another writer before giving up.
    """

    def __init__(
        self, directory: Path, *, cache_bytes: int = CACHE_BYTES, patience_s: float = PATIENCE_S
    ) -> None:
        self._directory = directory
        self._cache = PostingCache(cache_bytes)
        self._patience_s = patience_s
        self._held: tuple[tuple[str, int, int], Snapshot] | None = None
        """The last commit that was opened; requests keep an older one alive until they end."""

        self._opening = Lock()
        self._told = 0
        """The sequence that this object spoke of last."""

    def search(self, query: SearchQuery) -> HitPage:
        """Answer a query with one page of hits and the counts of every facet."""
        snapshot = self._snapshot()
        if snapshot is None:
            return nothing(query)
        with self._condemning(snapshot.folder):
            return answer(snapshot, query)

    def apply(
        self, documents: Sequence[IndexDocument], gone: Sequence[str], *, sequence: int
    ) -> None:
        """Replace documents, forget the PIDs in `gone`, and remember `sequence`, at once."""
        with self._writing():
            snapshot = self._sound_snapshot()
            if snapshot is not None and sequence < snapshot.sequence:
                return
            if snapshot is None and self._told:
                self._told = 0
                raise IndexUnavailable("The index was lost; fill it again from its first change.")
            latest = {document.pid: document for document in documents}
            forgotten = frozenset(gone)
            folder = self._new_folder() if snapshot is None else snapshot.folder
            with self._condemning(folder):
                batch = Batch(folder)
            with self._condemning(folder), _cancelled_on_error(batch):
                for number in () if snapshot is None else snapshot.numbers_of([*latest, *gone]):
                    batch.forget(int(number))
                for document in latest.values():
                    if document.pid not in forgotten:
                        batch.add(describe(document))
                batch.commit(sequence)
            if snapshot is None:
                self._point_to(folder)
            self._told = sequence

    def rebuild(self, batches: Iterable[Sequence[IndexDocument]], *, sequence: int) -> None:
        """Build a fresh index beside the live one and put it in its place at the end."""
        with self._writing():
            folder = self._new_folder()
            batch = Batch(folder)
            with _cancelled_on_error(batch):
                for documents in batches:
                    for document in documents:
                        batch.add(describe(document))
                batch.commit(sequence)
            self._point_to(folder)
            self._told = sequence

    def status(self) -> IndexStatus:
        """Tell how many documents there are and which sequence they show."""
        try:
            snapshot = self._snapshot()
        except IndexUnavailable:
            snapshot = None
        self._told = snapshot.sequence if snapshot else 0
        return IndexStatus(snapshot.documents if snapshot else 0, self._told)

    def close(self) -> None:
        """Let go of files; those of a search that still runs close when it ends."""
        self._held = None

    def _snapshot(self) -> Snapshot | None:
        """Give the last commit of any process, or nothing when there is no index yet."""
        for pause_s in _PAUSES_S:
            try:
                return self._open_last(patient=True)
            except Vanished:
                time.sleep(pause_s)
        return self._open_last(patient=False)

    def _open_last(self, *, patient: bool) -> Snapshot | None:
        folder = self._live_folder()
        if folder is None:
            return None
        with self._condemning(folder, patient=patient):
            return self._open(folder)

    def _open(self, folder: Path) -> Snapshot:
        last = (folder.name, *stamp(folder))
        held = self._held
        if held is None or held[0] != last:
            with self._opening:
                held = self._held
                if held is None or held[0] != last:  # no other thread was faster
                    before = held[1] if held else None
                    held = self._held = (last, Snapshot(Commit(folder), self._cache, before))
        return held[1]

    def _sound_snapshot(self) -> Snapshot | None:
        """Give the last commit, or nothing when a new folder has to be started."""
        try:
            return self._snapshot()
        except Damaged:
            return None

    def _pointer(self) -> str:
        try:
            return (self._directory / "CURRENT").read_text("ascii")
        except (FileNotFoundError, UnicodeDecodeError):
            return ""
        except OSError as error:
            raise IndexUnavailable(f"The search index cannot be read: {error}.") from error

    def _live_folder(self) -> Path | None:
        name = self._pointer()
        folder = self._directory / name
        if not _FOLDER.fullmatch(name):
            return None
        if not folder.is_dir():
            raise Vanished(f"The search index lost its folder {folder}.")
        if (folder / _BROKEN).exists():
            raise Damaged(f"The search index in {folder} is damaged and waits to be rebuilt.")
        return folder

    @contextmanager
    def _condemning(self, folder: Path, *, patient: bool = False) -> Iterator[None]:
        """Mark a folder as broken as soon as it proves to be, for all processes.

        One that is no longer live was swept away under a slow reader, who has to look again.
        Who is patient looks again for a missing file, too.
        """
        try:
            yield
        except Damaged as error:
            if patient and isinstance(error, Vanished):
                raise
            self._held = None
            if self._pointer() != folder.name:
                raise Vanished(f"The search index moved on from {folder}.") from error
            with suppress(OSError):
                (folder / _BROKEN).touch(mode=0o600)
            raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with guarded(self._directory):
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with only_writer(self._directory / "LOCK", self._patience_s):
            self._remove_old_folders()
            yield

    def _new_folder(self) -> Path:
        self._directory.chmod(0o700)
        taken = [int(folder.name.removeprefix(_PREFIX)) for folder in self._folders()]
        folder = self._directory / f"{_PREFIX}{max(taken, default=0) + 1}"
        create(folder)
        return folder

    def _point_to(self, folder: Path) -> None:
        """Make a folder live; after a power cut either the old or the new one is."""
        pointer = self._directory / "CURRENT"
        waiting = pointer.with_suffix(".new")
        with guarded(self._directory):
            sync_directory(self._directory)
            with waiting.open("w", encoding="ascii") as file:
                file.write(folder.name)
                file.flush()
                os.fsync(file.fileno())
            waiting.replace(pointer)
            sync_directory(self._directory)

    def _remove_old_folders(self) -> None:
        """Delete what is not live; a reader holds its files open and is not disturbed."""
        try:
            live = (self._directory / "CURRENT").read_text("ascii", errors="replace")
        except OSError:
            live = ""
        for folder in self._folders():
            if folder.name != live:
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        # Only folders of our own making: the directory may hold other people's.
        return [path for path in self._directory.iterdir() if _FOLDER.fullmatch(path.name)]


@contextmanager
def _cancelled_on_error(batch: Batch) -> Iterator[None]:
    try:
        yield
    except BaseException:
        batch.cancel()
        raise
