"""The main job on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ka2results.cli.desk import Desk
from ka2results.cli.main import cli
from ka2results.cli.sample import load_on_first_start
from tests.cli.conftest import Run

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

    refused = ready("records", "publish", pid, *ANNA, code=1)

    assert refused.exit_code == 1
    assert "Choose an open licence" in refused.stderr
    assert "Traceback" not in refused.output


def test_only_members_and_their_right_are_accepted(ready: Run) -> None:
    ready("users", "add", "eve@example.org", "--name", "Eve", "--password", "another password")
    partnership = ready("partnerships", "open", "--title", "en=Green", *ANNA).output.strip()
    start = ("records", "add-output", partnership, "--title", "en=Guide")

    ready(*start, code=2)
    ready(*start, "--as", "eve@example.org", code=1)
    ready("partnerships", "add-member", partnership, "eve@example.org")

    assert ready(*start, "--as", "eve@example.org").output.strip()


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
    refused = ready(*arguments, code=1)

    assert words in refused.stderr


def test_a_database_that_is_not_ready_names_the_command_that_helps(run: Run) -> None:
    refused = run("users", "list", code=1)

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
    assert ready("db", "check", code=1).exit_code == 1


def every_command(
    command: click.Command = cli, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from every_command(inner, (*path, name))


def test_every_command_has_help_that_says_what_it_does() -> None:
    silent = [path for path, command in every_command() if not (command.help or "").strip()]

    assert not silent


def test_what_a_command_does_is_never_cut_off_in_lists() -> None:
    cut = [
        path
        for path, command in every_command()
        if path and command.get_short_help_str(limit=65).endswith("...")
    ]

    assert not cut


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
        assert len(services.browsing.figures()["language"].rows) >= 5
        kinds = {
            file.name.rsplit(".", 1)[-1]
            for record in services.catalogue.newest(100)
            for file in record.files
        }
        assert kinds >= {"pdf", "docx", "odt", "pptx", "zip", "png", "mp3", "html"}
        assert len(services.browsing.coming_events(date(2026, 12, 1), 10)) == 2
        assert dict(services.browsing.figures()["topic"].rows)["career-guidance"] == 11
        everything = services.catalogue.newest(100)
        assert all(record.partnership.demonstration for record in everything)
        assert services.jobs.waiting() == 0
    desk.close()


def test_the_sample_is_refused_outside_development(environ: dict[str, str]) -> None:
    desk = Desk({**environ, "KA2_ENV": "production", "KA2_SECRET_KEY": "k" * 40})

    result = CliRunner().invoke(cli, ["sample", "load"], obj=desk)

    assert result.exit_code == 1
    assert "KA2_ENV=development" in result.stderr
