"""The lists hold what the programme says."""

from __future__ import annotations

import pytest
from babel import Locale

from ka2results.domain.vocabulary import vocabulary

LISTS = (
    "actions", "countries", "fields", "languages", "licences", "organisation_types", "output_types",
    "topics",
)  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_its_source_and_labels_every_term(name: str) -> None:
    terms = vocabulary(name)

    assert terms.source
    assert list(terms)
    assert all(term.label.strip() for term in terms)


def test_there_are_the_fifteen_result_categories() -> None:
    assert len(list(vocabulary("output_types"))) == 15


def test_there_are_the_twenty_nine_types_of_organisation() -> None:
    assert len(list(vocabulary("organisation_types"))) == 29


def test_greece_and_the_united_kingdom_have_the_codes_of_the_programme() -> None:
    countries = vocabulary("countries")

    assert countries.terms["EL"].facts["iso3166"] == "GR"
    assert countries.terms["UK"].facts["iso3166"] == "GB"
    assert "GR" not in countries
    assert "GB" not in countries


def test_the_united_kingdom_left_after_the_call_of_2020() -> None:
    assert vocabulary("countries").terms["UK"].facts["programme"] == [[2014, 2020]]


def test_every_country_and_language_has_a_name_in_cldr() -> None:
    english = Locale("en")

    assert all(c.facts["iso3166"] in english.territories for c in vocabulary("countries"))
    assert all(language.code in english.languages for language in vocabulary("languages"))


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert vocabulary("licences").label("Beerware") == "Beerware"
