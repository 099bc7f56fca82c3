"""Messages for people, written in English where they arise and translated at the doors.

A door asks for `template`, `plural` and `values`; everyone else reads a message as the English
string that it is. The functions are the keywords by which translators' catalogues find messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self


class Message(str):
    """An English sentence that remembers how it was made."""

    __slots__ = ("plural", "template", "values")

    template: str
    """As in the catalogue, with {names} to fill in; the singular form where there are two."""
    plural: str | None
    """The form for several; `values["n"]` decides."""
    values: Mapping[str, Any]
    """What fills the names; messages among them are translated first."""

    def __new__(
        cls, template: str, plural: str | None = None, values: Mapping[str, Any] | None = None
    ) -> Self:
        """Fill the template; without values it stays as it is."""
        given = dict(values or {})
        chosen = template if plural is None or given.get("n") == 1 else plural
        self = super().__new__(cls, chosen.format(**given) if given else chosen)
        self.template, self.plural, self.values = template, plural, given
        return self

    def format(self, *_: object, **values: object) -> Message:
        """Fill the names now; this is how marshmallow completes the words of its checks."""
        return Message(self.template, self.plural, {**self.values, **values})


def say(template: str, /, **values: Any) -> Message:
    """A message to be translated; {names} in it are filled with the values."""
    return Message(template, None, values)


def say_many(one: str, many: str, /, n: int, **values: Any) -> Message:
    """A message that counts: the form for one, the form for others, both may name {n}."""
    return Message(one, many, {"n": n, **values})
