"""AMB, the general metadata profile for educational resources (JSON-LD over schema.org).

Source: DINI AG KIM, Allgemeines Metadatenprofil für Bildungsressourcen, version 20231019.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import orjson

from ka2results.domain.harvest import Syntax
from ka2results.domain.languages import best
from ka2results.domain.records import Kind, ShownFile, ShownOrganisation, ShownRecord
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.funding import SCHEME, SCHEME_URL
from ka2results.formats.json_ld import tidied

_CONTEXT = "https://w3id.org/kim/amb/context.jsonld"
_NO_LOGIN = "http://w3id.org/kim/conditionsOfAccess/no_login"
_MEDIA_TYPE = re.compile(
    r"(application|audio|example|font|image|message|model|multipart|text|video)/[\w.+-]+", re.ASCII
)
_LICENCE_ADDRESSES = {"MIT": "https://opensource.org/licenses/MIT"}
"""Where the profile insists on another address than the vocabulary has."""
_LICENCES_OF_THE_PROFILE = (
    "https://creativecommons.org/",
    "https://www.gnu.org/licenses/",
    "https://www.apache.org/licenses/",
    "https://opensource.org/licenses/MIT",
)


class Amb:
    """Says what an intellectual output is to indexes of learning material such as OERSI."""

    prefix = "amb"
    syntax = Syntax.JSON
    namespace = _CONTEXT
    schema = "https://w3id.org/kim/amb/20231019/schemas/schema.json"

    def render(self, record: ShownRecord) -> bytes | None:
        """Write one object; none for an event, which is no learning material."""
        if record.kind is Kind.EVENT:
            return None
        language, name = best(record.titles)
        described = {
            "@context": [_CONTEXT, {"@language": language or "en"}],
            "id": record.url,
            "type": ["LearningResource"],
            "name": name,
            "description": best(record.summaries, (language,))[1],
            **_provenance(record),
            **_use(record),
            "keywords": list(record.keywords),
            "encoding": [_encoding(file) for file in record.files],
            "mainEntityOfPage": [
                {"id": record.url, "type": "WebContent", "dateModified": _day(record.changed_at)}
            ],
        }
        return orjson.dumps(tidied(described))


def _provenance(record: ShownRecord) -> dict[str, Any]:
    partnership = record.partnership
    funder = {"type": "FundingScheme", "id": SCHEME_URL, "name": SCHEME}
    return {
        "creator": [_named(o) for o in partnership.organisations if o.role == "coordinator"],
        "contributor": [_named(o) for o in partnership.organisations if o.role != "coordinator"],
        "funder": [] if partnership.demonstration else [funder],
        "datePublished": _day(record.published_at) if record.published_at else None,
    }


def _use(record: ShownRecord) -> dict[str, Any]:
    term = vocabulary("output_types").terms.get(record.output_type or "")
    licence = _licence(record.licence)
    return {
        "inLanguage": list(record.languages),
        "learningResourceType": [{"id": term.facts["hcrt"]}] if term else None,
        "license": {"id": licence} if licence else None,
        "isAccessibleForFree": True,
        "conditionsOfAccess": {"id": _NO_LOGIN},
    }


def _licence(code: str | None) -> str | None:
    term = vocabulary("licences").terms.get(code or "")
    if term is None:
        return None
    address = _LICENCE_ADDRESSES.get(term.code, str(term.facts["url"]))
    return address if address.startswith(_LICENCES_OF_THE_PROFILE) else None


def _named(organisation: ShownOrganisation) -> dict[str, str]:
    return {"type": "Organization", "name": organisation.name}


def _encoding(file: ShownFile) -> dict[str, str | None]:
    media_type = file.media_type.partition(";")[0].strip()
    return {
        "type": "MediaObject",
        "contentUrl": file.url,
        "encodingFormat": media_type if _MEDIA_TYPE.fullmatch(media_type) else None,
        "contentSize": str(file.size_bytes),
        "sha256": file.sha256,
    }


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
