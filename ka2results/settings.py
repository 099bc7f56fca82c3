"""The settings: read once from `KA2_*` variables, each with a meaning and an accepted form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from ka2results.errors import WrongSetting
from ka2results.settings_variables import EXAMPLE_EMAIL, Variables

DEVELOPMENT_KEY = "only for development, never for the public"


@dataclass(frozen=True)
class Settings:
    """All settings, checked."""

    env: str
    home: Path
    secret_key: str
    host: str
    port: int
    threads: int
    trusted_proxies: int
    base_url: str
    repository_name: str
    repository_id: str
    admin_email: str
    operator: str
    operator_address: str
    data_protection_email: str
    privacy_url: str
    source_url: str
    accessibility_status: str
    accessibility_exceptions: str
    accessibility_checked_on: date | None
    accessibility_answer_days: int
    enforcement_body: str
    enforcement_url: str
    database_url: str
    storage_url: str
    search_url: str
    max_upload_bytes: int
    feed_page_size: int

    @property
    def development(self) -> bool:
        """True on somebody's own machine."""
        return self.env == "development"

    @property
    def untold(self) -> frozenset[str]:
        """What the operator has not told the public yet, by the names of the settings."""
        told = {
            "operator": self.operator != self.repository_name,
            "operator_address": bool(self.operator_address),
            "admin_email": self.admin_email != EXAMPLE_EMAIL,
            "accessibility_checked_on": self.accessibility_checked_on is not None,
            "enforcement_body": bool(self.enforcement_body),
        }
        return frozenset(name for name, known in told.items() if not known)

    @classmethod
    def from_env(cls, environ: Mapping[str, str], **given: Any) -> Settings:
        """Read every variable; `given` (from the command line) wins over the environment.

        Raises:
            WrongSetting: a value cannot be used, or the secret key is missing outside
                development; the message names the variable and the accepted form.
        """
        values = _load({**_own(environ), **{k: str(v) for k, v in given.items()}})
        home = Path(values["home"]).expanduser().resolve()
        if not values["secret_key"] and values["env"] == "development":
            values["secret_key"] = DEVELOPMENT_KEY
        values["operator"] = values["operator"] or values["repository_name"]
        values["data_protection_email"] = values["data_protection_email"] or values["admin_email"]
        values["base_url"] = values["base_url"] or f"http://{values['host']}:{values['port']}"
        values["database_url"] = values["database_url"] or _sqlite(home)
        values["storage_url"] = values["storage_url"] or (home / "uploads").as_uri()
        values["search_url"] = values["search_url"] or _whoosh(home)
        settings = cls(**{**values, "home": home})
        settings._check_together()
        return settings

    def _check_together(self) -> None:
        if not self.secret_key:
            raise _wrong("secret_key", "It is missing, and only development can do without.")
        if self.development and self.host not in {"127.0.0.1", "::1", "localhost"}:
            raise _wrong(
                "host",
                f"In development only this machine may connect, but it is “{self.host}”; "
                "set KA2_ENV=production to serve others.",
            )


@dataclass(frozen=True)
class ExplainedSetting:
    """One setting as `ka2results config` shows it."""

    name: str
    value: str
    origin: str
    meaning: str
    accepted: str


def explain(environ: Mapping[str, str]) -> list[ExplainedSetting]:
    """Say of every setting what it means, what it is and where that comes from.

    Total: wrong values are shown as they are, so that they can be mended.
    """
    given = _own(environ)
    try:
        defaults = {**vars(Settings.from_env({**environ, "KA2_ENV": "development"}))}
    except WrongSetting:
        defaults = {**vars(Settings.from_env({"KA2_ENV": "development"}))}
    return [
        ExplainedSetting(
            name=_name(field),
            value=_shown(
                given.get(field) or _default(field, defaults), hides=declared.metadata["hides"]
            ),
            origin="environment" if field in given else "default",
            meaning=declared.metadata["meaning"],
            accepted=declared.metadata["accepted"],
        )
        for field, declared in Variables().fields.items()
    ]


def _default(field: str, resolved: Mapping[str, Any]) -> Any:
    declared = Variables().fields[field].load_default
    return "" if field == "secret_key" else declared if field == "env" else resolved[field]


def _load(values: Mapping[str, str]) -> dict[str, Any]:
    try:
        return dict(Variables().load(values))
    except ValidationError as error:
        field, problems = next(iter(dict(error.normalized_messages()).items()))  # type: ignore[no-untyped-call]  # marshmallow leaves it untyped
        raise _wrong(field, " ".join(problems)) from error


def _own(environ: Mapping[str, str]) -> dict[str, str]:
    prefix = "KA2_"
    return {
        name.removeprefix(prefix).lower(): value
        for name, value in environ.items()
        if name.startswith(prefix) and value
    }


def _wrong(field: str, problem: str) -> WrongSetting:
    declared = Variables().fields.get(field)
    if declared is None:
        known = ", ".join(_name(name) for name in Variables().fields)
        return WrongSetting(_name(field), "There is no such setting.", known)
    return WrongSetting(_name(field), problem, declared.metadata["accepted"])


def _name(field: str) -> str:
    return f"KA2_{field.upper()}"


def _shown(value: object, *, hides: str) -> str:
    text = "" if value is None else str(value)
    if hides == "all":
        return "(hidden)" if text else ""
    if hides == "password":
        # Greedy up to the last @, since a password may hold any letter.
        text = re.sub(r"(://[^:/?@]*):.*@", r"\1:(hidden)@", text)
        text = re.sub(r"((?:password|passwd|secret)=)[^&]*", r"\1(hidden)", text, flags=re.I)
    return text


def _sqlite(home: Path) -> str:
    return f"sqlite:///{(home / 'instance' / 'ka2results.db').as_posix()}"


def _whoosh(home: Path) -> str:
    return (home / "instance" / "index").as_uri().replace("file:", "whoosh:", 1)
