"""HTTP status and page for every error; the only place where they are chosen for people."""

from __future__ import annotations

import logging
import math
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from ka2results import errors
from ka2results.messages import Message, say, say_many
from ka2results.wording.words import translated

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
    400: say("This cannot be used as it is"),
    401: say("Please sign in"),
    403: say("You have no right to do this"),
    404: say("There is no such page"),
    405: say("This address does not take that"),
    409: say("This cannot be done now"),
    410: say("Withdrawn"),
    413: say("This is too large"),
    422: say("Something is missing or wrong"),
    429: say("Too many attempts in a short time"),
    500: say("Something went wrong here"),
    503: say("Not available for a moment"),
    507: say("The file store is full or broken"),
}
_ANY_TITLE = say("This did not work")

WORDS = {
    400: say("The browser sent something that cannot be read. Go back and try again."),
    404: say("Perhaps the address was cut or mistyped. Search for what you were looking for."),
    405: say("Go back and use the button or link of the page."),
    413: say(
        "What you sent is larger than this site takes. Send fewer or smaller files at a time."
    ),
    422: say("One of the arguments cannot be used. Correct it and ask again."),
    429: say("Wait a moment and try again."),
    500: say("It is our fault, not yours. Try again later."),
    503: say("It will be back soon. Wait a moment and try again."),
    507: say("No file can be kept or given out now. What is saved stays; try again later."),
}
"""Said where the framework itself found the error, or where only operators are told more."""
_ANY_WORDS = say("Go back and try again.")


def init_errors(app: Flask) -> None:
    """Answer errors with a page that says what happened and what to do."""
    app.register_error_handler(errors.KA2Error, _on_own_error)
    app.register_error_handler(CSRFError, _on_old_form)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(Exception, _on_surprise)


def status_of(error: errors.KA2Error) -> int:
    """HTTP status of one of our errors."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def words_of(error: errors.KA2Error) -> str:
    """What people read of one of our errors, in the language of the page."""
    status = status_of(error)
    if status >= 500 and not isinstance(error.message, Message):
        # Adapters speak to operators, of folders and disks; the log has their words.
        return translated(WORDS.get(status, _ANY_WORDS))
    return " ".join(translated(message) for message in error.messages)


def _on_own_error(error: errors.KA2Error) -> ResponseReturnValue:
    status = status_of(error)
    if status >= 500:
        log.error("%s %s: %s", request.method, request.path, error)
    headers = {"Retry-After": "10"} if status == 503 else {}
    fields = error.errors if isinstance(error, errors.InvalidInput) else {}
    body, media_type = _answer(status, words_of(error), fields)
    return body, status, {**headers, "Content-Type": media_type}


def _on_http_error(error: HTTPException) -> ResponseReturnValue:
    # The answer that Werkzeug made keeps its own headers: Allow, Location, Retry-After.
    response = error.get_response()
    if error.code is None or error.code < 400:
        return response
    messages = getattr(error, "data", {}).get("messages", {})
    words = _wait(response) or WORDS.get(error.code, _ANY_WORDS)
    body, media_type = _answer(error.code, words, messages)
    response.set_data(body)
    response.content_type = media_type
    return response


def _wait(response: Response) -> Message | None:
    """Say when to come back, where the answer tells it."""
    if response.status_code != 429 or response.retry_after is None:
        return None
    minutes = math.ceil((response.retry_after - datetime.now(UTC)).total_seconds() / 60)
    return say_many("Try again in {n} minute.", "Try again in {n} minutes.", max(1, minutes))


def _on_old_form(_error: CSRFError) -> ResponseReturnValue:
    words = say(
        "This form is no longer valid: the session has ended, or cookies are blocked. Go back, "
        "copy what you typed, sign in again and send it once more. Nothing was changed."
    )
    body, media_type = _answer(400, words, {})
    return body, 400, {"Content-Type": media_type}


def _on_surprise(_error: Exception) -> ResponseReturnValue:
    reference = secrets.token_hex(4)
    log.exception("Reference %s: %s %s", reference, request.method, request.path)
    words = say(
        "It is our fault, not yours. Tell us this reference and we can find it: {reference}",
        reference=reference,
    )
    body, media_type = _answer(500, words, {})
    return body, 500, {"Content-Type": media_type}


def _answer(status: int, words: str, fields: Mapping[str, Any]) -> tuple[bytes, str]:
    """A page for people, problem+json for programs. Source: RFC 9457 §3."""
    title, words = translated(TITLES.get(status, _ANY_TITLE)), translated(words)
    if not request.path.startswith(API):
        page = render_template("error.html", status=status, title=title, words=words)
        return page.encode(), "text/html; charset=utf-8"
    problem = {"type": "about:blank", "title": title, "status": status, "detail": words}
    shown = {**problem, "errors": _all_translated(fields)} if fields else problem
    return orjson.dumps(shown), "application/problem+json"


def _all_translated(found: Any) -> Any:
    if isinstance(found, Mapping):
        return {key: _all_translated(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_all_translated(value) for value in found]
    return translated(found)
