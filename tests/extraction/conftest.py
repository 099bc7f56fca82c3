"""A stand-in for the interpreter that the sandbox starts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ka2results

PLACE = Path(ka2results.__file__).parents[1]


@pytest.fixture
def interpreter(tmp_path: Path) -> Callable[[str], str]:
    """Make a stand-in for Python that runs one script, whatever it is asked to run."""

    def make(script: str) -> str:
        path = tmp_path / "python"
        path.write_text(
            f"#!{sys.executable} -IB\nimport sys\nsys.path.append({str(PLACE)!r})\n{script}"
        )
        path.chmod(0o755)
        return str(path)

    return make
