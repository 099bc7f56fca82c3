from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ka2results.search.whoosh_index import WhooshIndex


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(home: Path) -> Iterator[WhooshIndex]:
    opened = WhooshIndex(home, patience_s=0.2)
    yield opened
    opened.close()
