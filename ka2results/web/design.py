"""The living page of parts: every component in every state, on development machines only.

What it shows is made up here and says so; nothing of it is in the database.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from ka2results.domain.figures import Figure
from ka2results.domain.records import (
    EventFacts,
    Kind,
    RelatedRecord,
    ShownFile,
    ShownOrganisation,
    ShownPartnership,
    ShownRecord,
    Status,
)
from ka2results.search.snippets import Fragment
from ka2results.services.pages import PartnershipPage
from ka2results.web.errors import TITLES
from ka2results.web.forms import Form
from ka2results.web.search_page import FacetBox, FacetLink

blueprint = Blueprint("design", __name__)

_NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
_TITLES = {
    "en": "Demonstration: A handbook with a long but not an endless title",
    "fi": "Esittely: Käsikirja, jolla on pitkä mutta ei loputon nimi",
    "el": "Επίδειξη: Ένα εγχειρίδιο",
}
_WRONG = Form(
    {"name": ["Valued typing"], "country": ["FI"]},
    {"name": ["Say it in another way."], "languages": ["Choose at least one."]},
)


@blueprint.get("/design")
def parts() -> ResponseReturnValue:
    """Show every component in every state."""
    output = _record("design-output")
    shown = [
        output,
        _record("design-event", kind=Kind.EVENT, output_type=None, licence=None, event=_event()),
        _record("design-draft", status=Status.DRAFT, titles={}, summaries={}, files=()),
    ]
    return render_template(
        "design.html",
        records=shown,
        record=output,
        fragments=(Fragment("a place with the ", False), Fragment("words", True)),
        box=_box(),
        right=Form(),
        wrong=_WRONG,
        figure=Figure("country", (("FI", 12), ("DE", 7), ("EL", 3), ("UK", 2))),
        years=Figure("year", (("2020", 1), ("2021", 4), ("2022", 9), ("2023", 6))),
        empty_figure=Figure("year", ()),
        partnership=_page(shown),
    )


@blueprint.get("/design/errors/<int:status>")
def error(status: int) -> ResponseReturnValue:
    """Show an error page as if something had gone wrong in that way."""
    if status not in TITLES:
        abort(404)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooManyRequests(retry_after=900)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        raise RuntimeError("Somebody looked at the page for what nobody expected.")
    abort(status)


def _record(pid: str, **facts: Any) -> ShownRecord:
    url = url_for("design.parts", _external=False)
    usual: dict[str, Any] = {
        "kind": Kind.OUTPUT,
        "status": Status.PUBLISHED,
        "url": url,
        "code": "O1",
        "titles": _TITLES,
        "summaries": {"en": "What it is, for whom, and how to use it, in a sentence or two."},
        "keywords": ("parts", "states"),
        "languages": ("en", "fi"),
        "published_at": _NOON,
        "changed_at": _NOON,
        "edits": 1,
        "partnership": _partnership(),
        "output_type": "handbook",
        "licence": "CC-BY-4.0",
        "files": (
            ShownFile("f1", url, "handbook_en.pdf", "application/pdf", 1_400_000, "0" * 64, "en"),
            ShownFile("f2", url, "käsikirja_fi.odt", "application/zip", 20_300, "1" * 64, "fi"),
        ),
        "presented_at": (RelatedRecord("design-event", url, _TITLES),),
    }
    return ShownRecord(pid=pid, **{**usual, **facts})


def _partnership() -> ShownPartnership:
    organisation = ShownOrganisation(
        name="Demonstration College", country="FI", role="coordinator", oid=None, public_id="d1"
    )
    return ShownPartnership(
        public_id="design",
        url=url_for("design.parts"),
        number=None,
        acronym="PARTS",
        titles={"en": "Demonstration: A partnership of parts"},
        action=None,
        call_year=2020,
        field="vet",
        agency=None,
        topics=(),
        project_card=None,
        demonstration=True,
        organisations=(organisation,),
    )


def _event() -> EventFacts:
    day = date(2023, 4, 20)
    return EventFacts(day, date(2023, 4, 21), "Demonstration Hall", "Turku", "FI", True, 40, 12)


def _page(records: list[ShownRecord]) -> PartnershipPage:
    return PartnershipPage(
        partnership=_partnership(),
        summaries={},
        kind=None,
        agency=None,
        starts_on=date(2022, 1, 1),
        ends_on=date(2024, 12, 31),
        duration_months=36,
        topics=(),
        website=None,
        source=None,
        records=tuple(records),
        role=None,
    )


def _box() -> FacetBox:
    first = (
        FacetLink("parts-1", "Selected value", 12, True, "#facets"),
        FacetLink("parts-2", "Other value", 1234, False, "#facets"),
    )
    more = (FacetLink("parts-3", "Rare value", 1, False, "#facets"),)
    return FacetBox("type", "Type of result", first, more, True)
