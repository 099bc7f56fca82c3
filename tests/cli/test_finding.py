"""Records are listed, found and saved on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ANNA = ("--as", "anna@example.org")


@pytest.fixture
def partnership(ready: Run) -> str:
    return ready("partnerships", "open", "--title", "en=Green skills", *ANNA).output.strip()


@pytest.fixture
def published(ready: Run, partnership: str, tmp_path: Path) -> str:
    guide = tmp_path / "guide.txt"
    guide.write_text("Measure the humidity every morning.", "utf-8")
    pid = ready(
        "records", "add-output", partnership, "--title", "en=Composting guide",
        "--summary", "en=For teachers.", "--type", "handbook", "--language", "en",
        "--licence", "CC-BY-4.0", *ANNA,
    ).output.strip()  # fmt: skip
    ready("records", "attach", pid, str(guide), *ANNA)
    ready("records", "publish", pid, *ANNA)
    return pid


@pytest.fixture
def draft(ready: Run, partnership: str) -> str:
    arguments = ("records", "add-output", partnership, "--title", "en=Draft", *ANNA)
    return ready(*arguments).output.strip()


def test_the_list_shows_drafts_to_members_only(ready: Run, published: str, draft: str) -> None:
    public, own = ready("records", "list"), ready("records", "list", *ANNA)

    assert published in public.stdout
    assert draft not in public.stdout
    assert published in own.stdout
    assert f"{draft}  output  Draft  (draft)" in own.stdout


def test_the_list_of_a_partnership_can_be_cut_and_says_so(
    ready: Run, partnership: str, published: str, draft: str
) -> None:
    listed = ready("records", "list", partnership, "--limit", "1", *ANNA)

    assert len(listed.stdout.splitlines()) == 1
    assert "and 1 more" in listed.stderr


@pytest.mark.parametrize(
    "command",
    [("records", "list"), ("records", "search", "humidity"), ("records", "show", "{pid}")],
)
def test_json_tells_the_whole_record(ready: Run, published: str, command: tuple[str, ...]) -> None:
    answer = json.loads(ready(*(part.format(pid=published) for part in command), "--json").stdout)

    record = answer[0] if isinstance(answer, list) else answer
    assert (record["pid"], record["licence"]) == (published, "CC-BY-4.0")


def test_a_search_can_be_narrowed(ready: Run, published: str) -> None:
    hit = ready("records", "search", "humidity", "--filter", "type=handbook")
    miss = ready("records", "search", "humidity", "--filter", "type=video")

    assert published in hit.stdout
    assert "1 found" in hit.stderr
    assert miss.stdout == ""


@pytest.mark.parametrize("given", ["lnagage=fi", "language", "language="])
def test_a_misspelt_filter_is_told_not_ignored(ready: Run, given: str) -> None:
    refused = ready("records", "search", "x", "--filter", given, code=2)

    assert "type=handbook" in refused.stderr


def test_a_file_that_is_already_there_is_never_replaced(
    ready: Run, published: str, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "guide.txt").write_text("mine")

    refused = ready("records", "download", published, "--to", str(folder), code=1)

    assert "guide.txt is already there" in refused.stderr
    assert (folder / "guide.txt").read_text() == "mine"


def test_a_draft_can_be_discarded(ready: Run, draft: str) -> None:
    ready("records", "discard", draft, "--yes", *ANNA)

    assert "There is no record" in ready("records", "show", draft, *ANNA, code=1).stderr


def test_formats_and_sets_are_listed_for_programs_too(ready: Run, published: str) -> None:
    formats = json.loads(ready("feed", "formats", "--json").stdout)
    sets = json.loads(ready("feed", "sets", "--json").stdout)

    assert {"door": "json", "prefix": "amb"}.items() <= formats[1].items()
    assert "results:handbook" in {described["spec"] for described in sets}
