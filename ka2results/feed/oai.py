"""The two doors for harvesters, /oai and /oai.json; they need no sign-in and no CSRF token.

GET and POST are one function each: the protocol wants them to be equal.
Source: OAI-PMH 2.0 §3.1 (HTTP request and response).
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Blueprint, Response, request

from ka2results.domain.harvest import Syntax
from ka2results.door import addresses, services, settings
from ka2results.feed.answers import Answer, Door
from ka2results.feed.json_answer import render_json
from ka2results.feed.provider import Provider
from ka2results.feed.tokens import Tokens
from ka2results.feed.xml_answer import CONTENT_TYPE, render_xml

blueprint = Blueprint("oai", __name__)

MAX_BODY_BYTES = 64 * 1024
"""The application takes large uploads; a list of arguments is never large."""


@blueprint.route("/oai", methods=["GET", "POST"])
def xml_door() -> Response:
    """Answer a harvester in XML; an error of the protocol is an answer like any other."""
    response = Response(render_xml(_answer(Syntax.XML, "/oai")), content_type=CONTENT_TYPE)
    response.cache_control.no_cache = True
    return response


@blueprint.route("/oai.json", methods=["GET", "POST"])
def json_door() -> Response:
    """Answer a harvester in JSON, with the status that the answer deserves."""
    document = render_json(_answer(Syntax.JSON, "/oai.json"))
    response = Response(document.body, document.status, content_type="application/json")
    response.cache_control.no_cache = True
    if document.next_url is not None:
        response.headers.add("Link", f'<{document.next_url}>; rel="next"')
    if document.status == 200:
        response.set_etag(document.etag, weak=True)
        response.make_conditional(request)
    return response


def _answer(syntax: Syntax, path: str) -> Answer:
    chosen = settings()
    door = Door(
        syntax=syntax,
        base_url=f"{chosen.base_url}{path}",
        addresses=addresses(),
        repository_name=chosen.repository_name,
        admin_email=chosen.admin_email,
    )
    tokens = Tokens(chosen.secret_key, syntax)
    return Provider(door, services().harvest, tokens).answer(_pairs())


def _pairs() -> list[tuple[str, str]]:
    # Not request.args: it fails on raw bytes that are no UTF-8.
    query = request.query_string.decode("utf-8", "replace")
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    if request.method == "POST":
        request.max_content_length = MAX_BODY_BYTES
        pairs += request.form.items(multi=True)
    return pairs
