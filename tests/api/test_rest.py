"""The REST door."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from ka2results.factory import create_app
from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import Workshop


@pytest.fixture
def client(house: House) -> FlaskClient:
    return create_app(house).test_client()


def read(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_json()


def test_a_search_gives_records_totals_and_facets(client: FlaskClient, workshop: Workshop) -> None:
    pid = workshop.output(languages=("fi",))
    workshop.output(output_type="video")

    answer = read(client, "/api/v1/records?q=handbook&language=fi")

    assert answer["total"] == 1
    assert [record["pid"] for record in answer["records"]] == [pid]
    assert {"value": "fi", "count": 1} in answer["facets"]["language"]


def test_a_record_is_complete(client: FlaskClient, workshop: Workshop) -> None:
    partnership = workshop.partnership(number="2020-1-FI01-KA202-123456")
    pid = workshop.output(partnership)
    event = workshop.event(partnership, (pid,))

    answer = read(client, f"/api/v1/records/{pid}")

    assert answer["kind"] == "output"
    assert answer["titles"] == {"en": "Green skills handbook"}
    assert answer["partnership"]["number"] == "2020-1-FI01-KA202-123456"
    assert answer["files"][0]["name"] == "guide.txt"
    assert [link["pid"] for link in answer["presented_at"]] == [event]


def test_a_withdrawn_record_is_a_tombstone_without_texts_and_files(
    client: FlaskClient, workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()
    services.deposit.withdraw(pid, "Wrong file.", by=workshop.person())

    answer = read(client, f"/api/v1/records/{pid}")

    assert answer["status"] == "withdrawn"
    assert answer["withdrawal_reason"] == "Wrong file."
    assert answer["files"] == []
    assert answer["summaries"] == {}


def test_a_draft_does_not_exist_here(client: FlaskClient, workshop: Workshop) -> None:
    pid = workshop.draft()

    answer = client.get(f"/api/v1/records/{pid}")

    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("query", ["page=x", "page_size=1000", "sort=price"])
def test_a_wrong_argument_is_told_by_name(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/records?{query}")

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert query.split("=")[0] in str(answer.get_json()["errors"])


def test_the_door_describes_itself(client: FlaskClient) -> None:
    description = read(client, "/api/v1/openapi.json")

    assert description["openapi"] == "3.1.0"
    assert set(description["paths"]) == {"/api/v1/records", "/api/v1/records/{pid}"}


def test_a_wrong_method_is_a_problem_in_json(client: FlaskClient) -> None:
    answer = client.put("/api/v1/records")

    assert answer.status_code in {400, 405}
    assert answer.content_type == "application/problem+json"
