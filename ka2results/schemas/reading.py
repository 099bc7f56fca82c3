"""Loads a schema and turns its complaints into the product's own error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, ValidationError, fields

from ka2results.errors import InvalidInput


def load(schema: Schema, data: Mapping[str, Any]) -> Any:
    """Load data.

    Raises:
        InvalidInput: the messages of the schema by field, flattened.
    """
    try:
        return schema.load(data)
    except ValidationError as error:
        # marshmallow leaves this method untyped
        messages = error.normalized_messages()  # type: ignore[no-untyped-call]
        raise InvalidInput(_flat(messages)) from error


def load_lists(schema: Schema, lists: Mapping[str, Sequence[str]]) -> Any:
    """Load what a browser sends, a list of texts for every field.

    A field that is no list takes the last value, as the last control of a form counts; an empty
    text means that nothing was entered.

    Raises:
        InvalidInput: as `load`.
    """
    taken = {
        name: list(values) if isinstance(schema.fields[name], fields.List) else values[-1]
        for name, values in lists.items()
        if name in schema.fields and values
    }
    return load(schema, {name: value for name, value in taken.items() if value != ""})


def _flat(messages: Mapping[str, Any]) -> dict[str, list[str]]:
    return {str(field): _leaves(value) for field, value in messages.items()}


def _leaves(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [leaf for inner in value.values() for leaf in _leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in _leaves(inner)]
    return [value if isinstance(value, str) else str(value)]
