"""Ways in for people who look around: lists by country, topic and the like, and organisations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from ka2results.domain.figures import Figure
from ka2results.domain.letters import bare
from ka2results.door import services
from ka2results.schemas.reading import load_lists
from ka2results.schemas.search import ListArguments
from ka2results.web.paging import ListPage
from ka2results.wording.labels import value_label

blueprint = Blueprint("browse", __name__)

WAYS = {
    "country": lazy_gettext("Countries of partners"),
    "topic": lazy_gettext("Topics"),
    "language": lazy_gettext("Languages of the material"),
    "type": lazy_gettext("Types of result"),
    "field": lazy_gettext("Fields of education"),
    "agency": lazy_gettext("National agencies"),
    "year": lazy_gettext("Call years"),
}
"""Facets that are worth a list of their own, in the order of the page."""
OF_PARTNERSHIPS = ("country", "topic", "field", "agency", "year")
"""Those by which partnerships, too, can be listed."""
PAGE_SIZE = 30


@dataclass(frozen=True)
class Way:
    """One value to browse by: what leads to its records and to its partnerships."""

    label: str
    count: int
    url: str
    partnerships: int = 0
    partnerships_url: str = ""


@dataclass(frozen=True)
class Ways:
    """Every value of one facet."""

    name: str
    title: str
    url: str
    values: tuple[Way, ...]

    @property
    def with_partnerships(self) -> bool:
        """Whether partnerships can be listed by it."""
        return self.name in OF_PARTNERSHIPS


@blueprint.get("/browse")
def index() -> ResponseReturnValue:
    """Show every way in, with its most frequent values."""
    browsing = services().browsing
    figures = browsing.figures()
    boxes = [
        _ways(name, figures[name], browsing.partnerships_by(name))
        if name in OF_PARTNERSHIPS
        else _ways(name, figures[name])
        for name in WAYS
    ]
    return render_template("browse.html", boxes=[box for box in boxes if box.values])


@blueprint.get("/browse/<facet>")
def by(facet: str) -> ResponseReturnValue:
    """Show every value of one facet."""
    if facet not in WAYS:
        abort(404)
    browsing = services().browsing
    records = browsing.figures()[facet]
    partnerships = browsing.partnerships_by(facet) if facet in OF_PARTNERSHIPS else None
    return render_template(
        "browse_by.html",
        box=_ways(facet, records, partnerships),
        records=records,
        partnerships=partnerships,
    )


@blueprint.get("/organisations")
def organisations() -> ResponseReturnValue:
    """List organisations by name; words narrow the list."""
    asked = load_lists(ListArguments(), dict(request.args.lists()))
    found, total = services().browsing.organisations(asked["q"], asked["page"], PAGE_SIZE)
    page = ListPage("browse.organisations", asked["q"], asked["page"], PAGE_SIZE, total, found)
    if page.last_url:
        return redirect(page.last_url)
    return render_template("organisations.html", page=page)


@blueprint.get("/organisations/<public_id>")
def organisation(public_id: str) -> ResponseReturnValue:
    """Show an organisation with its partnerships and what they published."""
    page = services().browsing.organisation(public_id)
    described = services().citing.organisation(page)
    return render_template("organisation.html", page=page, described=described)


def _ways(name: str, records: Figure, partnerships: Figure | None = None) -> Ways:
    found, in_partnerships = dict(records.rows), dict(partnerships.rows if partnerships else ())
    values = [
        Way(
            value_label(code, name),
            found.get(code, 0),
            url_for("catalogue.search", **{name: code}),  # type: ignore[arg-type]  # no reserved name
            in_partnerships.get(code, 0),
            url_for("partnerships.listing", **{name: code}),  # type: ignore[arg-type]  # the same
        )
        for code in dict.fromkeys([*found, *in_partnerships])
    ]
    return Ways(
        name, str(WAYS[name]), url_for("browse.by", facet=name), tuple(_order(name, values))
    )


def _order(name: str, values: Iterable[Way]) -> list[Way]:
    if name == "year":
        return sorted(values, key=lambda value: value.label, reverse=True)
    return sorted(values, key=lambda value: (-value.count, -value.partnerships, bare(value.label)))
