"""Makes the Flask application around a house."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from ka2results import door
from ka2results.api.setup import init_api
from ka2results.feed.following import blueprint as following
from ka2results.feed.oai import blueprint as oai
from ka2results.paths import data_dir
from ka2results.settings import Settings
from ka2results.web import (
    account,
    assets,
    browse,
    catalogue,
    citing,
    deposit,
    design,
    errors,
    filters,
    information,
    limits,
    partnerships,
    pictures,
    statistics,
    visitors,
)
from ka2results.web.security import csrf, init_security
from ka2results.web.sessions import init_sessions
from ka2results.wiring import House
from ka2results.wording import languages

_FORM_OVERHEAD_BYTES = 1024**2


def create_app(house: House) -> Flask:
    """Put the doors in front of a house."""
    app = Flask(
        "ka2results",
        template_folder=str(data_dir("templates")),
        static_folder=None,
    )
    app.config.update(_configuration(house.settings))
    app.extensions[door.EXTENSION] = house
    app.teardown_appcontext(door.close_services)
    visitors.init_visitors(app)
    init_security(app)
    init_sessions(app)
    languages.init_languages(app)
    filters.init_filters(app)
    pictures.init_pictures(app)
    assets.init_assets(app, house.settings)
    errors.init_errors(app)
    _open_doors(app, house.settings)
    if proxies := house.settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)  # type: ignore[method-assign]  # the documented way
    return app


def _configuration(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": settings.max_upload_bytes + _FORM_OVERHEAD_BYTES,
        "SESSION_COOKIE_NAME": "ka2_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https:"),
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _open_doors(app: Flask, settings: Settings) -> None:
    for module in (
        catalogue, citing, browse, partnerships, deposit, account, information, pictures,
        statistics,
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
    if settings.development:
        app.register_blueprint(design.blueprint)
    limits.init_limits(app)
    app.register_blueprint(following)
    app.register_blueprint(oai)
    csrf.exempt(oai)
    init_api(app)
