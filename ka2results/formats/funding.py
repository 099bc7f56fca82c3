"""How every format says who paid, and that a demonstration was paid by nobody."""

from __future__ import annotations

from ka2results.domain.records import ShownPartnership

SCHEME = "Erasmus+ Key Action 2"
SCHEME_URL = "https://erasmus-plus.ec.europa.eu/"


def funding_note(partnership: ShownPartnership) -> str:
    """Say in one English sentence where the money came from.

    Source: Erasmus+ Programme Guide, Part C, Visibility of Union funding.
    """
    if partnership.demonstration:
        return "Demonstration data: this partnership and its material are invented."
    project = f", project {partnership.number}" if partnership.number else ""
    return f"Co-funded by the European Union: {SCHEME}{project}."
