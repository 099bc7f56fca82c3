"""The two doors in front of three records."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from .fakes import FakeHarvest, make_app, three_records


@pytest.fixture
def harvest() -> FakeHarvest:
    return three_records()


@pytest.fixture
def client(harvest: FakeHarvest) -> FlaskClient:
    return make_app(harvest).test_client()
