"""Lists that people follow, and the words of a reader, as the formats get them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ka2results.formats.following_port import FollowedList, Wording

from .builders import BASE


def followed(**facts: Any) -> FollowedList:
    return FollowedList(
        **{
            "repository_id": "results.example.org",
            "repository_name": "Example Results",
            "home_url": BASE,
            "name": "search?q=guidance",
            "title": "Example Results: new for “guidance”",
            "url": f"{BASE}/atom?q=guidance",
            "page_url": f"{BASE}/search?q=guidance",
            "updated": datetime(2026, 2, 11, 16, 20, 31, tzinfo=UTC),
            **facts,
        }
    )


def words(*languages: str) -> Wording:
    """Words of a reader of these languages, dearest first; English when none is named."""
    return Wording(
        languages=languages or ("en",),
        label=lambda name, code: f"{code} of {name}",
        licence=lambda code: f"All that {code} allows.",
        country={"FI": "Finland", "EL": "Greece"}.__getitem__,
        online="Online",
        demonstration="Made up to show the software.",
    )
