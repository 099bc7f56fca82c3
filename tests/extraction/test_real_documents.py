"""Documents that partnerships really made, and files that others made to hurt.

Run with `-s` to see how each of them ended.
"""

from __future__ import annotations

import resource
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from ka2results.extraction.port import Extract, Outcome
from ka2results.extraction.sandboxed import SandboxedExtractor

DATA = Path(__file__).resolve().parents[2] / "../shared/data"
MIB = 1024 * 1024

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(
        not (DATA / "files.csv").is_file(), reason="no shared/data beside the checkout"
    ),
]

WITHOUT_TEXT = {
    "en-US_(Hi).mp4": Outcome.NO_TEXT,
    "testJPEG_GEO.jpg": Outcome.NO_TEXT,
    "testMP3i18n.mp3": Outcome.NO_TEXT,
    "testTIFF_multipage.tif": Outcome.NO_TEXT,
    # A scan: its words are pixels.
    "testOCR.pdf": Outcome.NO_TEXT,
    # The format of Word before 2007; depositors are asked for an open one beside it.
    "testWORD_various.doc": Outcome.UNSUPPORTED,
}
HOSTILE_ENDS = {
    "billion-laughs.svg": Outcome.DAMAGED,
    "docx-bomb.docx": Outcome.TOO_COSTLY,
    "docx-xxe.docx": Outcome.DAMAGED,
    "html-named.pdf": Outcome.NO_TEXT,
    "html-stored-xss.html": Outcome.TEXT,
    "testPDF_no_extract_no_accessibility_owner_user.pdf": Outcome.DAMAGED,
    "testPPT_macros.ppt": Outcome.UNSUPPORTED,
    "testWORD_protected_passtika.docx": Outcome.DAMAGED,
    # Its DOCTYPE declares nothing, and the file that it names is never opened.
    "testXXE.xml": Outcome.NO_TEXT,
    "testZIP_corrupted_oom.zip": Outcome.DAMAGED,
    "truncated.pdf": Outcome.DAMAGED,
    "zero-bytes.pdf": Outcome.DAMAGED,
    "zip-20000-entries.zip": Outcome.TEXT,
    "zipbomb-flat-256MiB.zip": Outcome.TEXT,
}


@dataclass(frozen=True)
class Reading:
    name: str
    media_type: str
    found: Extract
    seconds: float

    def __str__(self) -> str:
        found = self.found
        pages = "" if found.pages is None else f"{found.pages} p."
        return (
            f"{self.name[:44]:44} {self.media_type[-36:]:36} {found.outcome:11} "
            f"{len(found.text):8,} {pages:6} {self.seconds:5.2f} s  {found.detail[:60]}"
        )


def read(path: Path, scratch: Path) -> Reading:
    extractor = SandboxedExtractor(scratch=scratch)
    with path.open("rb") as stream:
        media_type = extractor.media_type(stream.read(8192), path.name)
        stream.seek(0)
        begun = time.monotonic()
        found = extractor.extract(stream, name=path.name, media_type=media_type)
    return Reading(path.name, media_type, found, time.monotonic() - begun)


def read_all(folders: list[str], scratch: Path) -> dict[str, Reading]:
    paths = [path for folder in folders for path in sorted((DATA / folder).rglob("*"))]
    files = [path for path in paths if path.is_file()]
    with ThreadPoolExecutor(2) as pool:
        readings = list(pool.map(lambda path: read(path, scratch), files))
    print("", *readings, sep="\n")
    return {reading.name: reading for reading in readings}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="module")
def documents(scratch: Path) -> dict[str, Reading]:
    return read_all(["files", "files-nc"], scratch)


@dataclass(frozen=True)
class Attack:
    readings: dict[str, Reading]
    grown_bytes: int
    """By how much the memory of this process has grown at its peak."""


@pytest.fixture(scope="module")
def attack(scratch: Path) -> Attack:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    readings = read_all(["hostile"], scratch)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Attack(readings, (after - before) * 1024)


def test_every_real_document_that_holds_text_gives_text(documents: dict[str, Reading]) -> None:
    ends = {name: reading.found.outcome for name, reading in documents.items()}

    assert {name: end for name, end in ends.items() if end != Outcome.TEXT} == WITHOUT_TEXT


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("LS_Intro_GR.pdf", "ΕΙΣΑΓΩΓΗ"),
        ("lyhyt2e_fi.pdf", "Pitkänpuoleinen johdanto"),
        ("debian-faq_choosing_ja.html", "ディストリビューションの選択"),
        ("debian-faq_choosing_ru.html", "Выбор дистрибутива Debian"),
        ("regime-anticancer-arabic.epub", "السرطان"),
        ("testRTFJapanese.rtf", "ゾルゲの処刑記録"),
        ("testRTFWord2010CzechCharacters.rtf", "Článek týdne"),
        ("tm-22.pptx", "Product Rule"),
        ("IO1.A - Assessment Tools.docx", "Assessment Tools"),
        ("LibreOfficeImpress_odp_1.3.odp", "An example Impress file"),
        ("testEXCEL.xlsx", "Sample Excel Worksheet"),
        ("testWORD_various.docx", "Footnote appears here"),
    ],
)
def test_the_words_of_real_documents_are_there(
    documents: dict[str, Reading], name: str, phrase: str
) -> None:
    assert phrase in documents[name].found.text


def test_pages_of_real_documents_are_counted_and_marked(documents: dict[str, Reading]) -> None:
    for name, pages in [("LS_Intro_EN.pdf", 4), ("lyhyt2e_fi.pdf", 147), ("tm-22.pptx", 6)]:
        found = documents[name].found
        assert (found.pages, found.text.count("\f")) == (pages, pages)


def test_every_hostile_file_ends_in_an_outcome_within_its_time(attack: Attack) -> None:
    assert len(attack.readings) == len(list((DATA / "hostile").iterdir()))
    assert max(reading.seconds for reading in attack.readings.values()) < 32


def test_hostile_files_end_as_they_should(attack: Attack) -> None:
    ends = {name: attack.readings[name].found.outcome for name in HOSTILE_ENDS}

    assert ends == HOSTILE_ENDS


def test_a_hostile_file_named_pdf_is_called_what_it_is(attack: Attack) -> None:
    assert attack.readings["html-named.pdf"].media_type == "text/html"
    assert attack.readings["pdf-zip-polyglot.pdf"].media_type == "application/pdf"
    assert attack.readings["svg-script.svg"].media_type == "image/svg+xml"


def test_hostile_files_cost_the_parent_little_memory_and_leave_nothing(
    attack: Attack, scratch: Path
) -> None:
    assert attack.grown_bytes < 50 * MIB
    assert list(scratch.iterdir()) == []
