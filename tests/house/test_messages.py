"""Messages: English for everyone, with what a translator needs kept beside."""

from __future__ import annotations

from marshmallow import ValidationError, validate

from ka2results.messages import Message, say, say_many


def test_a_message_is_its_english_sentence() -> None:
    message = say("There is no record “{key}”.", key="abc")

    assert message == "There is no record “abc”."
    assert (message.template, message.values) == ("There is no record “{key}”.", {"key": "abc"})


def test_a_counting_message_takes_the_form_of_its_number() -> None:
    assert say_many("{n} hit", "{n} hits", n=1) == "1 hit"
    assert say_many("{n} hit", "{n} hits", n=0) == "0 hits"


def test_braces_without_values_stay_as_they_are() -> None:
    assert say("Write {name} as it is.") == "Write {name} as it is."


def test_a_check_of_marshmallow_keeps_the_message_for_the_translator() -> None:
    check = validate.Range(0, 9, error=say("Enter {min} to {max}."))

    try:
        check(11)
    except ValidationError as error:
        words = error.messages[0]

    assert isinstance(words, Message)
    assert words == "Enter 0 to 9."
    assert words.template == "Enter {min} to {max}."
