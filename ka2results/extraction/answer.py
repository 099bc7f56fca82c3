"""What the child says and how the parent understands it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ka2results.extraction.limits import Limits
from ka2results.extraction.port import Extract, Outcome
from ka2results.extraction.transcript import tidy

READY = b"ready\n"
"""Said when the child has come up and before it looks at the file."""

_MAX_DETAIL = 500


def spoken(extract: Extract) -> bytes:
    """Put what was read into bytes."""
    return json.dumps(asdict(extract), ensure_ascii=False).encode("utf-8", errors="replace")


def understood(said: bytes, limits: Limits) -> Extract | None:
    """Give what the child has read; None where it broke off.

    The child has met a foreign file: nothing that it says is believed unseen.
    """
    try:
        answer = json.loads(said)
        return _checked(answer, limits)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _checked(answer: dict[str, Any], limits: Limits) -> Extract:
    pages = answer["pages"]
    if not (pages is None or (type(pages) is int and pages >= 0)):
        raise ValueError(pages)
    return Extract(
        outcome=Outcome(answer["outcome"]),
        text=tidy(str(answer["text"]))[: limits.max_characters],
        pages=pages,
        truncated=answer["truncated"] is True,
        detail=" ".join(str(answer["detail"]).split())[:_MAX_DETAIL],
    )
