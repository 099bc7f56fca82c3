"""JSON-LD for search engines: outputs, events, partnerships and organisations by schema.org.

Source: schema.org 29 (LearningResource, EducationEvent, Project, Organization, Grant).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ka2results.domain.languages import best
from ka2results.domain.records import (
    EventFacts,
    Kind,
    RelatedRecord,
    ShownFile,
    ShownOrganisation,
    ShownPartnership,
    ShownRecord,
)
from ka2results.domain.vocabulary import vocabulary
from ka2results.formats.funding import SCHEME, SCHEME_URL
from ka2results.formats.json_ld import tidied

_CONTEXT = "https://schema.org"
_UNION = {
    "@type": "Organization",
    "name": "European Union",
    "url": "https://european-union.europa.eu/",
}


class SchemaOrg:
    """Describes what a page is about; every object can stand in a page by itself."""

    def __init__(self, repository: str, home_url: str) -> None:
        self._repository = {"@type": "Organization", "name": repository, "url": home_url}

    def record(self, record: ShownRecord) -> dict[str, Any]:
        """Describe an output as learning material, an event as an education event."""
        special = _event(record) if record.kind is Kind.EVENT else self._output(record)
        return tidied({"@context": _CONTEXT, **_common(record), **special})

    def partnership(
        self,
        partnership: ShownPartnership,
        *,
        summaries: Mapping[str, str],
        starts_on: date | None,
        ends_on: date | None,
        website: str | None,
    ) -> dict[str, Any]:
        """Describe a partnership as a project with its members and, if real, its grant."""
        language = best(partnership.titles)[0]
        described = {
            "@context": _CONTEXT,
            **_project(partnership),
            "description": best(summaries, (language,))[1],
            "foundingDate": starts_on.isoformat() if starts_on else None,
            "dissolutionDate": ends_on.isoformat() if ends_on else None,
            "sameAs": [partnership.project_card, website],
            "member": [_organisation(member) for member in partnership.organisations],
            "funding": _grant(partnership),
        }
        return tidied(described)

    def organisation(
        self, organisation: ShownOrganisation, memberships: Sequence[ShownPartnership]
    ) -> dict[str, Any]:
        """Describe an organisation with the projects that it is a member of."""
        described = {
            "@context": _CONTEXT,
            **_organisation(organisation),
            "memberOf": [_project(partnership) for partnership in memberships],
        }
        return tidied(described)

    def _output(self, record: ShownRecord) -> dict[str, Any]:
        licence = vocabulary("licences").terms.get(record.licence or "")
        return {
            "@type": "LearningResource",
            "learningResourceType": vocabulary("output_types").label(record.output_type or ""),
            "license": licence.facts["url"] if licence else None,
            "isAccessibleForFree": True,
            "datePublished": record.published_at.date().isoformat() if record.published_at else "",
            "dateModified": record.changed_at.date().isoformat(),
            "author": [_organisation(author) for author in record.partnership.organisations],
            "sourceOrganization": _project(record.partnership),
            "provider": self._repository,
            "encoding": [_file(file) for file in record.files],
            "subjectOf": [_related(other, "EducationEvent") for other in record.presented_at],
        }


def _common(record: ShownRecord) -> dict[str, Any]:
    language, name = best(record.titles)
    return {
        "@id": record.url,
        "url": record.url,
        "name": name,
        "alternateName": [text for code, text in record.titles.items() if code != language],
        "description": best(record.summaries, (language,))[1],
        "inLanguage": list(record.languages),
        "keywords": list(record.keywords),
        "funding": _grant(record.partnership),
    }


def _event(record: ShownRecord) -> dict[str, Any]:
    facts = record.event
    return {
        "@type": "EducationEvent",
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": [_organisation(member) for member in record.partnership.organisations],
        "about": _project(record.partnership),
        "workFeatured": [_related(other, "LearningResource") for other in record.presents],
        **(_time_and_place(facts, record.url) if facts else {}),
    }


def _time_and_place(facts: EventFacts, url: str) -> dict[str, Any]:
    last = facts.ends_on or facts.starts_on
    place = _place(facts)
    online = {"@type": "VirtualLocation", "url": url} if facts.online else None
    mode = "Mixed" if place and online else "Online" if online else "Offline"
    return {
        "startDate": facts.starts_on.isoformat() if facts.starts_on else None,
        "endDate": last.isoformat() if last else None,
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": [place, online],
    }


def _place(facts: EventFacts) -> dict[str, Any] | None:
    if not (facts.venue or facts.city or facts.country):
        return None
    address = {
        "@type": "PostalAddress",
        "addressLocality": facts.city,
        "addressCountry": _country(facts.country),
    }
    return {"@type": "Place", "name": facts.venue or facts.city, "address": address}


def _project(partnership: ShownPartnership) -> dict[str, Any]:
    language, name = best(partnership.titles)
    others = (text for code, text in partnership.titles.items() if code != language)
    return {
        "@type": "Project",
        "@id": partnership.url,
        "url": partnership.url,
        "name": name or partnership.acronym,
        "alternateName": [partnership.acronym if name else "", *others],
        "identifier": partnership.number,
    }


def _grant(partnership: ShownPartnership) -> dict[str, Any] | None:
    # A demonstration was paid by nobody, and says so by silence.
    if partnership.demonstration:
        return None
    return {
        "@type": "Grant",
        "name": SCHEME,
        "identifier": partnership.number,
        "url": partnership.project_card or SCHEME_URL,
        "funder": _UNION,
    }


def _organisation(organisation: ShownOrganisation) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressCountry": _country(organisation.country)}
    oid = {"@type": "PropertyValue", "propertyID": "OID", "value": organisation.oid}
    return {
        "@type": "Organization",
        "name": organisation.name,
        "address": address,
        "identifier": oid if organisation.oid else None,
    }


def _file(file: ShownFile) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "name": file.name,
        "contentUrl": file.url,
        "contentSize": f"{file.size_bytes} B",
        "encodingFormat": file.media_type.partition(";")[0].strip(),
        "sha256": file.sha256,
        "inLanguage": file.language,
    }


def _related(record: RelatedRecord, kind: str) -> dict[str, Any]:
    return {"@type": kind, "@id": record.url, "url": record.url, "name": best(record.titles)[1]}


def _country(code: str | None) -> str | None:
    term = vocabulary("countries").terms.get(code or "")
    return str(term.facts["iso3166"]) if term else code
