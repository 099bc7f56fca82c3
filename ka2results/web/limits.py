"""How often something may be tried: the only module that knows Flask-Limiter.

Only sign-ins that failed count, by the address of the account and that of the client, so that
nobody can lock another person out from elsewhere. Behind proxies the client is known only when
`KA2_TRUSTED_PROXIES` says how many there are. The counts live in the memory of the process.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable
from typing import cast

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter, RequestLimit

SIGN_IN = "account.start_session"
FAILED_SIGN_INS = "10 per 15 minutes"


def init_limits(app: Flask) -> None:
    """Guard the sign-in form; its page must be registered before."""
    limiter = Limiter(_who_for_whom, storage_uri="memory://", strategy="moving-window")
    limiter.init_app(app)
    guard = limiter.limit(FAILED_SIGN_INS, deduct_when=_failed, on_breach=_come_back_later)
    view = cast(Callable[[], ResponseReturnValue], app.view_functions[SIGN_IN])
    app.view_functions[SIGN_IN] = guard(view)


def _who_for_whom() -> str:
    # A digest, since addresses of people do not belong into the counts, nor long texts.
    # The last value, as the form is read: a first one that differs each time would evade the limit.
    account = "".join(request.form.getlist("email")[-1:]).strip().lower()
    return hashlib.sha256(f"{request.remote_addr}\n{account}".encode()).hexdigest()


def _failed(response: Response) -> bool:
    return response.status_code == 401


def _come_back_later(limit: RequestLimit) -> Response:
    wait_s = max(1, math.ceil(limit.window.reset_time - time.time()))
    return Response(status=429, headers={"Retry-After": str(wait_s)})
