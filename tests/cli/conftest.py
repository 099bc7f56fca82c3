"""A command line on a home of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result

from ka2results.cli.desk import Desk
from ka2results.cli.main import cli
from tests.factories import PASSWORD


class Run(Protocol):
    """Runs a command and looks at its exit code."""

    def __call__(self, *arguments: str, code: int = 0) -> Result: ...


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        "KA2_ENV": "development",
        "KA2_HOME": str(tmp_path / "home"),
        "KA2_REPOSITORY_ID": "results.example.org",
    }


@pytest.fixture
def run(environ: dict[str, str]) -> Run:
    runner = CliRunner()

    def command(*arguments: str, code: int = 0) -> Result:
        result = runner.invoke(cli, arguments, obj=Desk(environ), prog_name="ka2results")
        assert result.exit_code == code, result.output
        return result

    return command


@pytest.fixture
def ready(run: Run) -> Run:
    run("db", "upgrade")
    run("users", "add", "anna@example.org", "--name", "Anna", "--password", PASSWORD)
    return run
