"""Words for codes, in the language of the page: lists, countries, languages, states, places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from babel import Locale
from flask import Flask
from flask_babel import gettext, lazy_gettext, ngettext

from ka2results.domain.letters import bare
from ka2results.domain.licences import short_name
from ka2results.domain.permissions import Role
from ka2results.domain.records import EventFacts, Kind, ShownRecord, Status
from ka2results.domain.topics import topic_codes
from ka2results.domain.vocabulary import Vocabulary, vocabulary
from ka2results.wording.languages import (
    for_each_reader,
    interface_locale,
    own_name,
    reader_languages,
)

_KINDS = {
    Kind.OUTPUT: lazy_gettext("Intellectual outputs"),
    Kind.EVENT: lazy_gettext("Multiplier events"),
}
_KIND_OF_ONE = {
    Kind.OUTPUT: lazy_gettext("Intellectual output"),
    Kind.EVENT: lazy_gettext("Multiplier event"),
}
_LISTS: Mapping[str, str] = {
    "type": "output_types",
    "licence": "licences",
    "field": "fields",
    "topic": "topics",
}
_STATES = {
    Status.DRAFT: lazy_gettext("Draft"),
    Status.PUBLISHED: lazy_gettext("Published"),
    Status.WITHDRAWN: lazy_gettext("Withdrawn"),
}
_ROLES = {
    Role.COORDINATOR: lazy_gettext("You are a coordinator here."),
    Role.CONTRIBUTOR: lazy_gettext("You are a contributor here."),
}


def init_labels(app: Flask) -> None:
    """Give the words to every template."""
    for function in (
        language_name, language_names, language_row, country_name, term, plural_type, kind_name,
        status_name, role_name, licence_name, licence_in_words, place, labels, languages,
        countries, licences,
    ):  # fmt: skip
        app.add_template_filter(for_each_reader(function))
    app.add_template_filter(own_name, "own_language_name")
    app.add_template_filter(topic_codes, "topics")
    app.add_template_filter(for_each_reader(value_label), "facet_label")


def language_name(code: str) -> str:
    """A language's name. Source: CLDR."""
    return _language_name(code, interface_locale())


@lru_cache(maxsize=4096)
def _language_name(code: str, locale: Locale) -> str:
    name = locale.languages.get(code)
    return name[0].upper() + name[1:] if name else code


def language_names(codes: Iterable[str]) -> str:
    """Names of languages in a row, written as inside a sentence but for the first letter."""
    row = _names(codes)
    return row[:1].upper() + row[1:]


def language_row(codes: Sequence[str]) -> str:
    """The same with what they are, where nothing else says it: beside names of countries."""
    names = _names(codes)
    return str(ngettext("Language: %(names)s", "Languages: %(names)s", len(codes), names=names))


def _names(codes: Iterable[str]) -> str:
    known = interface_locale().languages
    return ", ".join(str(known.get(code, code)) for code in codes)


def country_name(code: str | None) -> str:
    """A country's name; EL and UK are known. Source: CLDR."""
    known = vocabulary("countries").terms.get(code or "")
    if known is None:
        return code or ""
    return str(interface_locale().territories.get(known.facts["iso3166"], code))


def term(code: str | None, name: str) -> str:
    """Words for a code of a vocabulary."""
    return gettext(vocabulary(name).label(code)) if code else ""


def plural_type(code: str) -> str:
    """The short plural of a result category, for tiles."""
    known = vocabulary("output_types").terms.get(code)
    return gettext(str(known.facts["plural"])) if known else code


def kind_name(record: ShownRecord) -> str:
    """What a record is: its category, or the word for its kind."""
    if record.output_type:
        return term(record.output_type, "output_types")
    return kind_word(record.kind)


def kind_word(kind: Kind) -> str:
    """The word for one record of a kind."""
    return str(_KIND_OF_ONE[kind])


def value_label(value: str, facet: str) -> str:
    """Words for one value of a facet."""
    if facet == "kind":
        return str(_KINDS[Kind(value)]) if value in set(Kind) else value
    if facet == "language":
        return language_name(value)
    if facet == "country":
        return country_name(value)
    if facet == "agency":
        return f"{value} · {country_name(value[:2])}"
    return term(value, _LISTS[facet]) if facet in _LISTS else value


def status_name(status: Status) -> str:
    """Where a record stands in its life."""
    return str(_STATES[status])


def role_name(role: Role) -> str:
    """What a person is in a partnership, as a sentence to them."""
    return str(_ROLES[role])


def licence_name(code: str) -> str:
    """The short name of a licence with what it means, in one breath."""
    known = vocabulary("licences").terms.get(code)
    name = short_name(code)
    return f"{name} · {gettext(str(known.facts['brief']))}" if known else name


def licence_in_words(code: str) -> str:
    """What a licence allows and asks, as a sentence."""
    known = vocabulary("licences").terms.get(code)
    return gettext(str(known.facts["plain"])) if known else ""


def place(event: EventFacts, *, venue: bool = False) -> str:
    """Where an event is: town and country, online, or both; with the venue where asked."""
    parts = [event.venue if venue else "", event.city, country_name(event.country)]
    there = ", ".join(part for part in parts if part)
    if not event.online:
        return there
    return str(gettext("Online and in %(place)s", place=there) if event.city else gettext("Online"))


def labels(terms: Vocabulary) -> list[tuple[str, str]]:
    """Options of a list in its own order."""
    return [(entry.code, gettext(entry.label)) for entry in terms]


def languages(terms: Vocabulary) -> list[tuple[str, str]]:
    """Options of languages: those of the reader first, then by name."""
    options = _by_name((entry.code, language_name(entry.code)) for entry in terms)
    dear = {code: place for place, code in enumerate(reader_languages())}
    return sorted(options, key=lambda option: dear.get(option[0], len(dear)))


def countries(terms: Vocabulary) -> list[tuple[str, str]]:
    """Options of countries by name."""
    return _by_name((entry.code, country_name(entry.code)) for entry in terms)


def licences(terms: Vocabulary) -> list[tuple[str, str]]:
    """Options of licences that the programme accepts, with what they mean."""
    accepted = (entry for entry in terms if entry.facts["adaptation"])
    return [(entry.code, licence_name(entry.code)) for entry in accepted]


def _by_name(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(options, key=lambda option: bare(option[1]))
