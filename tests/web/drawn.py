"""Draws with the macros of the pages and reads what came out."""

from __future__ import annotations

from typing import Any

from flask import Flask, get_template_attribute
from lxml import etree


def drawn(app: Flask, macro: str, *values: Any) -> Any:
    """Draw a picture and read it as XML, which is stricter than HTML."""
    with app.test_request_context():
        return etree.fromstring(get_template_attribute("macros/pictures.html", macro)(*values))


def texts(element: Any, path: str) -> list[str]:
    """The words of all elements at a path."""
    return ["".join(found.itertext()).strip() for found in element.findall(path)]


def of_class(element: Any, name: str) -> list[Any]:
    """All elements of a class, at any depth."""
    return list(element.xpath(f'.//*[contains(concat(" ", @class, " "), " {name} ")]'))


def table_of(figure: Any) -> list[tuple[str, int]]:
    """The table under a picture."""
    rows = figure.findall(".//tbody/tr")
    return [(texts(row, "th")[0], int(texts(row, "td")[0].replace(",", ""))) for row in rows]
