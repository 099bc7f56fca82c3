"""A file store in a folder of the local disk."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ka2results.errors import BlobMissing, StoreUnavailable
from ka2results.storage.intake import is_blob_name, limited_chunks
from ka2results.storage.port import StoredBlob

_INCOMING = "incoming"


class LocalFileStore:
    """Keeps each blob as `aa/<sha256>` below one folder; only its own user can read them.

    A blob gets its name by a hard link from `incoming/` after its bytes are on the disk, so a
    name never stands for half a file and is never written twice. What a crash leaves in
    `incoming/` is no blob and harms nothing.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._settled: set[Path] = set()

    def put(self, stream: BinaryIO, *, limit_bytes: int) -> StoredBlob:
        """Copy a stream into the store under its own SHA-256.

        Errors of the stream itself, such as a lost connection, pass through unchanged.
        """
        with self._refusals():
            incoming = self._settle(self._directory / _INCOMING)
            descriptor, name = tempfile.mkstemp(dir=incoming)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as target:
                blob = self._copy(stream, target.fileno(), limit_bytes)
            with self._refusals():
                self._keep(temporary, blob)
        finally:
            # A leftover is harmless; an error here would hide the real one.
            with contextlib.suppress(OSError):
                temporary.unlink()
        return blob

    @contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        """Open a blob for reading, seekable, closed at the end of the block."""
        path = self._path(sha256)
        if path is None:
            raise BlobMissing(sha256)
        with self._refusals():
            try:
                blob = path.open("rb")
            except FileNotFoundError:
                raise BlobMissing(sha256) from None
        with blob:
            yield blob

    def holds(self, sha256: str) -> bool:
        """Tell whether the store holds a blob."""
        path = self._path(sha256)
        with self._refusals():
            return path is not None and path.is_file()

    def delete(self, sha256: str) -> None:
        """Forget a blob; no error when there is none."""
        path = self._path(sha256)
        if path is None:
            return
        with self._refusals(), contextlib.suppress(FileNotFoundError):
            path.unlink()
            _fsync_directory(path.parent)

    def blobs(self) -> Iterator[StoredBlob]:
        """List every blob, in no order."""
        with self._refusals():
            folders = sorted(self._directory.glob("[0-9a-f][0-9a-f]"))
        for folder in folders:
            yield from self._blobs_in(folder)

    def _blobs_in(self, folder: Path) -> list[StoredBlob]:
        found = []
        with self._refusals(), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[:2] != folder.name or not is_blob_name(entry.name):
                    continue
                # A sweep may take a blob away between its listing and this look.
                with contextlib.suppress(FileNotFoundError):
                    size_bytes = entry.stat(follow_symlinks=False).st_size
                    found.append(StoredBlob(entry.name, size_bytes))
        return found

    def _copy(self, stream: BinaryIO, target: int, limit_bytes: int) -> StoredBlob:
        digest, size_bytes = hashlib.sha256(), 0
        for chunk in limited_chunks(stream, limit_bytes):
            digest.update(chunk)
            size_bytes += len(chunk)
            with self._refusals():
                _write_all(target, chunk)
        with self._refusals():
            os.fsync(target)
        return StoredBlob(digest.hexdigest(), size_bytes)

    def _keep(self, temporary: Path, blob: StoredBlob) -> None:
        folder = self._settle(self._directory / blob.sha256[:2])
        path = folder / blob.sha256
        try:
            os.link(temporary, path)
        except FileExistsError:
            self._require_whole(path, blob)
        # Also when the blob was there: who linked it may not have reached this line yet.
        _fsync_directory(folder)

    def _require_whole(self, path: Path, blob: StoredBlob) -> None:
        """Refuse to acknowledge bytes whose earlier copy was cut or has grown since."""
        found_bytes = path.stat().st_size
        if found_bytes != blob.size_bytes:
            raise StoreUnavailable(
                f"The file store in {self._directory} holds {path.name} with {found_bytes} bytes "
                f"instead of {blob.size_bytes}: restore this file from a backup."
            )

    def _settle(self, folder: Path) -> Path:
        """Make a folder and its place in its parent last, once for each folder and process."""
        if folder not in self._settled or not folder.is_dir():
            _make_directory(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
            # Also when the folder was there: its maker may not have come to this line yet.
            _fsync_directory(folder.parent)
            self._settled.add(folder)
        return folder

    def _path(self, sha256: str) -> Path | None:
        return self._directory / sha256[:2] / sha256 if is_blob_name(sha256) else None

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(
                f"The file store in {self._directory} refused: {error.strerror or error}. "
                "Check that the disk is mounted, writable and not full."
            ) from error


def _make_directory(path: Path) -> None:
    if path.is_dir():
        return
    _make_directory(path.parent)
    # Another process may make the same folder at this moment.
    path.mkdir(mode=0o700, exist_ok=True)
    _fsync_directory(path.parent)


def _fsync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
