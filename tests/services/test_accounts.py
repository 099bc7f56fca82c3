"""Accounts: a password that fits, or one and the same refusal."""

from __future__ import annotations

import pytest

from ka2results.errors import InvalidInput, NotAllowed, NotFound, SignInFailed
from ka2results.models import User, WorkSession
from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import PASSWORD, Workshop


def test_the_right_password_signs_in_whatever_the_case_of_the_address(
    workshop: Workshop, services: Services
) -> None:
    user_id = workshop.person("anna")

    assert services.accounts.sign_in(" Anna@Example.org ", PASSWORD).user_id == user_id


@pytest.mark.parametrize(
    ("email", "password"),
    [("anna@example.org", "wrong password"), ("nobody@example.org", PASSWORD), ("", "")],
)
def test_anything_else_is_refused_in_the_same_words(
    workshop: Workshop, services: Services, email: str, password: str
) -> None:
    workshop.person("anna")

    with pytest.raises(SignInFailed, match="e-mail address or the password"):
        services.accounts.sign_in(email, password)


def test_passwords_are_kept_as_argon2id_only(house: House, workshop: Workshop) -> None:
    user_id = workshop.person("anna")

    with WorkSession(house.engine) as session:
        assert session.get_one(User, user_id).password_hash.startswith("$argon2id$")


def test_a_short_password_is_refused(services: Services) -> None:
    with pytest.raises(InvalidInput) as caught:
        services.accounts.add("anna@example.org", "Anna", "short")

    assert "password" in caught.value.errors


def test_one_address_has_one_account(workshop: Workshop, services: Services) -> None:
    workshop.person("anna")

    with pytest.raises(InvalidInput) as caught:
        services.accounts.add("ANNA@example.org", "Other", PASSWORD)

    assert "email" in caught.value.errors


def test_a_session_ends_everywhere_when_its_key_changes(
    house: House, workshop: Workshop, services: Services
) -> None:
    workshop.person("anna")
    account = services.accounts.sign_in("anna@example.org", PASSWORD)
    with WorkSession(house.engine) as session:
        session.get_one(User, account.user_id).session_key = "another"
        session.commit()

    with house.services() as later:
        assert later.accounts.signed_in(account.user_id, account.session_key) is None
        assert later.accounts.signed_in(account.user_id, "another") is not None


def test_a_closed_account_can_do_nothing(
    house: House, workshop: Workshop, services: Services
) -> None:
    user_id = workshop.person("anna")
    with WorkSession(house.engine) as session:
        session.get_one(User, user_id).active = False
        session.commit()

    with house.services() as later:
        with pytest.raises(SignInFailed):
            later.accounts.sign_in("anna@example.org", PASSWORD)
        with pytest.raises(NotAllowed):
            later.catalogue.my_partnerships(by=user_id)


def test_an_unknown_address_is_told_to_the_operator(services: Services) -> None:
    with pytest.raises(NotFound):
        services.accounts.by_email("nobody@example.org")


def test_a_chosen_language_is_remembered_and_can_be_forgotten(
    workshop: Workshop, services: Services, house: House
) -> None:
    user_id = workshop.person("anna")
    chosen = []

    for language in ("fi", None):
        services.accounts.choose_language(user_id, language)
        with house.services() as later:
            chosen.append(later.accounts.sign_in("anna@example.org", PASSWORD).language)

    assert chosen == ["fi", None]


@pytest.mark.parametrize("language", ["el", "EN", "", "en-GB"])
def test_a_language_without_pages_is_refused(
    workshop: Workshop, services: Services, language: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        services.accounts.choose_language(workshop.person("anna"), language)

    assert "language" in caught.value.errors
