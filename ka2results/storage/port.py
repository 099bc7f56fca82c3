"""What the product asks of a file store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True)
class StoredBlob:
    """A blob that the store holds, named by its content."""

    sha256: str
    """64 lowercase hexadecimal digits."""
    size_bytes: int


class FileStore(Protocol):
    """Blobs under their own SHA-256; never changed, never overwritten.

    The same bytes put twice are kept once. What `put` has returned survives a power cut.
    """

    def put(self, stream: BinaryIO, *, limit_bytes: int) -> StoredBlob:
        """Copy a stream into the store under its own SHA-256.

        Args:
            stream: opened in binary mode; left at its end and open.
            limit_bytes: largest size accepted, in bytes.

        Raises:
            FileTooLarge: once `limit_bytes` is passed; nothing is kept.
            StoreUnavailable: the store refused; the message names the place.
        """

    def open(self, sha256: str) -> AbstractContextManager[BinaryIO]:
        """Open a blob for reading, seekable, closed at the end of the block.

        Raises:
            BlobMissing: there is no such blob.
            StoreUnavailable: the store refused.
        """

    def holds(self, sha256: str) -> bool:
        """Tell whether the store holds a blob."""

    def delete(self, sha256: str) -> None:
        """Forget a blob; no error when there is none. Only a sweep of orphans calls this."""

    def blobs(self) -> Iterator[StoredBlob]:
        """List every blob, in no order."""
