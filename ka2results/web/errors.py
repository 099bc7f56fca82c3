"""HTTP status and page for every error; the only place where they are chosen for people."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any

import orjson
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from ka2results import errors

log = logging.getLogger(__name__)

API = "/api/"

STATUS: tuple[tuple[type[errors.KA2Error], int], ...] = (
    (errors.NotFound, 404),
    (errors.NotAllowed, 403),
    (errors.SignInFailed, 401),
    (errors.IncompleteRecord, 422),
    (errors.InvalidInput, 400),
    (errors.Conflict, 409),
    (errors.WrongState, 409),
    (errors.FileTooLarge, 413),
    (errors.DatabaseBusy, 503),
    (errors.StoreUnavailable, 507),
    (errors.IndexUnavailable, 503),
)
TITLES = {
    400: "This cannot be used as it is",
    401: "Please sign in",
    403: "You have no right to do this",
    404: "There is no such page",
    405: "This address does not take that",
    409: "This cannot be done now",
    410: "Withdrawn",
    413: "This is too large",
    422: "Something is missing or wrong",
    500: "Something went wrong here",
    503: "Not available for a moment",
    507: "The file store is full or broken",
}

WORDS = {
    404: "Perhaps the address was cut or mistyped. Search for what you were looking for.",
    405: "Go back and use the button or link of the page.",
    413: "What you sent is larger than this site takes. Send fewer or smaller files at a time.",
}
"""Said where the framework itself found the error and knows no better."""


def init_errors(app: Flask) -> None:
    """Answer errors with a page that says what happened and what to do."""
    app.register_error_handler(errors.KA2Error, _on_own_error)
    app.register_error_handler(CSRFError, _on_old_form)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(Exception, _on_surprise)


def status_of(error: errors.KA2Error) -> int:
    """HTTP status of one of our errors."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def _on_own_error(error: errors.KA2Error) -> ResponseReturnValue:
    status = status_of(error)
    if status >= 500:
        log.error("%s %s: %s", request.method, request.path, error)
    headers = {"Retry-After": "10"} if status == 503 else {}
    fields = error.errors if isinstance(error, errors.InvalidInput) else {}
    body, media_type = _answer(status, str(error), fields)
    return body, status, {**headers, "Content-Type": media_type}


def _on_http_error(error: HTTPException) -> ResponseReturnValue:
    # The answer that Werkzeug made keeps its own headers: Allow, Location, Retry-After.
    response = error.get_response()
    if error.code is None or error.code < 400:
        return response
    messages = getattr(error, "data", {}).get("messages", {})
    body, media_type = _answer(error.code, WORDS.get(error.code, error.description or ""), messages)
    response.set_data(body)
    response.content_type = media_type
    return response


def _on_old_form(_error: CSRFError) -> ResponseReturnValue:
    words = (
        "This form is no longer valid: the session has ended, or cookies are blocked. Go back, "
        "copy what you typed, sign in again and send it once more. Nothing was changed."
    )
    body, media_type = _answer(400, words, {})
    return body, 400, {"Content-Type": media_type}


def _on_surprise(_error: Exception) -> ResponseReturnValue:
    reference = secrets.token_hex(4)
    log.exception("Reference %s: %s %s", reference, request.method, request.path)
    words = f"It is our fault, not yours. Tell us this reference and we can find it: {reference}"
    body, media_type = _answer(500, words, {})
    return body, 500, {"Content-Type": media_type}


def _answer(status: int, words: str, fields: Mapping[str, Any]) -> tuple[bytes, str]:
    """A page for people, problem+json for programs. Source: RFC 9457 §3."""
    title = TITLES.get(status, "This did not work")
    if not request.path.startswith(API):
        page = render_template("error.html", status=status, title=title, words=words)
        return page.encode(), "text/html; charset=utf-8"
    problem = {"type": "about:blank", "title": title, "status": status, "detail": words}
    shown = {**problem, "errors": fields} if fields else problem
    return orjson.dumps(shown), "application/problem+json"
