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
        body = tmp_path / "script.py"
        body.write_text(f"import sys\nsys.path.append({str(PLACE)!r})\n{script}")
        path = tmp_path / "python"
        # A shell starts it, since a first line with the interpreter's path allows no spaces in it.
        path.write_text(f"#!/bin/sh\nexec env -u PWD '{sys.executable}' -IB '{body}'\n")
        path.chmod(0o755)
        return str(path)

    return make
