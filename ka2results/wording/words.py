"""Messages of the rooms below in the language of the page: where they meet the catalogues."""

from __future__ import annotations

import logging

from flask import current_app, has_app_context
from flask_babel import format_decimal, get_translations

from ka2results.messages import Message

log = logging.getLogger(__name__)

COUNTED = frozenset({"count", "limit", "max", "min", "n"})
"""Values that get the groups of digits of the language; years and codes keep theirs."""


class _Grouped(str):
    """A number as the language writes it, whatever form the template asks for."""

    __slots__ = ()

    def __format__(self, _form: str) -> str:
        return str(self)


def translated(message: str) -> str:
    """Say a message in the language of the page; any other text stays as it is.

    English outside the application, where no language was chosen.
    """
    if not isinstance(message, Message):
        return message
    if not has_app_context() or "babel" not in current_app.extensions:
        return str(message)
    try:
        return _filled(message)
    except (LookupError, ValueError):
        # A translator's slip in one name must not cost the reader the page.
        log.exception("The translation of %r cannot be filled in.", message.template)
        return str(message)


def _filled(message: Message) -> str:
    words, values = get_translations(), message.values
    if message.plural is None:
        template = words.ugettext(message.template)
    else:
        template = words.ungettext(message.template, message.plural, values["n"])
    shown = {name: _shown(name, value) for name, value in values.items()}
    return str(template.format(**shown)) if shown else str(template)


def _shown(name: str, value: object) -> object:
    if isinstance(value, Message):
        return translated(value)
    if name in COUNTED and isinstance(value, int):
        return _Grouped(format_decimal(value))
    return value
