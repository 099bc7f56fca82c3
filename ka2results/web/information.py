"""The pages that tell who we are: what partnerships and repositories need, and what we keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from ka2results.domain.harvest import Syntax
from ka2results.domain.records import Kind
from ka2results.door import addresses, services, settings
from ka2results.settings_variables import EXAMPLE_EMAIL

blueprint = Blueprint("information", __name__)

_PREFIXES = {"oai.xml_door": "oai_dc", "oai.json_door": "amb"}
_VERBS = {
    "Identify": (),
    "ListMetadataFormats": (),
    "ListSets": (),
    "ListIdentifiers": ("metadataPrefix",),
    "ListRecords": ("metadataPrefix",),
    "GetRecord": ("metadataPrefix", "identifier"),
}
"""Each verb with the arguments that it cannot do without. Source: OAI-PMH 2.0 §4."""


@dataclass(frozen=True)
class Example:
    """One question that a harvester may ask, with its address at both doors."""

    verb: str
    xml_path: str
    json_path: str


@blueprint.get("/for-partnerships")
def for_partnerships() -> ResponseReturnValue:
    """Say what the programme asks, and how a result is published."""
    return _page("for_partnerships")


@blueprint.get("/for-repositories")
def for_repositories() -> ResponseReturnValue:
    """Say how to harvest, with examples that work here and now."""
    newest = services().catalogue.newest(1, Kind.OUTPUT)
    examples = _examples(newest[0].pid if newest else None)
    return _page(
        "for_repositories",
        examples=examples,
        formats={door: services().harvest.formats(door) for door in Syntax},
        commands=_commands(examples),
        program=render_template("information/harvest.py.txt", base_url=settings().base_url),
    )


@blueprint.get("/about")
def about() -> ResponseReturnValue:
    """Say what this is, with what it holds today."""
    return _page("about", totals=services().catalogue.totals())


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """Give the accessibility statement. Source: Implementing Decision (EU) 2018/1523, Annex."""
    return _page("accessibility")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Say what is kept about people, and what is not. Source: Regulation (EU) 2016/679 Art. 13."""
    return _page("privacy")


@blueprint.get("/terms")
def terms() -> ResponseReturnValue:
    """Say what anyone may do with what is here."""
    return _page("terms")


@blueprint.get("/contact")
def contact() -> ResponseReturnValue:
    """Say where to write; a link from a record names what it is about."""
    pid = request.args.get("record")
    return _page("contact", record=services().catalogue.public_record(pid) if pid else None)


@blueprint.app_template_filter()
def mail_link(address: str, subject: str = "") -> str:
    """A link that opens a letter; none for the example's address, which nobody reads."""
    if address == EXAMPLE_EMAIL:
        return ""
    # Translated words come escaped for HTML, which a subject is not.
    words = subject.unescape() if isinstance(subject, Markup) else subject
    return f"mailto:{quote(address, safe='@')}" + (f"?subject={quote(words)}" if words else "")


def _page(name: str, **facts: object) -> str:
    return render_template(f"information/{name}.html", settings=settings(), **facts)


def _examples(pid: str | None) -> list[Example]:
    """Every verb; without a published record there is nothing to get alone."""
    return [
        Example(
            verb,
            _question("oai.xml_door", verb, needed, pid),
            _question("oai.json_door", verb, needed, pid),
        )
        for verb, needed in _VERBS.items()
        if pid or "identifier" not in needed
    ]


def _question(door: str, verb: str, needed: tuple[str, ...], pid: str | None) -> str:
    known: dict[str, Any] = {
        "metadataPrefix": _PREFIXES[door],
        "identifier": addresses().oai_identifier(pid or ""),
    }
    return url_for(door, verb=verb, **{name: known[name] for name in needed})


def _commands(examples: list[Example]) -> str:
    listing = next(example for example in examples if example.verb == "ListRecords")
    paths = (listing.xml_path, listing.json_path, url_for("api.search", page_size=5))
    return "\n".join(f"curl '{settings().base_url}{path}'" for path in paths)
