"""Starting the sandbox with whatever a test needs."""

from __future__ import annotations

import io
from collections.abc import Callable

from ka2results.extraction import signatures as kinds
from ka2results.extraction.port import Extract
from ka2results.extraction.sandboxed import SandboxedExtractor

Interpreter = Callable[[str], str]
"""Makes a stand-in for Python out of a script."""


def extract(
    content: bytes = b"text", media_type: str = kinds.PLAIN, *, name: str = "x", **options: object
) -> Extract:
    extractor = SandboxedExtractor(**options)  # type: ignore[arg-type]  # passed on as they come
    return extractor.extract(io.BytesIO(content), name=name, media_type=media_type)
