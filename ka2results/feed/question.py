"""What a harvester asks: the verb and its arguments, checked before anything is looked up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ka2results.errors import InvalidInput
from ka2results.feed.faults import Code, Fault, Refused, refused
from ka2results.schemas.oai import SCHEMAS, Arguments, Verb
from ka2results.schemas.reading import load

_SHOWABLE_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")


@dataclass(frozen=True)
class Question:
    """One request that keeps to the protocol."""

    verb: Verb
    arguments: Arguments
    echo: Mapping[str, str]
    """The verb and every argument as they were given, in the order of the protocol."""


def read_question(pairs: Sequence[tuple[str, str]]) -> Question:
    """Check the arguments of a request.

    Args:
        pairs: names and values in the order given, repeated ones as often as they were given.

    Raises:
        Refused: with badVerb, or with badArgument once for every argument that is wrong.
    """
    verb = _verb([value for name, value in pairs if name == "verb"])
    given = [(name, value) for name, value in pairs if name != "verb"]
    repeated = [name for name, times in Counter(name for name, _ in given).items() if times > 1]
    if repeated:
        raise Refused([_bad_argument(name, "It is given more than once.") for name in repeated])
    schema = SCHEMAS[verb]()
    try:
        arguments = load(schema, dict(given))
    except InvalidInput as error:
        raise Refused(
            [_bad_argument(name, " ".join(said)) for name, said in error.errors.items()]
        ) from error
    names = [field.data_key or name for name, field in schema.fields.items()]
    values = dict(given)
    echo = {name: values[name] for name in names if name in values}
    return Question(verb, arguments, {"verb": verb.value, **echo})


def _verb(values: Sequence[str]) -> Verb:
    if len(values) == 1 and values[0] in SCHEMAS:
        return Verb(values[0])
    problem = "It is missing." if not values else "It is given more than once."
    if len(values) == 1:
        problem = "There is no such verb."
    raise refused(Code.BAD_VERB, f"verb: {problem} Accepted: {', '.join(SCHEMAS)}.")


def _bad_argument(name: str, problem: str) -> Fault:
    shown = name if _SHOWABLE_NAME.fullmatch(name) else "An argument"
    return Fault(Code.BAD_ARGUMENT, f"{shown}: {problem}")
