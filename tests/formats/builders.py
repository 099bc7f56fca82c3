"""Records as formats get them; a test names only the facts that matter to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ka2results.domain.records import (
    EventFacts,
    Kind,
    RelatedRecord,
    ShownFile,
    ShownOrganisation,
    ShownPartnership,
    ShownRecord,
    Status,
)

BASE = "https://results.example.org"


def organisation(name: str, country: str, role: str, oid: str | None) -> ShownOrganisation:
    return ShownOrganisation(name, country, role, oid, public_id="4m8rd-1c937")


def partnership(**facts: Any) -> ShownPartnership:
    return ShownPartnership(
        **{
            "public_id": "0gkte-8v274",
            "url": f"{BASE}/partnerships/0gkte-8v274",
            "number": "2019-1-FI01-KA202-060909",
            "acronym": "GUIDE",
            "titles": {"en": "Guidance on the way"},
            "action": "KA202",
            "call_year": 2019,
            "field": "vet",
            "agency": "FI01",
            "topics": ("career-guidance",),
            "project_card": "https://erasmus-plus.ec.europa.eu/projects/search/details/"
            "2019-1-FI01-KA202-060909",
            "demonstration": False,
            "organisations": (
                organisation("Esimerkin ammattiopisto", "FI", "coordinator", "E10000001"),
                organisation("Beispiel Akademie", "DE", "partner", None),
                organisation("Σχολή Παράδειγμα", "EL", "partner", "E10000003"),
            ),
            **facts,
        }
    )


def file(name: str = "guide_en.pdf", **facts: Any) -> ShownFile:
    return ShownFile(
        **{
            "public_id": "7n2xk-4c156",
            "url": f"{BASE}/records/pvq4z-43t41/files/7n2xk-4c156/{name}",
            "name": name,
            "media_type": "application/pdf",
            "size_bytes": 482113,
            "sha256": "ab" * 32,
            "language": "en",
            **facts,
        }
    )


def output(**facts: Any) -> ShownRecord:
    return ShownRecord(
        **{
            "pid": "pvq4z-43t41",
            "kind": Kind.OUTPUT,
            "status": Status.PUBLISHED,
            "url": f"{BASE}/records/pvq4z-43t41",
            "code": "O1",
            "titles": {"en": "Guidance cards & notes", "fi": "Ohjauskortit"},
            "summaries": {"en": "Forty cards <for> counsellors.", "el": "Σαράντα κάρτες."},
            "keywords": ("guidance", "apprenticeship"),
            "languages": ("en", "fi", "el"),
            "published_at": datetime(2026, 1, 4, 10, 0, tzinfo=UTC),
            "changed_at": datetime(2026, 2, 11, 16, 20, 31, tzinfo=UTC),
            "edits": 3,
            "partnership": partnership(),
            "output_type": "handbook",
            "licence": "CC-BY-4.0",
            "files": (
                file(),
                file(
                    "ohjauskortit_fi.odt",
                    media_type="application/vnd.oasis.opendocument.text",
                    sha256="cd" * 32,
                    size_bytes=90210,
                    language="fi",
                ),
            ),
            "presented_at": (
                RelatedRecord("q3d5s-jn290", f"{BASE}/records/q3d5s-jn290", {"en": "Final day"}),
            ),
            **facts,
        }
    )


def event(**facts: Any) -> ShownRecord:
    return output(
        **{
            "pid": "q3d5s-jn290",
            "kind": Kind.EVENT,
            "url": f"{BASE}/records/q3d5s-jn290",
            "code": "E1",
            "titles": {"en": "Final day"},
            "summaries": {"en": "Counsellors met the cards."},
            "output_type": None,
            "licence": None,
            "files": (),
            "event": EventFacts(
                starts_on=date(2021, 5, 20),
                ends_on=date(2021, 5, 21),
                venue="Town hall",
                city="Tampere",
                country="FI",
                online=True,
                local_participants=40,
                foreign_participants=12,
            ),
            "presented_at": (),
            "presents": (
                RelatedRecord("pvq4z-43t41", f"{BASE}/records/pvq4z-43t41", {"en": "Guidance"}),
            ),
            **facts,
        }
    )
