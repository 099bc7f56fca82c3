"""A record whose words hold letters of many alphabets and everything that formats must escape."""

from __future__ import annotations

from ka2results.domain.records import ShownRecord

from .builders import organisation, output, partnership

LETTERS = {
    "en": r"50 % of {VET} & R&D_#1: “Ωμέγα”, Жизнь, Åäö, C:\temp ~ $5 ^2 <b>bold</b>?",
}


def lettered() -> ShownRecord:
    return output(
        titles=LETTERS,
        summaries={"en": "First line,\nsecond {line} with 100 % of “Σχολή” & Дом."},
        keywords=("R&D", "ammatillinen koulutus", "100 %"),
        partnership=partnership(
            organisations=(
                organisation("Åbo & Söner Ab", "FI", "coordinator", None),
                organisation("Πανεπιστήμιο, Τμήμα #1", "EL", "partner", None),
                organisation("Институт {Пример}", "BG", "partner", None),
            )
        ),
    )
