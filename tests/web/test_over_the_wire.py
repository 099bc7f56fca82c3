"""What only a real server shows: headers as bytes on a wire."""

from __future__ import annotations

import io
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from waitress import create_server

from ka2results.factory import create_app
from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import Workshop
from tests.serving import running

NAMES = [
    "guide.pdf",
    "οδηγός για μαθητές.pdf",
    "Źródła i łąki.docx",
    "Käsikirja.txt",
    "учебник.odt",
]


@pytest.fixture
def wire(house: House) -> Iterator[str]:
    server = create_server(create_app(house), host="127.0.0.1", port=0, threads=2)
    with running(server):
        yield f"http://127.0.0.1:{server.effective_port}"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_saved_under_its_name_in_any_alphabet(
    wire: str, workshop: Workshop, services: Services, name: str
) -> None:
    pid = workshop.draft(file=None)
    content = b"The same bytes."
    services.files.attach(pid, io.BytesIO(content), name=name, language=None, by=workshop.person())
    services.deposit.publish(pid, by=workshop.person())
    path = urlsplit(services.catalogue.public_record(pid).files[0].url).path

    with urllib.request.urlopen(wire + path) as answer:
        disposition = answer.headers["Content-Disposition"]
        assert answer.read() == content

    assert disposition.startswith("attachment; filename=")
    assert disposition.endswith(f"filename*=UTF-8''{quote(name)}")
