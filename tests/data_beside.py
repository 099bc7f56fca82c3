"""The real projects and documents that may lie beside a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"

needed = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the real projects and documents are not beside this checkout"
)
