"""What is not as it should be is said in words, with what helps."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ka2results.cli.desk import Desk
from ka2results.cli.main import cli
from tests.cli.conftest import Run


def refusal(environ: dict[str, str], *arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments, obj=Desk(environ))
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.stderr


def test_the_state_of_the_database_is_told(run: Run) -> None:
    before = run("db", "status")
    run("db", "upgrade")
    after = run("db", "status", "--json")

    assert "ka2results db upgrade" in before.stdout
    assert after.stdout == '{\n  "current": true\n}\n'


@pytest.mark.parametrize("command", [("serve",), ("worker",), ("index", "status")])
def test_nothing_runs_on_an_old_schema(run: Run, command: tuple[str, ...]) -> None:
    assert "ka2results db upgrade" in run(*command, code=1).stderr


def test_a_home_that_cannot_be_made_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    environ["KA2_HOME"] = str(tmp_path / "file" / "home")

    message = refusal(environ, "db", "upgrade")

    assert "KA2_HOME" in message
    assert "can be written" in message


@pytest.mark.parametrize("command", [("users", "list"), ("db", "upgrade"), ("start",)])
def test_a_file_that_is_no_database_is_told(
    environ: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "notes.txt").write_text("These are notes." * 100)
    environ["KA2_DATABASE_URL"] = f"sqlite:///{tmp_path / 'notes.txt'}"

    message = refusal(environ, *command)

    assert "KA2_DATABASE_URL" in message
    assert "not a database" in message


def test_a_wrong_setting_stops_every_command(environ: dict[str, str]) -> None:
    environ["KA2_THREADS"] = "many"

    assert "KA2_THREADS" in refusal(environ, "users", "list")


def test_secrets_are_hidden_in_the_list_of_settings(environ: dict[str, str]) -> None:
    environ["KA2_SECRET_KEY"] = "a very secret key of more than 32 letters"

    shown = CliRunner().invoke(cli, ["config", "--json"], obj=Desk(environ))

    assert shown.exit_code == 0
    assert "very secret" not in shown.output
    assert '"origin": "environment"' in shown.output


def test_a_sample_that_was_stopped_says_what_to_do(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(environ)
    desk.house.schema.upgrade()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ka2results.services.sample.Sample._output", stop)

    stopped = CliRunner().invoke(cli, ["sample", "load"], obj=desk)

    assert stopped.exit_code == 1
    assert "in part only" in stopped.stderr
    assert environ["KA2_HOME"] in stopped.stderr
