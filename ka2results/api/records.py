"""Reading over REST: search and single records."""

from __future__ import annotations

from flask_smorest import Blueprint

from ka2results.domain.records import ShownRecord
from ka2results.domain.search import SearchQuery
from ka2results.door import services
from ka2results.schemas.api import RecordAnswer, SearchResult
from ka2results.schemas.search import SearchArguments
from ka2results.services.pages import SearchAnswer

blueprint = Blueprint(
    "api", __name__, url_prefix="/api/v1", description="Published records and tombstones"
)


@blueprint.get("/records")
@blueprint.arguments(SearchArguments, location="query")
@blueprint.response(200, SearchResult)
def search(query: SearchQuery) -> SearchAnswer:
    """Find published records."""
    return services().catalogue.search(query)


@blueprint.get("/records/<pid>")
@blueprint.response(200, RecordAnswer)
def record(pid: str) -> ShownRecord:
    """Read one record; a withdrawn one comes as its tombstone, without its texts and files."""
    return services().catalogue.public_record(pid)
