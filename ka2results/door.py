"""How the doors that speak HTTP reach the services of the current request."""

from __future__ import annotations

from typing import cast

from flask import current_app, g

from ka2results.domain.addresses import Addresses
from ka2results.services.house import Services
from ka2results.settings import Settings
from ka2results.wiring import House

EXTENSION = "ka2results"


def house() -> House:
    """The engines and settings of this application."""
    return cast(House, current_app.extensions[EXTENSION])


def settings() -> Settings:
    """The settings of this application."""
    return house().settings


def addresses() -> Addresses:
    """Makes absolute links from the base URL of the settings."""
    return house().addresses


def services() -> Services:
    """The services of this request; they share one database session, closed at its end."""
    if "services" not in g:
        g.services = house().open()
    return cast(Services, g.services)


def close_services(_error: BaseException | None = None) -> None:
    """Give the database session of this request back."""
    opened = g.pop("services", None)
    if opened is not None:
        opened.close()
