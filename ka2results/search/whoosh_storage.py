"""Files under Whoosh 2.7.4: durable commits, reading by position, one lock, one kind of error."""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.util.filelock import FileLock, try_for

from ka2results.errors import IndexUnavailable


class Damaged(IndexUnavailable):
    """The files of the index contradict each other; only a new index helps."""


class Vanished(Damaged):
    """A file is missing; perhaps a writer removed it between two looks of ours."""


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Turn whatever a broken file makes Whoosh raise into an error of ours."""
    try:
        yield
    except IndexUnavailable:
        raise
    except FileNotFoundError as error:
        raise Vanished(f"The search index in {folder} lost a file: {error}.") from error
    except (OSError, MemoryError) as error:  # the machine is at fault, not the index
        raise IndexUnavailable(
            f"The search index in {folder} cannot be used now: {error}. "
            "Check the free space and the owner of that directory."
        ) from error
    except Exception as error:  # one flipped bit gave ten classes of errors
        raise Damaged(f"The search index in {folder} is damaged: {error!r}.") from error


@contextmanager
def only_writer(path: Path, wait_s: float) -> Iterator[None]:
    """Hold the lock of the writer; it dies with the process."""
    lock = FileLock(str(path))
    with guarded(path.parent):
        if not try_for(lock.acquire, timeout=wait_s, delay=0.05):
            raise IndexUnavailable(
                f"Another process has been writing the search index in {path.parent} "
                f"for {wait_s:g} seconds. Try again later."
            )
    try:
        yield
    finally:
        lock.release()


class _Descriptor:
    """An open file that closes when nothing refers to it any more."""

    def __init__(self, path: str) -> None:
        self.number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def __del__(self) -> None:
        with suppress(AttributeError, OSError):
            os.close(self.number)


class PositionedFile(StructFile):  # type: ignore[misc]  # Whoosh carries no types
    """A slice of a file that is read by position.

    Whoosh copies each sub-file of a segment into memory, or maps it; a map kills the process
    when the file is cut short, and a shared read position breaks threads.
    """

    def __init__(self, source: _Descriptor, start: int, length: int, name: str = "") -> None:
        super().__init__(None, name=name)
        self._source, self._start, self._length, self._at = source, start, length, 0

    @classmethod
    def open(cls, path: str) -> PositionedFile:
        """Open a whole file."""
        source = _Descriptor(path)
        return cls(source, 0, os.fstat(source.number).st_size, path)

    def get(self, position: int, length: int) -> bytes:
        """Read exactly so many bytes, from any thread."""
        if not 0 <= position <= position + length <= self._length:
            raise EOFError(f"{length} bytes at {position} lie outside of {self._name}")
        data = os.pread(self._source.number, length, self._start + position)
        if len(data) != length:
            raise EOFError(f"{self._name} was cut short")
        return data

    def read(self, size: int = -1) -> bytes:
        """Read on from the last place."""
        left = self._length - self._at
        data = self.get(self._at, left if size is None or size < 0 else min(size, left))
        self._at += len(data)
        return data

    def readline(self) -> bytes:
        """Read one line; pickles need it for names."""
        ahead = self.get(self._at, min(1024, self._length - self._at))
        line = ahead[: ahead.find(b"\n") + 1] or ahead
        self._at += len(line)
        return line

    def read_pickle(self) -> Any:
        """Read one object."""
        return pickle.load(self)  # noqa: S301 - the directory is ours alone, mode 0700

    def seek(self, position: int, whence: int = os.SEEK_SET) -> None:
        """Move the place from which `read` goes on."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        self._at = base + position

    def tell(self) -> int:
        """Give the place from which `read` goes on."""
        return self._at

    def subset(self, offset: int, length: int, name: str = "") -> PositionedFile:
        """Give a slice of the slice."""
        if not 0 <= offset <= offset + length <= self._length:
            raise EOFError(f"{name} lies outside of {self._name}")
        return PositionedFile(self._source, self._start + offset, length, name)


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh carries no types
    """A directory whose commits survive a power cut."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)

    def open_file(self, name: str, **_: Any) -> StructFile:
        """Open a file for reading; a table of contents is small and read at once."""
        if name.endswith(".toc"):
            return StructFile(io.BytesIO(Path(self._fpath(name)).read_bytes()), name=name)
        return PositionedFile.open(self._fpath(name))

    def create_file(self, name: str, **options: Any) -> StructFile:
        """Create a file; what a commit leaves behind reaches the disk as it is closed."""
        created = super().create_file(name, **options)
        if name.endswith(".seg") or ".toc" in name:
            created.onclose = _flush_to_disk
        return created

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file so that after a power cut either name stands, with all it refers to."""
        sync_directory(Path(self.folder))
        Path(self._fpath(oldname)).replace(self._fpath(newname))
        sync_directory(Path(self.folder))


def _flush_to_disk(created: StructFile) -> None:
    try:
        created.flush()
        os.fsync(created.fileno())
    except OSError:  # Whoosh would leave the file open
        with suppress(OSError):
            created.file.close()
        raise


def sync_directory(folder: Path) -> None:
    """Make the names in a directory durable."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
