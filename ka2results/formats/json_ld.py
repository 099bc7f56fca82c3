"""What every JSON-LD format does in the end: only legal characters, nothing that says nothing."""

from __future__ import annotations

from typing import Any

from ka2results.formats.characters import legal


def tidied(described: dict[str, Any]) -> dict[str, Any]:
    """Leave out empty texts, lists and values, at any depth."""
    return dict(_tidy(described))


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, list):
        return [item for item in map(_tidy, value) if item not in ("", None)]
    if isinstance(value, dict):
        kept = {key: _tidy(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ("", None, [])}
    return value
