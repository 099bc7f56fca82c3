"""Registers the REST door and its description."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_smorest import Api

from ka2results import __version__
from ka2results.api.records import blueprint
from ka2results.schemas.api import ProblemAnswer

PREFIX = "/api/"


class _QuietApi(Api):  # type: ignore[misc]  # flask-smorest ships no types
    """Leaves errors to the error pages of the whole site, which know when a program asks."""

    ERROR_SCHEMA = ProblemAnswer

    def _register_error_handlers(self) -> None:
        # Its own handler would turn the HTML 404 of every page into JSON.
        pass

    def _register_responses(self) -> None:
        kept: str = self.DEFAULT_RESPONSE_CONTENT_TYPE  # type: ignore[has-type]  # untyped parent
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        try:
            super()._register_responses()
        finally:
            self.DEFAULT_RESPONSE_CONTENT_TYPE = kept


def init_api(app: Flask) -> None:
    """Put the REST door in front of the application."""
    options: dict[str, Any] = {
        "API_TITLE": "KA2 Results",
        "API_VERSION": __version__,
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": PREFIX + "v1",
    }
    app.config.update(options)
    _QuietApi(app).register_blueprint(blueprint)
