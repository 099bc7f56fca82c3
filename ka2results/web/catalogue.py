"""Pages for visitors: home, search, landing pages, downloads."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import wrap_file

from ka2results.domain.listing import PartnershipQuery
from ka2results.domain.records import Kind, Status
from ka2results.door import house, services
from ka2results.errors import WrongState
from ka2results.schemas.reading import load_lists
from ka2results.schemas.search import SearchArguments
from ka2results.services.files import Download
from ka2results.web.errors import words_of
from ka2results.web.search_page import SearchPage, address, asked_by
from ka2results.web.sessions import me_or_nobody
from ka2results.wording.downloads import attachment
from ka2results.wording.languages import interface_language, reader_languages

blueprint = Blueprint("catalogue", __name__)

FILE_POLICY = "default-src 'none'; sandbox"
_NEWEST = 6
_COMING = 3


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Search first; then what is new and ways to browse."""
    catalogue, browsing = services().catalogue, services().browsing
    figures = browsing.figures()
    return render_template(
        "home.html",
        totals=catalogue.totals(),
        types=figures["type"],
        topics=figures["topic"],
        languages=figures["language"],
        countries=figures["country"],
        outputs=catalogue.newest(_NEWEST, Kind.OUTPUT),
        events=browsing.coming_events(house().now().date(), _COMING),
    )


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """Show one page of hits; every state of the filters is a plain address."""
    query = load_lists(SearchArguments(), dict(request.args.lists()))
    catalogue = services().catalogue
    answer = catalogue.search(asked_by(query, reader_languages()))
    if answer.total and query.page > answer.pages:
        return redirect(address(replace(query, page=answer.pages)))
    none = not answer.total and bool(query.text)
    near = PartnershipQuery(query.text, page_size=5)
    partnerships, _ = catalogue.partnerships(near) if none else ([], 0)
    return render_template("search.html", page=SearchPage(answer), partnerships=partnerships)


@blueprint.get("/records/<pid>")
def record(pid: str) -> ResponseReturnValue:
    """Show a record, or its tombstone with 410."""
    page = services().catalogue.landing(pid, by=me_or_nobody())
    if page.record.status is Status.WITHDRAWN:
        return render_template("tombstone.html", page=page), 410
    citing = services().citing
    style = request.args.get("style", "")
    return render_template(
        "record.html",
        page=page,
        described=citing.described(page.record),
        citation=citing.cite(page.record, style, interface_language()),
        style=style,
        styles=citing.styles,
    )


@blueprint.get("/records/<pid>/files/<file_id>/<path:name>")
def download(pid: str, file_id: str, name: str) -> ResponseReturnValue:  # noqa: ARG001
    """Send a file to anyone, whole or a range of it; the name in the address is for people."""
    try:
        found = services().files.download(pid, file_id, by=me_or_nobody())
    except WrongState as error:
        page = services().catalogue.landing(pid, by=me_or_nobody())
        return render_template("tombstone.html", page=page, words=words_of(error)), 410
    return _send(found)


def _send(found: Download) -> Response:
    stack = ExitStack()
    stream = stack.enter_context(services().files.open(found))
    # Not passed through directly: only a wrapped answer closes what it opened.
    response = Response(wrap_file(request.environ, stream))
    response.call_on_close(stack.close)
    response.content_type = found.media_type
    response.content_length = found.size_bytes
    response.set_etag(found.sha256)
    response.headers["Content-Disposition"] = attachment(found.name)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.cache_control.public = found.public
    response.cache_control.max_age = 86_400 if found.public else 0
    response.make_conditional(request.environ, accept_ranges=True, complete_length=found.size_bytes)
    return response
