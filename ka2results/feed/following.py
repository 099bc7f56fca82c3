"""Following and taking along: Atom feeds, calendars, and hits as a table.

Feeds and calendars are for programs that come back by themselves, so they can be asked for by
their ETag and cost nothing on the way while they are the same.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from itertools import chain
from urllib.parse import urlencode

from flask import Blueprint, Response, request, stream_with_context
from flask_babel import gettext as _

from ka2results.domain.languages import best
from ka2results.domain.records import Status
from ka2results.domain.search import FACETS, SearchQuery
from ka2results.door import services, settings
from ka2results.feed.table import hits_table
from ka2results.feed.wording import partnership_in_words, search_in_words, wording
from ka2results.formats.following_port import FollowedList
from ka2results.schemas.reading import load_lists
from ka2results.schemas.search import SearchArguments
from ka2results.wording.answers import revalidated
from ka2results.wording.downloads import attachment
from ka2results.wording.languages import interface_locale
from ka2results.wording.tables import MEDIA_TYPE as TABLE

blueprint = Blueprint("following", __name__)

ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
_LONGEST_NAME = 80
_BETWEEN_WORDS = re.compile(r"\W+")


@blueprint.get("/atom")
def atom() -> Response:
    """Any search as a feed, newest first."""
    query = _asked()
    found = services().following.newest(query)
    words = urlencode(_arguments(query))
    name = f"search?{words}" if words else "search"
    url, page_url = _address("/atom", query), _address("/search", query)
    followed = _list(name, _search_title(query), url, page_url, found.updated)
    body = services().following.atom(followed, found.records, wording())
    return _answer(body, ATOM)


@blueprint.get("/partnerships/<public_id>/atom")
def partnership_atom(public_id: str) -> Response:
    """What a partnership published, as a feed."""
    partnership, found = services().following.partnership(public_id)
    name = f"partnerships/{partnership.public_id}"
    title = _("Results of %(partnership)s", partnership=partnership_in_words(partnership))
    url, page_url = _address(f"/{name}/atom"), _address(f"/{name}")
    followed = _list(name, title, url, page_url, found.updated)
    body = services().following.atom(followed, found.records, wording())
    return _answer(body, ATOM)


@blueprint.get("/search.csv")
def table() -> Response:
    """Every hit of a search, for a spreadsheet."""
    query = _asked()
    pages = services().following.pages(query)
    # The first page now, so that a trouble is a page of trouble and not half a table.
    first = next(pages)
    body = stream_with_context(hits_table(chain([first], pages)))
    response = Response(body, content_type=TABLE)
    return _named(response, f"{settings().repository_name} {search_in_words(query)}", "csv")


@blueprint.get("/records/<pid>/event.ics")
def event(pid: str) -> Response:
    """One event for a calendar; a withdrawn one is called off, with 410."""
    record = services().following.event(pid)
    name = f"records/{record.pid}"
    followed = _list(name, "", _address(f"/{name}/event.ics"), record.url, record.changed_at)
    body = services().following.calendar(followed, [record], wording())
    title = best(record.titles, wording().languages)[1] or record.pid
    if record.status is Status.WITHDRAWN:
        return _named(Response(body, 410, content_type=CALENDAR), title, "ics")
    return _named(_answer(body, CALENDAR), title, "ics")


@blueprint.get("/partnerships/<public_id>/events.ics")
def partnership_events(public_id: str) -> Response:
    """The events of a partnership, past and coming."""
    partnership, found = services().following.partnership_events(public_id)
    name = f"partnerships/{partnership.public_id}"
    title = _("Events of %(partnership)s", partnership=partnership_in_words(partnership))
    url, page_url = _address(f"/{name}/events.ics"), _address(f"/{name}")
    followed = _list(name, title, url, page_url, found.updated)
    body = services().following.calendar(followed, found.records, wording())
    return _named(_answer(body, CALENDAR), title, "ics")


@blueprint.get("/events.ics")
def events() -> Response:
    """The coming events of all partnerships."""
    found = services().following.coming_events()
    title = _("%(repository)s: coming events", repository=settings().repository_name)
    page = f"{settings().base_url}/search?kind=event"
    followed = _list("events", title, _address("/events.ics"), page, found.updated)
    body = services().following.calendar(followed, found.records, wording())
    return _named(_answer(body, CALENDAR), title, "ics")


def _asked() -> SearchQuery:
    query: SearchQuery = load_lists(SearchArguments(), dict(request.args.lists()))
    return query


def _search_title(query: SearchQuery) -> str:
    repository, asked = settings().repository_name, search_in_words(query)
    if asked:
        return str(_("%(repository)s: new for %(search)s", repository=repository, search=asked))
    return str(_("%(repository)s: all that is new", repository=repository))


def _arguments(query: SearchQuery) -> list[tuple[str, str]]:
    # In one order whatever the order in the address, so that one search is one feed.
    said = [("q", query.text)] if query.text else []
    return said + [
        (facet, value) for facet in FACETS for value in sorted(query.filters.get(facet, ()))
    ]


def _address(path: str, query: SearchQuery | None = None) -> str:
    # From the settings, for a Host header is anybody's word.
    arguments = _arguments(query) if query is not None else []
    if request.args.get("lang") == str(interface_locale().language):
        arguments.append(("lang", str(interface_locale().language)))
    words = urlencode(arguments)
    return f"{settings().base_url}{path}{'?' if words else ''}{words}"


def _list(name: str, title: str, url: str, page_url: str, updated: datetime) -> FollowedList:
    return FollowedList(
        repository_id=settings().repository_id,
        repository_name=settings().repository_name,
        home_url=settings().base_url,
        name=name,
        title=title,
        url=url,
        page_url=page_url,
        updated=updated,
    )


def _answer(body: bytes, content_type: str) -> Response:
    response = revalidated(body, content_type)
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _named(response: Response, title: str, extension: str) -> Response:
    response.headers["Content-Disposition"] = attachment(f"{_file_name(title)}.{extension}")
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _file_name(title: str) -> str:
    # Composed first, for an accent that stands by itself is no letter of a word.
    words = unicodedata.normalize("NFC", title)
    return _BETWEEN_WORDS.sub("-", words)[:_LONGEST_NAME].strip("-_") or "KA2"
