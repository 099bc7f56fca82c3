"""How far the reading of one file may go."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one file may cost; parent and child hold the same values."""

    memory_bytes: int = 1024 * _MIB
    cpu_s: int = 20
    wall_s: int = 30
    patience_s: int = 15
    """CPU time after which a reader keeps what it has, so that a long book is not lost whole."""
    open_files: int = 32
    max_characters: int = 2_000_000
    max_file_bytes: int = 512 * _MIB
    max_entries: int = 10_000
    """Entries of a ZIP; a listing stops there, a document with more is refused."""
    max_inflated_bytes: int = 512 * _MIB
    """All parts of one ZIP together, after decompression."""
    max_ratio: int = 200
    """Decompressed to compressed size of one part, above `ratio_from_bytes`."""
    ratio_from_bytes: int = 8 * _MIB

    @property
    def max_answer_bytes(self) -> int:
        """Largest answer of the child: four bytes a character in UTF-8, and the header."""
        return 4 * self.max_characters + 64 * 1024
