"""Pages of visitors: kept by browsers and asked for anew only when changed, compressed on the way.

Only for visitors without a session. What is sent to people with one carries tokens against forged
requests, and a page that is compressed together with a secret and with words from its address
gives the secret away by its length. Source: BREACH, https://www.breachattack.com.
"""

from __future__ import annotations

import gzip
import hashlib

from flask import Flask, Response, current_app, request, session

_TYPES = {"text/html", "text/csv", "image/svg+xml", "application/atom+xml"}
_SMALLEST_BYTES = 512
"""Below this the frame of gzip eats what it saves."""
_LEVEL = 6


def init_visitors(app: Flask) -> None:
    """Look at every answer last of all; call this before whatever else adds headers or cookies."""
    app.after_request(_for_visitors)


def _for_visitors(response: Response) -> Response:
    if not _may_be_kept(response):
        return response
    if _has_session(response):
        # Signed in or not: such a page belongs to one person at one moment.
        response.headers.setdefault("Cache-Control", "no-store")
        return response
    if "Cache-Control" not in response.headers:
        response.cache_control.public = True
        response.cache_control.max_age = 0
        response.cache_control.must_revalidate = True
    response.vary.update(("Accept-Language", "Cookie", "Accept-Encoding"))
    body = response.get_data()
    # Weak: the same page may travel compressed or not.
    response.set_etag(hashlib.sha256(body).hexdigest()[:32], weak=True)
    response.make_conditional(request)
    if response.status_code == 200:
        _compress(response, body)
    return response


def _may_be_kept(response: Response) -> bool:
    """Whether it is a whole page, made at once; downloads look after themselves."""
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and response.mimetype in _TYPES
        and not response.is_streamed
        and not response.direct_passthrough
        and "ETag" not in response.headers
        and not response.cache_control.no_store
    )


def _has_session(response: Response) -> bool:
    return (
        current_app.config["SESSION_COOKIE_NAME"] in request.cookies
        or session.modified
        or "Authorization" in request.headers
        or "Set-Cookie" in response.headers
    )


def _compress(response: Response, body: bytes) -> None:
    if len(body) < _SMALLEST_BYTES or not request.accept_encodings["gzip"]:
        return
    response.set_data(gzip.compress(body, _LEVEL, mtime=0))
    response.content_encoding = "gzip"
