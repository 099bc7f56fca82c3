"""Answers that caches may keep and must ask about each time."""

from __future__ import annotations

import hashlib

from flask import Response, request


def revalidated(body: bytes, content_type: str) -> Response:
    """Send bytes under their ETag, or 304 to who has them: a record may be withdrawn at any time.

    There is no Last-Modified: it counts whole seconds, and knows nothing of the reader's language.
    """
    response = Response(body, content_type=content_type)
    response.set_etag(hashlib.sha256(body).hexdigest())
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
