"""Lists of names stand in the order that readers of the language expect."""

from __future__ import annotations

from flask import Flask

from ka2results.domain.vocabulary import vocabulary
from ka2results.wording.labels import countries


def test_accents_do_not_send_a_country_to_the_end(app: Flask) -> None:
    with app.test_request_context("/?lang=de"):
        names = [name for _, name in countries(vocabulary("countries"))]

    assert names.index("Ägypten") < names.index("Belgien")
    assert names.index("Österreich") < names.index("Polen")
