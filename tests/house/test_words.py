"""Words for people are messages that can be translated; read from the sources themselves."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from marshmallow import Schema, ValidationError

from ka2results import errors, schemas
from ka2results.messages import Message

PACKAGE = Path(errors.__file__).parent
ROOMS = ("domain", "services", "schemas", "web")
OPERATORS_ONLY = "read by operators at the command line only"
PROTOCOL = "answers of OAI-PMH stay English, as its clients expect"
EXCEPTIONS = {
    ("schemas/oai.py", "ValidationError"): PROTOCOL,
    ("schemas/oai.py", "error"): PROTOCOL,
    ("schemas/oai.py", "error_messages"): PROTOCOL,
    ("services/harvest.py", "NoRecordsMatch"): PROTOCOL,
    ("services/schema.py", "WrongSetting"): OPERATORS_ONLY,
    ("schemas/project_lists.py", "InvalidInput"): OPERATORS_ONLY,
    ("schemas/project_values.py", "ValidationError"): OPERATORS_ONLY,
    ("web/qr_code.py", "error"): "the level of error correction, no words",
}
NO_FORMS = ("api", "oai", "sample", "project_")
"""Beginnings of modules with schemas of answers, of the protocol and of operators' files."""

OWN_ERRORS = {
    name
    for name, found in vars(errors).items()
    if inspect.isclass(found) and issubclass(found, errors.KA2Error)
}
SPEAKING = {*OWN_ERRORS, "ValidationError", "Missing", "flash"}
MAKERS = {"say", "say_many", "_", "gettext", "ngettext", "lazy_gettext", "lazy_ngettext"}
WORDS_AMONG = {
    "ValidationError": slice(0, 1),
    "flash": slice(0, 1),
    "Missing": slice(1, 2),
    "NotFound": slice(0, 0),
    "UnknownFormat": slice(0, 0),
}
"""Which arguments are words, where others are names of fields or kinds."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def bare_words(node: ast.expr | None) -> Iterator[ast.expr]:
    """Texts that no maker of messages wraps; keys of a dictionary are names of fields."""
    if isinstance(node, ast.Call) and name_of(node.func) in MAKERS:
        return
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    ):
        yield node
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from bare_words(value)
    elif node is not None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from bare_words(child)


def spoken(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Everything that is said to people, with who says it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            speaker = name_of(node.func)
            if speaker in SPEAKING:
                yield from (
                    (speaker, words) for words in node.args[WORDS_AMONG.get(speaker, slice(None))]
                )
            for keyword in node.keywords:
                if keyword.arg in {"error", "error_messages", "message"}:
                    yield keyword.arg, keyword.value
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if {name_of(target) for target in targets} & {
                "default_error_messages",
                "error_messages",
            }:
                yield "error_messages", node.value


def found_bare() -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for file, tree in sources():
        for speaker, words in spoken(tree):
            for bare in bare_words(words):
                found.setdefault((file, speaker), []).append(bare.lineno)
    return found


def test_nobody_below_the_doors_says_what_cannot_be_translated() -> None:
    bare = {place: lines for place, lines in found_bare().items() if place not in EXCEPTIONS}

    assert not bare, "wrap the words in say(), or name the exception with its reason"


def test_every_exception_is_still_needed() -> None:
    assert not set(EXCEPTIONS) - set(found_bare())


@pytest.mark.parametrize(
    "said",
    [
        'WrongState("It is closed.")',
        'WrongState(f"{name} is closed.")',
        'InvalidInput({"name": [f"{name} is taken."]})',
        'errors.NotAllowed("You may not.")',
        'ValidationError("Too long.", "name")',
        'Missing("title", "Enter a title.")',
        'flash("Saved." if saved else "Lost.")',
        'Length(max=3, error="Too long.")',
        'Text(error_messages={"required": "Enter it."})',
        'default_error_messages = {**OTHERS, "invalid": "Enter it."}',
    ],
)
def test_bare_words_are_found(said: str) -> None:
    assert [bare for _, words in spoken(ast.parse(said)) for bare in bare_words(words)]


@pytest.mark.parametrize(
    "said",
    [
        'WrongState(say("It is closed."))',
        'InvalidInput({"name": [say("{name} is taken.", name=name)]})',
        'ValidationError(say("Too long."), "name")',
        'Missing("title", words)',
        'flash(gettext("Saved."), "good")',
        'NotFound("record", pid)',
        'Text(error_messages={"required": say("Enter it.")})',
    ],
)
def test_messages_are_no_bare_words(said: str) -> None:
    assert not [bare for _, words in spoken(ast.parse(said)) for bare in bare_words(words)]


def test_whatever_is_looked_for_has_a_sentence_of_its_own() -> None:
    kinds = {
        node.args[0].value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and name_of(node.func) == "NotFound"
        and isinstance(node.args[0], ast.Constant)
    }

    assert kinds <= set(errors.NOT_FOUND)


def form_fields() -> Iterator[tuple[type[Schema], str]]:
    for found in pkgutil.iter_modules(schemas.__path__):
        if found.name.startswith(NO_FORMS):
            continue
        module = importlib.import_module(f"{schemas.__name__}.{found.name}")
        for schema in vars(module).values():
            if (
                inspect.isclass(schema)
                and issubclass(schema, Schema)
                and schema.__module__ == module.__name__
            ):
                yield from ((schema, field) for field in schema().fields)


GARBAGE: tuple[Any, ...] = (
    None, "", "  ", "zzz", "\0", "x" * 20_000, "9" * 5000, -1, 10**9, 1.5, float("inf"), True,
    b"\xff", object(), {}, {"a": "b"}, [], [None], ["zzz"], [b"\xff"], ["x" * 20_000], ["a"] * 60,
)  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "field"), list(form_fields()), ids=lambda part: getattr(part, "__name__", part)
)
def test_no_word_of_the_library_reaches_a_person(schema: type[Schema], field: str) -> None:
    said = [message for data in answers(field) for message in complaints(schema, data)]

    assert not [message for message in said if type(message) is not Message]


def answers(field: str) -> Iterator[Mapping[str, Any]]:
    yield {}
    yield from ({field: garbage} for garbage in GARBAGE)


def complaints(schema: type[Schema], data: Mapping[str, Any]) -> list[Any]:
    try:
        schema().load(data)
    except ValidationError as error:
        return list(leaves(error.messages))
    return []


def leaves(found: Any) -> Iterator[Any]:
    if isinstance(found, Mapping | list):
        for inner in found.values() if isinstance(found, Mapping) else found:
            yield from leaves(inner)
    else:
        yield found
