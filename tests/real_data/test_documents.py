"""Real documents through the whole house: deposited, published, found by a word from inside."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from ka2results.domain.search import SearchQuery
from ka2results.models import ExtractedText, WorkSession
from ka2results.search.analysis import fold
from ka2results.services.house import Services
from ka2results.wiring import House
from tests import data_beside
from tests.factories import Workshop, output_entry

pytestmark = [pytest.mark.real_data, data_beside.needed]


def documents() -> list[dict[str, str]]:
    if not data_beside.FOLDER.is_dir():
        return []
    with (data_beside.FOLDER / "files.csv").open(encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["path"].startswith("files/")]


@pytest.fixture
def workshop(real_house: House) -> Iterator[Workshop]:
    with real_house.services() as services:
        yield Workshop(services)


def a_word_of(text: str) -> str | None:
    """A long word that few other documents will have."""
    words = [w for w in re.findall(r"\w+", text) if w.isalpha() and 6 <= len(w) <= 20]
    return max(words, key=lambda word: (len(fold(word)), word), default=None)


def deposit(workshop: Workshop, partnership: str, row: dict[str, str]) -> str:
    services, path = workshop.services, data_beside.FOLDER / row["path"]
    entry = output_entry(titles={"en": f"Document {row['sha256'][:12]}"}, summaries={"en": "Real."})
    pid = services.deposit.create_output(partnership, entry, by=workshop.person())
    with path.open("rb") as stream:
        services.files.attach(pid, stream, name=path.name, language=None, by=workshop.person())
    return pid


def texts_by_digest(house: House) -> dict[str, str]:
    with WorkSession(house.engine) as session:
        rows = session.execute(select(ExtractedText.sha256, ExtractedText.text))
        return dict(rows.all())


def found_by(services: Services, word: str) -> list[str]:
    answer = services.catalogue.search(SearchQuery(text=word, page_size=100))
    return [hit.record.pid for hit in answer.found]


def downloaded(services: Services, pid: str) -> bytes:
    (file,) = services.catalogue.public_record(pid).files
    with services.files.open(services.files.download(pid, file.public_id, by=None)) as stream:
        return stream.read()


def test_every_real_document_is_published_found_and_downloaded_unchanged(
    real_house: House, workshop: Workshop
) -> None:
    services, rows = workshop.services, documents()
    partnership = workshop.partnership()
    pids = {row["path"]: deposit(workshop, partnership, row) for row in rows}
    services.jobs.run_due()
    for pid in pids.values():
        services.deposit.publish(pid, by=workshop.person())
    texts = texts_by_digest(real_house)

    found = 0
    for row in rows:
        pid = pids[row["path"]]
        original = Path(data_beside.FOLDER / row["path"]).read_bytes()
        assert downloaded(services, pid) == original, row["path"]
        word = a_word_of(texts.get(row["sha256"], ""))
        if word is not None:
            assert pid in found_by(services, word), (row["path"], word)
            found += 1

    assert len(rows) >= 60
    assert found >= 55
