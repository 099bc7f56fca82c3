"""Browsers without a browser: Flask's test client with the forms' tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ka2results.factory import create_app
from ka2results.wiring import House
from tests.factories import PASSWORD, Workshop


@dataclass
class Browser:
    """A person at a browser."""

    client: FlaskClient

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open an address."""
        return self.client.get(path, **options)

    def post(
        self, path: str, fields: dict[str, Any] | None = None, *, at: str = "/sign-in"
    ) -> TestResponse:
        """Send a form as a page would, with the token of the page it stands on."""
        page = self.client.get(at).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        token = found[1] if found else ""
        return self.client.post(
            path, data={"csrf_token": token, **(fields or {})}, content_type="multipart/form-data"
        )

    def sign_in(self, name: str = "anna") -> Browser:
        """Sign in with the password of all test accounts."""
        answer = self.post("/sign-in", {"email": f"{name}@example.org", "password": PASSWORD})
        assert answer.status_code == 303
        return self


@pytest.fixture
def app(house: House) -> Flask:
    app = create_app(house)
    app.config["TESTING"] = False
    return app


@pytest.fixture
def visitor(app: Flask) -> Browser:
    """Somebody without an account."""
    return Browser(app.test_client())


@pytest.fixture
def anna(app: Flask, workshop: Workshop) -> Browser:
    """A signed-in coordinator."""
    workshop.person("anna")
    return Browser(app.test_client()).sign_in("anna")
