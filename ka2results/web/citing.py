"""Records for lists of references: files for programs, and citations as plain text."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ka2results.door import services
from ka2results.errors import WrongState
from ka2results.web.errors import words_of
from ka2results.wording.answers import revalidated
from ka2results.wording.downloads import attachment
from ka2results.wording.languages import interface_language

blueprint = Blueprint("citing", __name__)


@blueprint.get('/records/<pid>.<any("bib", "ris", "csl.json"):name>')
def export(pid: str, name: str) -> ResponseReturnValue:
    """Send a record as a file for programs that keep references."""
    exported = services().citing.export(pid, name)
    response = revalidated(exported.body, exported.media_type)
    response.headers["Content-Disposition"] = attachment(exported.file_name)
    return response


@blueprint.get("/records/<pid>/cite/<style>")
def cite(pid: str, style: str) -> ResponseReturnValue:
    """Give the citation of a record as plain text in the language of the reader."""
    citation = services().citing.citation(pid, style, interface_language())
    response = revalidated(citation.text.encode(), "text/plain; charset=utf-8")
    response.content_language.add(interface_language())
    response.vary.update(("Accept-Language", "Cookie"))
    return response


@blueprint.errorhandler(WrongState)
def withdrawn(error: WrongState) -> ResponseReturnValue:
    """Show the tombstone of a record that was withdrawn."""
    pid = str((request.view_args or {})["pid"])
    page = services().catalogue.landing(pid, by=None)
    return render_template("tombstone.html", page=page, words=words_of(error)), 410
