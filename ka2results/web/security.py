"""Forged requests refused, and headers that tell browsers what these pages never do."""

from __future__ import annotations

from flask import Flask, Response, abort, request
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


FORM_BYTES = 1024**2
IN_WORDS = {"text/html", "application/problem+json"}
WITH_FILES = {"deposit.create", "deposit.save"}
READ_BYTES_THEMSELVES = {"oai"}
"""Doors whose protocol says how to answer bytes that are no text."""


def init_security(app: Flask) -> None:
    """Guard every form and add the headers to every answer."""
    app.before_request(_limit_forms)
    csrf.init_app(app)
    app.after_request(_add_headers)


def _limit_forms() -> None:
    # Before the guard, which reads the whole form: only forms with files may be large.
    if request.endpoint not in WITH_FILES:
        request.max_content_length = FORM_BYTES
    if "\0" in request.path:
        abort(404)
    if request.blueprint not in READ_BYTES_THEMSELVES:
        _require_text()


def _require_text() -> None:
    try:
        request.args  # noqa: B018  # read for its error: bytes that are no text
    except UnicodeDecodeError:
        abort(400)


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", PAGE_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if response.mimetype in IN_WORDS:
        # The same address gives each reader the texts of their own language.
        response.vary.add("Accept-Language")
    if current_user.is_authenticated:
        headers["Cache-Control"] = "no-store"
    return response
