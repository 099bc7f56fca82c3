"""How much is published here, in pictures, tables and files."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from ka2results.door import services
from ka2results.web.pictures import words_of
from ka2results.wording.downloads import attachment
from ka2results.wording.tables import MEDIA_TYPE, table_lines

blueprint = Blueprint("statistics", __name__)

_HEADER = ("code", "label", "count")


@blueprint.get("/statistics")
def overview() -> ResponseReturnValue:
    """Show all figures."""
    return render_template("statistics.html", overview=services().statistics.overview())


@blueprint.get("/statistics/<name>.csv")
def table(name: str) -> ResponseReturnValue:
    """Send one figure as a table, in the words of the reader's language."""
    figure = services().statistics.figure(name)
    rows = [(code, words_of(code, figure.name), str(count)) for code, count in figure.rows]
    response = Response("".join(table_lines(_HEADER, [rows])), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = attachment(f"{figure.name}.csv")
    response.vary.update(("Accept-Language", "Cookie"))
    return response
