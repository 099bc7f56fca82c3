"""What the parent asks of its child and makes of the answer."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import ka2results
from ka2results.errors import ExtractorUnavailable
from ka2results.extraction import signatures as kinds
from ka2results.extraction.limits import Limits
from ka2results.extraction.port import Extract, Outcome
from ka2results.extraction.sandboxed import SandboxedExtractor

from . import samples
from .samples import paragraph
from .starting import Interpreter, extract

PLACE = Path(ka2results.__file__).parents[1]


@pytest.mark.parametrize(
    ("media_type", "content", "expected"),
    [
        (kinds.PLAIN, "Moin, Ελλάδα 😀".encode(), Extract(Outcome.TEXT, "Moin, Ελλάδα 😀")),
        (kinds.PDF, samples.pdf("page"), Extract(Outcome.TEXT, "page\f", pages=1)),
        (kinds.DOCX, samples.docx(paragraph("word")), Extract(Outcome.TEXT, "word")),
        (kinds.PLAIN, b"  \n", Extract(Outcome.NO_TEXT)),
    ],
)
def test_a_file_is_read_in_a_child_process(
    media_type: str, content: bytes, expected: Extract
) -> None:
    assert extract(content, media_type) == expected


@pytest.mark.parametrize(
    ("media_type", "name", "outcome"),
    [
        ("image/png", "photo.png", Outcome.NO_TEXT),
        ("video/mp4", "film.mp4", Outcome.NO_TEXT),
        ("application/ogg", "tune.ogg", Outcome.NO_TEXT),
        ("application/msword", "letter.doc", Outcome.UNSUPPORTED),
        ("application/x-7z-compressed", "all.7z", Outcome.UNSUPPORTED),
        (kinds.OCTET_STREAM, "unknown.bin", Outcome.UNSUPPORTED),
        (kinds.OCTET_STREAM, "guide.PDF", Outcome.DAMAGED),
        (kinds.OLE, "locked.docx", Outcome.DAMAGED),
    ],
)
def test_what_no_reader_can_read_starts_no_child(
    media_type: str, name: str, outcome: Outcome
) -> None:
    found = extract(b"", media_type, name=name, python="/nowhere/python")

    assert found.outcome is outcome


def test_the_parent_finds_its_child_wherever_it_runs(tmp_path: Path) -> None:
    script = (
        f"import sys, io; sys.path.append({str(PLACE)!r})\n"
        "from ka2results.extraction.sandboxed import SandboxedExtractor as E\n"
        "print(E().extract(io.BytesIO(b'found'), name='x', media_type='text/plain').text)"
    )
    command = [sys.executable, "-I", "-c", script]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout == "found\n"


def test_the_stream_is_read_from_where_it_is_and_stays_open() -> None:
    stream = io.BytesIO(b"before after")
    stream.seek(7)

    found = SandboxedExtractor().extract(stream, name="x", media_type=kinds.PLAIN)

    assert found.text == "after"
    assert not stream.closed


def answering(**changes: object) -> str:
    answer = {"outcome": "text", "text": "t", "pages": 1, "truncated": False, "detail": ""}
    return f"print('ready')\nprint({json.dumps(answer | changes)!r})"


def test_a_sound_answer_is_believed(interpreter: Interpreter) -> None:
    assert extract(python=interpreter(answering())) == Extract(Outcome.TEXT, "t", pages=1)


@pytest.mark.parametrize(
    "changes", [{"outcome": "wonderful"}, {"pages": "many"}, {"pages": -1}, {"pages": True}]
)
def test_an_answer_of_another_shape_is_not_believed(
    interpreter: Interpreter, changes: dict[str, object]
) -> None:
    assert extract(python=interpreter(answering(**changes))).outcome is Outcome.DAMAGED


def test_an_answer_is_cut_and_tidied_by_the_parent_as_well(interpreter: Interpreter) -> None:
    python = interpreter(answering(text="x\x00y" + "z" * 50, detail="one\ntwo"))

    found = extract(python=python, limits=Limits(max_characters=10))

    assert (found.text, found.detail) == ("xyzzzzzzzz", "one two")


@pytest.mark.parametrize(
    "script",
    ["sys.exit('ModuleNotFoundError: lxml')", "raise ImportError('ModuleNotFoundError: lxml')"],
)
def test_a_child_that_does_not_come_up_is_not_the_files_fault(
    interpreter: Interpreter, script: str
) -> None:
    with pytest.raises(ExtractorUnavailable, match="ModuleNotFoundError: lxml"):
        extract(python=interpreter(script))


def test_an_interpreter_that_is_not_there_is_not_the_files_fault() -> None:
    with pytest.raises(ExtractorUnavailable, match="No such file"):
        extract(python="/nowhere/python")


def test_a_full_temporary_folder_is_not_the_files_fault(tmp_path: Path) -> None:
    with pytest.raises(ExtractorUnavailable, match="temporary folder"):
        extract(scratch=tmp_path / "missing")


def test_a_lost_connection_reaches_the_caller_unchanged() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionResetError("the peer is gone")

    with pytest.raises(ConnectionResetError):
        SandboxedExtractor().extract(Broken(), name="x", media_type=kinds.PLAIN)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    open_before = len(list(Path("/proc/self/fd").iterdir()))

    extract(samples.pdf("page"), kinds.PDF, scratch=tmp_path)
    extract(b"{\\rtf1", kinds.RTF, scratch=tmp_path)

    assert list(tmp_path.iterdir()) == []
    assert len(list(Path("/proc/self/fd").iterdir())) == open_before
