"""How much is published here, in pictures, tables and files."""

from __future__ import annotations

import csv
import io

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from ka2results.domain.figures import Figure
from ka2results.door import services
from ka2results.web.pictures import words_of

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
    response = Response(as_csv(figure), content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{figure.name}.csv"'
    response.vary.add("Accept-Language")
    return response


def as_csv(figure: Figure) -> str:
    """A figure as comma-separated values. Source: RFC 4180 §2."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_HEADER)
    writer.writerows((code, words_of(code, figure.name), count) for code, count in figure.rows)
    return stream.getvalue()
