"""The main job on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner, Result

from ka2results.cli.desk import Desk
from ka2results.cli.main import cli
from ka2results.cli.sample import load_on_first_start
from tests.factories import PASSWORD

Run = Callable[..., Result]


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

    def command(*arguments: str, ok: bool = True) -> Result:
        result = runner.invoke(cli, arguments, obj=Desk(environ), prog_name="ka2results")
        assert (result.exit_code == 0) == ok, result.output
        return result

    return command


@pytest.fixture
def ready(run: Run) -> Run:
    run("db", "upgrade")
    run("users", "add", "anna@example.org", "--name", "Anna", "--password", PASSWORD)
    return run


ANNA = ("--as", "anna@example.org")


def test_the_main_job_from_account_to_tombstone(ready: Run, tmp_path: Path) -> None:
    guide = tmp_path / "opas.txt"
    guide.write_text("Measure the humidity every morning.", "utf-8")

    partnership = ready(
        "partnerships", "open", "--title", "en=Green skills",
        "--number", "2020-1-FI01-KA202-066565", *ANNA,
    ).output.strip()  # fmt: skip
    output = ready(
        "records", "add-output", partnership, "--title", "en=Composting guide",
        "--title", "fi=Kompostiopas", "--summary", "en=For teachers.", "--type", "handbook",
        "--language", "fi", "--licence", "CC-BY-4.0", *ANNA,
    ).output.strip()  # fmt: skip
    ready("records", "attach", output, str(guide), "--language", "en", *ANNA)
    ready("records", "publish", output, *ANNA)
    event = ready(
        "records", "add-event", partnership, "--title", "en=Seminar", "--summary", "en=A day.",
        "--starts-on", "2022-05-12", "--country", "FI", "--presents", output, *ANNA,
    ).output.strip()  # fmt: skip
    ready("records", "publish", event, *ANNA)

    assert output in ready("records", "search", "humidity").stdout
    lines = ready("feed", "list", "--prefix", "oai_dc", "--door", "xml", "--bodies").stdout
    harvested = [json.loads(line) for line in lines.splitlines()]
    assert {h["identifier"].rsplit(":")[-1] for h in harvested} == {output, event}
    ready("records", "download", output, "--to", str(tmp_path / "saved"))
    assert (tmp_path / "saved" / "opas.txt").read_bytes() == guide.read_bytes()
    ready("records", "withdraw", output, "--reason", "Wrong file.", *ANNA)
    assert output not in ready("records", "search", "humidity").stdout
    assert json.loads(ready("records", "show", output).stdout)["status"] == "withdrawn"
    (header,) = (json.loads(line) for line in ready("feed", "list").stdout.splitlines())
    assert header["deleted"]


def test_what_is_missing_is_said_without_a_traceback(ready: Run) -> None:
    partnership = ready("partnerships", "open", "--title", "en=Green", *ANNA).output.strip()
    pid = ready("records", "add-output", partnership, "--title", "en=Empty", *ANNA).output.strip()

    refused = ready("records", "publish", pid, *ANNA, ok=False)

    assert refused.exit_code == 1
    assert "Choose an open licence" in refused.stderr
    assert "Traceback" not in refused.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("records", "show", "nothing"), "There is no record"),
        (("users", "add", "b@example.org", "--name", "B", "--password", "short"), "at least 10"),
        (("partnerships", "open", "--title", "en=A", "--number", "12", *ANNA), "no project number"),
        (("partnerships", "add-member", "nothing", "anna@example.org"), "no partnership"),
        (("records", "search", "x", "--page", "0"), "page"),
        (("partnerships", "open", "--title", "en=A", "--as", "no@example.org"), "no account"),
    ],
)
def test_bad_input_is_refused_in_words(ready: Run, arguments: tuple[str, ...], words: str) -> None:
    refused = ready(*arguments, ok=False)

    assert words in refused.stderr


def test_a_database_that_is_not_ready_names_the_command_that_helps(run: Run) -> None:
    refused = run("users", "list", ok=False)

    assert "ka2results db upgrade" in refused.stderr


def test_the_settings_are_listed_also_when_one_is_wrong(environ: dict[str, str]) -> None:
    wrong = Desk({**environ, "KA2_PORT": "eighty"})

    result = CliRunner().invoke(cli, ["config"], obj=wrong)

    assert result.exit_code == 1
    assert "KA2_PORT = eighty" in result.stdout
    assert "KA2_PORT: Not a valid integer. Accepted: 1 to 65535" in result.stderr


def test_the_index_can_be_made_anew(ready: Run) -> None:
    assert "0 records, 0 changes behind." in ready("index", "status").stdout
    assert "0 records indexed." in ready("index", "rebuild").stdout


def test_the_schema_can_be_checked_and_taken_back(ready: Run) -> None:
    assert "equals the models" in ready("db", "check").stdout
    ready("db", "downgrade", "base", "--yes")
    assert ready("db", "check", ok=False).exit_code == 1


def test_every_command_has_help_that_says_what_it_does() -> None:
    def walk(command: Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Command]]:
        yield path, command
        for name, inner in getattr(command, "commands", {}).items():
            yield from walk(inner, (*path, name))

    silent = [path for path, command in walk(cli, ()) if not (command.help or "").strip()]

    assert not silent


def test_the_sample_fills_an_empty_repository_once(environ: dict[str, str]) -> None:
    desk = Desk(environ)
    desk.house.schema.upgrade()

    first, second = load_on_first_start(desk), load_on_first_start(desk)

    assert (first, second) == (True, False)
    with desk.services() as services:
        totals = services.catalogue.totals()
        assert totals.outputs >= 24
        assert totals.events >= 10
        assert totals.partnerships >= 64
        assert len(services.catalogue.facets()["language"]) >= 5
        kinds = {
            file.name.rsplit(".", 1)[-1]
            for record in services.catalogue.newest(100)
            for file in record.files
        }
        assert kinds >= {"pdf", "docx", "odt", "pptx", "zip", "png", "mp3", "html"}
        everything = services.catalogue.newest(100)
        assert all(record.partnership.demonstration for record in everything)
        assert services.jobs.waiting() == 0
    desk.close()


def test_the_sample_is_refused_outside_development(environ: dict[str, str]) -> None:
    desk = Desk({**environ, "KA2_ENV": "production", "KA2_SECRET_KEY": "k" * 40})

    result = CliRunner().invoke(cli, ["sample", "load"], obj=desk)

    assert result.exit_code == 1
    assert "KA2_ENV=development" in result.stderr


def test_in_a_pipe_a_command_prints_its_answer_and_nothing_else(environ: dict[str, str]) -> None:
    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ka2results", *arguments],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )

    assert command("db", "upgrade").returncode == 0
    listed = command("import", "projects", str(Path("ka2results/sample/real/projects.csv")))

    assert listed.returncode == 0
    assert listed.stdout.startswith("project list: 64 projects: 64 added")
    assert "%" not in listed.stderr
