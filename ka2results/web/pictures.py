"""Pictures made on the server: what templates draw with, and pictures of records as files."""

from __future__ import annotations

from functools import lru_cache, partial

from babel.numbers import format_compact_decimal
from flask import Blueprint, Flask, Response, get_template_attribute, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from ka2results.domain.covers import Cover, cover_of, outline
from ka2results.domain.figures import Figure
from ka2results.domain.languages import best
from ka2results.domain.records import Kind
from ka2results.door import house, services
from ka2results.errors import WrongState
from ka2results.services.pages import PartnershipPage
from ka2results.web import errors
from ka2results.web.drawing import Bars, bars_of, columns_of, sparkline_of
from ka2results.web.filters import number
from ka2results.web.qr_code import qr_code_of
from ka2results.web.search_page import FACET_TITLES
from ka2results.web.tile_map import tile_map_of
from ka2results.web.timeline import Mark, Timeline, timeline_of
from ka2results.wording.answers import revalidated
from ka2results.wording.downloads import attachment
from ka2results.wording.labels import plural_type, value_label
from ka2results.wording.languages import (
    for_each_reader,
    interface_language,
    interface_locale,
    reader_languages,
)

blueprint = Blueprint("pictures", __name__)

_FACETS = {"event-country": "country"}
"""Figures that are labelled as a facet of another name."""
_TITLES = {
    "year": lazy_gettext("Year"),
    "event-country": lazy_gettext("Country of the venue"),
    "participants": lazy_gettext("Participants"),
}
"""Heads of tables, where those of the facets do not fit."""
_PARTICIPANTS = {
    "local": lazy_gettext("From the country of the event"),
    "foreign": lazy_gettext("From other countries"),
}
_LONG = 10_000


def init_pictures(app: Flask) -> None:
    """Give the drawings to every template."""
    app.jinja_env.globals.update(
        cover_drawing=_cover,
        bars_drawing=_bars,
        columns_drawing=columns_of,
        sparkline_drawing=sparkline_of,
        tiles_drawing=tile_map_of,
        timeline_drawing=_timeline,
        qr_drawing=qr_code_of,
        figure_title=title_of,
        figure_unit=unit_of,
    )
    app.add_template_filter(outline)
    app.add_template_filter(for_each_reader(foreign_language))
    app.add_template_filter(for_each_reader(words_of), "figure_label")
    app.add_template_filter(for_each_reader(short_number))


def words_of(code: str, name: str) -> str:
    """Words for a code of a figure; short ones where a list has them."""
    if name == "type":
        return plural_type(code)
    if name == "participants":
        return str(_PARTICIPANTS.get(code, code))
    return value_label(code, _FACETS.get(name, name))


def title_of(name: str) -> str:
    """What a figure counts by, for the head of its table."""
    return str(_TITLES.get(name) or FACET_TITLES.get(name, name))


def unit_of(name: str) -> str:
    """What a figure counts."""
    return str(gettext("People") if name == "participants" else gettext("Records"))


def short_number(value: int) -> str:
    """A number for a place of four digits: 12K instead of 12,345. Source: CLDR."""
    if value < _LONG:
        return number(value)
    return str(format_compact_decimal(value, locale=interface_locale()))


def foreign_language(mark: Mark) -> str:
    """The language of the titles of a mark if it is one for all, and not that of the page."""
    here = interface_language()
    spoken = {best(entry.record.titles, reader_languages())[0] for entry in mark.entries}
    language = spoken.pop() if len(spoken) == 1 else here
    return language if language != here else ""


@lru_cache(maxsize=2048)
def _cover(pid: str, kind: Kind | str) -> Cover:
    return cover_of(pid, Kind(kind))


def _bars(figure: Figure, name: str) -> Bars:
    return bars_of(figure, partial(words_of, name=name))


def _timeline(page: PartnershipPage) -> Timeline | None:
    return timeline_of(page, house().now().date())


@blueprint.get("/records/<pid>/card.png")
def card(pid: str) -> ResponseReturnValue:
    """Send the card that others show beside a link to a record."""
    return _send(services().picturing.card(pid), "image/png")


@blueprint.get("/records/<pid>/cover.svg")
def cover(pid: str) -> ResponseReturnValue:
    """Send the cover of a record as a file of its own."""
    return _send(services().picturing.cover(pid), "image/svg+xml")


@blueprint.get("/records/<pid>/qr.svg")
def qr_code(pid: str) -> ResponseReturnValue:
    """Send the code of a landing page; `?download` saves it instead of showing it."""
    address = services().picturing.address(pid)
    draw = get_template_attribute("macros/pictures.html", "qr")
    # Titled by the address: caches give the same file to readers of every language.
    response = _send(draw(address, address).encode(), "image/svg+xml")
    if "download" in request.args:
        response.headers["Content-Disposition"] = attachment(f"qr-{pid}.svg")
    return response


@blueprint.errorhandler(WrongState)
def gone(error: WrongState) -> ResponseReturnValue:
    """Say that a withdrawn record has no pictures."""
    words = errors.words_of(error)
    return render_template("error.html", status=410, title=gettext("Withdrawn"), words=words), 410


def _send(picture: bytes, media_type: str) -> Response:
    response = revalidated(picture, media_type)
    response.cache_control.public = True
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
