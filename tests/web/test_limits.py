"""Signing in: ten wrong passwords, then a pause, for this account from this client only."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from werkzeug.test import TestResponse

from ka2results.factory import create_app
from ka2results.wiring import House
from tests.factories import PASSWORD, Workshop
from tests.web.conftest import Browser


@pytest.fixture(autouse=True)
def people(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    # Hundreds of passwords are checked here; how hard that is, is none of the limit's business.
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("ka2results.services.accounts._HASHER", cheap)
    workshop.person("anna")
    workshop.person("bruno")


def attempt(browser: Browser, password: str = "wrong", name: str = "anna") -> TestResponse:
    return browser.post("/sign-in", {"email": f"{name}@example.org", "password": password})


def fail(browser: Browser, times: int) -> None:
    for _ in range(times):
        assert attempt(browser).status_code == 401


def test_the_eleventh_wrong_password_is_a_page_that_says_when_to_come_back(
    visitor: Browser,
) -> None:
    fail(visitor, 10)

    answer = attempt(visitor)

    assert answer.status_code == 429
    assert 890 <= int(answer.headers["Retry-After"]) <= 900
    assert "Too many attempts in a short time" in answer.text
    assert "Try again in 15 minutes." in answer.text


def test_the_right_password_does_not_help_during_the_pause(visitor: Browser) -> None:
    fail(visitor, 10)

    assert attempt(visitor, PASSWORD).status_code == 429


def test_signing_in_does_not_count(visitor: Browser) -> None:
    for _ in range(3):
        assert attempt(visitor, PASSWORD).status_code == 303
    fail(visitor, 9)

    assert attempt(visitor, PASSWORD).status_code == 303


def test_refused_attempts_do_not_make_the_pause_longer(visitor: Browser) -> None:
    fail(visitor, 10)
    first = int(attempt(visitor).headers["Retry-After"])

    later = [int(attempt(visitor).headers["Retry-After"]) for _ in range(3)]

    assert max(later) <= first


def test_another_account_is_not_affected(visitor: Browser) -> None:
    fail(visitor, 10)

    assert attempt(visitor, PASSWORD, "bruno").status_code == 303


def test_the_same_account_from_elsewhere_is_not_affected(visitor: Browser) -> None:
    fail(visitor, 10)

    visitor.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"

    assert attempt(visitor, PASSWORD).status_code == 303


def test_a_header_that_anybody_can_send_is_no_way_out(visitor: Browser) -> None:
    fail(visitor, 10)

    visitor.client.environ_base["HTTP_X_FORWARDED_FOR"] = "192.0.2.7"

    assert attempt(visitor).status_code == 429


@pytest.mark.parametrize(
    "email",
    [" Anna@Example.ORG ", ["else@example.org", "anna@example.org"]],
    ids=["other letters", "another address before it"],
)
def test_writing_the_address_in_another_way_is_no_way_out(
    visitor: Browser, email: str | list[str]
) -> None:
    fail(visitor, 10)

    answer = visitor.post("/sign-in", {"email": email, "password": PASSWORD})

    assert answer.status_code == 429


def test_other_pages_stay_open_during_the_pause(visitor: Browser) -> None:
    fail(visitor, 10)
    attempt(visitor)

    page = visitor.get("/sign-in")

    assert page.status_code == 200
    assert re.search(r'name="password"', page.text)


@pytest.mark.parametrize(("proxies", "statuses"), [("0", (429, 429)), ("1", (429, 401))])
def test_behind_a_proxy_clients_are_told_apart_when_the_operator_says_so(
    house: House, proxies: str, statuses: tuple[int, int]
) -> None:
    trusting = replace(house.settings, trusted_proxies=int(proxies))
    app = create_app(replace(house, settings=trusting))

    def wrong(client: str) -> int:
        browser = Browser(app.test_client())
        browser.client.environ_base["HTTP_X_FORWARDED_FOR"] = client
        return attempt(browser).status_code

    for _ in range(10):
        wrong("192.0.2.1")

    assert (wrong("192.0.2.1"), wrong("192.0.2.2")) == statuses
