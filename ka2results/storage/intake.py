"""What every file store does to bytes on their way in and to names on their way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from ka2results.errors import FileTooLarge

_CHUNK_BYTES = 256 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_blob_name(name: str) -> bool:
    """Tell whether a name is 64 lowercase hexadecimal digits and nothing else.

    Stores ask before a name becomes part of a path or a key: no other name can be a blob.
    """
    return _SHA256.fullmatch(name) is not None


def limited_chunks(stream: BinaryIO, limit_bytes: int) -> Iterator[bytes]:
    """Read a stream to its end in small pieces, never more than one piece past the limit.

    Raises:
        FileTooLarge: as soon as more than `limit_bytes` have been read.
    """
    total_bytes = 0
    while chunk := stream.read(_CHUNK_BYTES):
        total_bytes += len(chunk)
        if total_bytes > limit_bytes:
            raise FileTooLarge(limit_bytes)
        yield chunk
