"""The hits of a search as a table, through the whole application."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ka2results.domain.search import SearchQuery
from ka2results.factory import create_app
from ka2results.services import following
from ka2results.wiring import House
from tests.factories import Workshop, participation

from .following_answers import BASE, rows


@pytest.fixture
def client(house: House) -> FlaskClient:
    return create_app(house).test_client()


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MAX_PAGE_SIZE", 2)


def test_every_hit_is_a_row(client: FlaskClient, workshop: Workshop) -> None:
    partnership = workshop.partnership(
        acronym="GREEN",
        number="2019-1-FI01-KA202-060909",
        participations=[
            participation("College", "FI", role="coordinator"),
            participation("Σχολή", "EL"),
        ],
    )
    output = workshop.output(
        partnership, titles={"fi": "Käsikirja; osa 1", "en": "Handbook"}, languages=("fi", "sv")
    )

    header, row = rows(client.get("/search.csv?q=handbook"))

    assert dict(zip(header, row, strict=True)) == {
        "Identifier": output,
        "Kind": "Intellectual output",
        "Title": "Handbook",
        "Language of the title": "English",
        "Other languages of the title": "Finnish",
        "Type of result": "Handbook, guide, tutorial or compendium",
        "Licence": "Creative Commons Attribution 4.0",
        "Languages of the material": "Finnish, Swedish",
        "Partnership": "GREEN",
        "Project number": "2019-1-FI01-KA202-060909",
        "Countries": "Finland, Greece",
        "Published": "2026-03-02",
        "Number of files": "1",
        "Address": f"{BASE}/records/{output}",
    }


def test_rows_keep_the_order_that_was_asked_for(client: FlaskClient, workshop: Workshop) -> None:
    for title in ("Beta", "Alpha", "Gamma"):
        workshop.output(titles={"en": title})

    table = rows(client.get("/search.csv?sort=title&page=9&page_size=1"))

    assert [row[2] for row in table[1:]] == ["Alpha", "Beta", "Gamma"]


def test_more_than_a_page_comes_whole(
    client: FlaskClient, workshop: Workshop, small_pages: None
) -> None:
    made = {workshop.output() for _ in range(5)}

    table = rows(client.get("/search.csv"))

    assert len(table) == 6
    assert {row[0] for row in table[1:]} == made


def test_what_moves_to_the_next_page_meanwhile_comes_once(
    workshop: Workshop, small_pages: None
) -> None:
    made = [workshop.output() for _ in range(3)]
    pages = workshop.services.following.pages(SearchQuery())

    first = next(pages)
    workshop.output()

    sent = [record.pid for page in (first, *pages) for record in page]
    assert sorted(sent) == sorted(made)


def test_a_table_without_hits_has_its_header(client: FlaskClient) -> None:
    assert [row[0] for row in rows(client.get("/search.csv?q=nothing"))] == ["Identifier"]


def test_withdrawn_records_are_in_no_table(client: FlaskClient, workshop: Workshop) -> None:
    output = workshop.output()
    workshop.services.deposit.withdraw(output, "A mistake.", by=workshop.person())

    assert len(rows(client.get("/search.csv"))) == 1


def test_spreadsheets_know_the_alphabet_and_the_name(client: FlaskClient) -> None:
    response = client.get("/search.csv?q=caf%C3%A9")

    assert response.data.startswith(b"\xef\xbb\xbf")
    assert response.content_type == "text/csv; charset=utf-8; header=present"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"KA2-Results-cafe.csv\"; filename*=UTF-8''KA2-Results-caf%C3%A9.csv"
    )


@pytest.mark.parametrize(
    ("language", "separator"), [("en", ","), ("fi", ";"), ("de", ";"), ("fr", ";")]
)
def test_the_separator_is_that_of_the_readers_spreadsheet(
    client: FlaskClient, workshop: Workshop, language: str, separator: str
) -> None:
    output = workshop.output()

    table = rows(client.get(f"/search.csv?lang={language}"), separator)

    assert [len(row) for row in table] == [14, 14]
    assert table[1][0] == output


def test_a_title_that_looks_like_a_formula_is_shown_and_not_run(
    client: FlaskClient, workshop: Workshop
) -> None:
    workshop.output(titles={"en": '=HYPERLINK("https://evil.example";"click")'})

    table = rows(client.get("/search.csv"))

    assert table[1][2] == '\'=HYPERLINK("https://evil.example";"click")'
