"""What a record must have before the public may see it.

Source: Erasmus+ Programme Guide, Part C, open access requirement and open licence; the glossary
for the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ka2results.domain.vocabulary import vocabulary
from ka2results.errors import Missing
from ka2results.messages import say


@dataclass(frozen=True)
class OutputFacts:
    """The facts of an intellectual output that decide on its publication."""

    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    output_type: str | None
    languages: tuple[str, ...]
    licence: str | None
    files: int


@dataclass(frozen=True)
class EventNeeds:
    """The facts of a multiplier event that decide on its publication."""

    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    starts_on: date | None
    ends_on: date | None
    country: str | None
    online: bool
    published_outputs: int
    """Outputs that it presents and that the public can see."""


def missing_in_output(facts: OutputFacts) -> list[Missing]:
    """Say what an intellectual output still lacks; empty when it can be published."""
    found = _missing_texts(facts.titles, facts.summaries)
    if not facts.output_type:
        found.append(Missing("output_type", say("Choose the type of result.")))
    if not facts.languages:
        found.append(Missing("languages", say("Choose the language of the material.")))
    found += _missing_licence(facts.licence)
    if not facts.files:
        found.append(Missing("files", say("Add at least one file.")))
    return found


def missing_in_event(facts: EventNeeds) -> list[Missing]:
    """Say what a multiplier event still lacks; empty when it can be published.

    Source: Erasmus+ Programme Guide: multiplier events share the intellectual outputs and exist
    only with them.
    """
    found = _missing_texts(facts.titles, facts.summaries)
    if facts.starts_on is None:
        found.append(Missing("starts_on", say("Enter the day on which the event begins.")))
    elif facts.ends_on is not None and facts.ends_on < facts.starts_on:
        found.append(
            Missing("ends_on", say("The event ends before it begins; correct one of the days."))
        )
    if not facts.online and not facts.country:
        words = say("Choose the country of the venue, or mark it as online.")
        found.append(Missing("country", words))
    if not facts.published_outputs:
        found.append(
            Missing(
                "presents",
                say(
                    "A multiplier event must present an intellectual output. "
                    "Choose at least one that is published."
                ),
            )
        )
    return found


def _missing_texts(titles: Mapping[str, str], summaries: Mapping[str, str]) -> list[Missing]:
    found = []
    if not titles:
        found.append(Missing("title", say("Enter a title.")))
    if not summaries:
        words = say("Write a summary: what it is, for whom, how to use it.")
        found.append(Missing("summary", words))
    return found


def _missing_licence(licence: str | None) -> list[Missing]:
    if not licence:
        return [Missing("licence", say("Choose an open licence."))]
    term = vocabulary("licences").terms.get(licence)
    if term is None:
        words = say("“{code}” is not in the list of licences; choose another.", code=licence)
        return [Missing("licence", words)]
    if not term.facts["adaptation"]:
        return [
            Missing(
                "licence",
                say(
                    "{licence} forbids changed versions, which the programme must allow. "
                    "Choose a licence without “NoDerivatives”.",
                    licence=say(term.label),
                ),
            )
        ]
    return []
