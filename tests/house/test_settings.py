"""Settings come from the environment once, and a wrong one stops the start in clear words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ka2results.errors import WrongSetting
from ka2results.settings import Settings, explain

KEY = "correct:horse:battery:staple:and:a:few:more"


def test_development_needs_nothing() -> None:
    settings = Settings.from_env({"KA2_ENV": "development"})

    assert settings.development
    assert settings.base_url == "http://127.0.0.1:8000"


def test_production_refuses_to_start_without_a_secret_key() -> None:
    with pytest.raises(WrongSetting) as caught:
        Settings.from_env({})

    assert caught.value.name == "KA2_SECRET_KEY"
    assert "32 characters" in caught.value.accepted


def test_the_home_moves_database_index_and_uploads(tmp_path: Path) -> None:
    settings = Settings.from_env({"KA2_ENV": "development", "KA2_HOME": str(tmp_path)})

    assert settings.database_url == f"sqlite:///{tmp_path}/instance/ka2results.db"
    assert settings.search_url == f"whoosh://{tmp_path}/instance/index"
    assert settings.storage_url == f"file://{tmp_path}/uploads"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KA2_ENV", "staging"),
        ("KA2_PORT", "eighty"),
        ("KA2_PORT", "70000"),
        ("KA2_SECRET_KEY", "short"),
        ("KA2_BASE_URL", "results.example.org"),
        ("KA2_BASE_URL", "https://results.example.org/"),
        ("KA2_BASE_URL", "https://results.example.org/ka2"),
        ("KA2_BASE_URL", "https://results.example.org\n"),
        ("KA2_REPOSITORY_ID", "localhost"),
        ("KA2_REPOSITORY_ID", "3d.example.org"),
        ("KA2_ADMIN_EMAIL", "nobody"),
        ("KA2_DATABASE_URL", "mysql://somewhere"),
        ("KA2_DATABASE_URL", "sqlite:foo"),
        ("KA2_DATABASE_URL", "sqlite://"),
        ("KA2_REPOSITORY_NAME", "a\x01b"),
        ("KA2_STORAGE_URL", "s4://bucket"),
        ("KA2_SEARCH_URL", "solr://somewhere"),
        ("KA2_MAX_UPLOAD_BYTES", "0"),
        ("KA2_FEED_PAGE_SIZE", "501"),
        ("KA2_HOST", "0.0.0.0"),
        ("KA2_OPERATOR", "a\nb"),
        ("KA2_DATA_PROTECTION_EMAIL", "nobody"),
        ("KA2_SOURCE_URL", "javascript:alert(1)"),
        ("KA2_PRIVACY_URL", "ftp://agency.example/privacy"),
        ("KA2_ACCESSIBILITY_STATUS", "mostly"),
        ("KA2_ACCESSIBILITY_CHECKED_ON", "24.11.2026"),
        ("KA2_ACCESSIBILITY_ANSWER_DAYS", "366"),
        ("KA2_ENFORCEMENT_URL", "authority.example"),
    ],
)
def test_a_wrong_value_is_named_with_the_accepted_form(name: str, value: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        Settings.from_env({"KA2_ENV": "development", name: value})

    assert caught.value.name == name
    assert caught.value.accepted
    assert name in str(caught.value)


def test_the_repository_stands_for_an_operator_that_is_not_named() -> None:
    settings = Settings.from_env(
        {
            "KA2_ENV": "development",
            "KA2_REPOSITORY_NAME": "Open Results",
            "KA2_ADMIN_EMAIL": "results@agency.example",
        }
    )

    assert settings.operator == "Open Results"
    assert settings.data_protection_email == "results@agency.example"
    assert "operator" in settings.untold


def test_a_fresh_installation_knows_what_its_operator_has_not_told() -> None:
    settings = Settings.from_env({"KA2_ENV": "development"})

    assert settings.untold == {
        "operator",
        "operator_address",
        "admin_email",
        "accessibility_checked_on",
        "enforcement_body",
    }


def test_what_the_operator_told_is_no_longer_missing() -> None:
    settings = Settings.from_env(
        {
            "KA2_ENV": "development",
            "KA2_OPERATOR": "Example Agency",
            "KA2_OPERATOR_ADDRESS": "Street 1, Helsinki",
            "KA2_ADMIN_EMAIL": "results@agency.example",
            "KA2_ACCESSIBILITY_CHECKED_ON": "2026-11-24",
            "KA2_ENFORCEMENT_BODY": "Example Authority",
        }
    )

    assert settings.accessibility_checked_on == date(2026, 11, 24)
    assert not settings.untold


def test_a_misspelt_setting_is_told_not_ignored() -> None:
    with pytest.raises(WrongSetting) as caught:
        Settings.from_env({"KA2_ENV": "development", "KA2_DATABASE": "sqlite://"})

    assert caught.value.name == "KA2_DATABASE"
    assert "KA2_DATABASE_URL" in caught.value.accepted


def test_the_command_line_wins_over_the_environment() -> None:
    settings = Settings.from_env({"KA2_ENV": "development", "KA2_PORT": "8001"}, port=9000)

    assert settings.port == 9000


def test_every_setting_stands_in_the_table_for_operators() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "operate.md"

    told = re.findall(r"^\| `(KA2_\w+)` \|", page.read_text("utf-8"), re.M)

    assert sorted(told) == sorted(e.name for e in explain({"KA2_SECRET_KEY": KEY}))


def test_every_setting_is_explained_with_its_origin() -> None:
    environ = {"KA2_SECRET_KEY": KEY, "KA2_PORT": "8001"}

    explained = {e.name: e for e in explain(environ)}

    assert explained["KA2_PORT"].origin == "environment"
    assert explained["KA2_HOST"].origin == "default"
    assert all(e.meaning and e.accepted for e in explained.values())


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://ka2:hunter2@db.example.org/ka2",
        "postgresql+psycopg://ka2:hunter2/@x@db.example.org/ka2",
        "postgresql+psycopg://db.example.org/ka2?user=ka2&password=hunter2&sslmode=require",
    ],
)
def test_secrets_are_never_shown(url: str) -> None:
    environ = {"KA2_SECRET_KEY": KEY, "KA2_DATABASE_URL": url}

    shown = {e.name: e.value for e in explain(environ)}

    assert KEY not in shown.values()
    assert "hunter2" not in shown["KA2_DATABASE_URL"]
    assert "db.example.org" in shown["KA2_DATABASE_URL"]
