"""Reading the parts of a ZIP container within limits; nothing is ever unpacked to the disk."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from ka2results.extraction.limits import Limits
from ka2results.extraction.transcript import Damaged, TooCostly

_CHUNK_BYTES = 256 * 1024
_ENCRYPTED = 0x1


class ZipParts:
    """The parts of one container, by name, each streamed and counted.

    Raises:
        Damaged: the container is broken or encrypted.
        TooCostly: too many entries, or a part inflates beyond the limits.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        self._inflated_bytes = 0
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Damaged(f"not a whole ZIP: {error}") from None
        self.names = [entry.filename for entry in self._zip.infolist()]
        self._known = frozenset(self.names)

    def require_few(self) -> None:
        """Refuse a document with an absurd number of parts."""
        if len(self.names) > self._limits.max_entries:
            raise TooCostly(f"{len(self.names):,} entries, limit {self._limits.max_entries:,}")

    def holds(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self._known

    def chunks(self, name: str) -> Iterator[bytes]:
        """Stream one part, decompressed."""
        if name not in self._known:
            raise Damaged(f"the part {name} is missing")
        entry = self._zip.getinfo(name)
        self._require_modest(entry)
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    self._count(len(chunk))
                    yield chunk
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise Damaged(f"the part {name} cannot be read: {error}") from None
        except (zlib.error, lzma.LZMAError, OSError) as error:
            raise Damaged(f"the part {name} cannot be read: {error}") from None

    def _require_modest(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _ENCRYPTED:
            raise Damaged("the container is encrypted")
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > self._limits.ratio_from_bytes and ratio > self._limits.max_ratio:
            raise TooCostly(f"{entry.filename} grows {ratio:.0f} times when decompressed")

    def _count(self, inflated_bytes: int) -> None:
        self._inflated_bytes += inflated_bytes
        if self._inflated_bytes > self._limits.max_inflated_bytes:
            raise TooCostly(
                f"more than {self._limits.max_inflated_bytes:,} bytes when decompressed"
            )
