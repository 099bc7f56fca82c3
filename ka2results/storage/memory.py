"""A file store in memory, for the tests of services."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from ka2results.errors import BlobMissing
from ka2results.storage.intake import limited_chunks
from ka2results.storage.port import StoredBlob


class MemoryFileStore:
    """Keeps blobs in a dictionary; obeys the same contract as the stores that last."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def put(self, stream: BinaryIO, *, limit_bytes: int) -> StoredBlob:
        """Copy a stream into the store under its own SHA-256."""
        content = b"".join(limited_chunks(stream, limit_bytes))
        sha256 = hashlib.sha256(content).hexdigest()
        self._blobs.setdefault(sha256, content)
        return StoredBlob(sha256, len(content))

    @contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        """Open a blob for reading, seekable, closed at the end of the block."""
        if sha256 not in self._blobs:
            raise BlobMissing(sha256)
        with io.BytesIO(self._blobs[sha256]) as blob:
            yield blob

    def holds(self, sha256: str) -> bool:
        """Tell whether the store holds a blob."""
        return sha256 in self._blobs

    def delete(self, sha256: str) -> None:
        """Forget a blob; no error when there is none."""
        self._blobs.pop(sha256, None)

    def blobs(self) -> Iterator[StoredBlob]:
        """List every blob, in no order."""
        for sha256, content in list(self._blobs.items()):
            yield StoredBlob(sha256, len(content))
