"""The shape of a demonstration: partnerships with their records and files on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ka2results.domain.entries import (
    EventEntry,
    OutputEntry,
    ParticipationEntry,
    PartnershipEntry,
)


@dataclass(frozen=True)
class SampleFile:
    """A file of the sample on disk."""

    path: Path
    language: str | None


@dataclass(frozen=True)
class SampleOutput:
    """An output of the sample."""

    key: str
    entry: OutputEntry
    files: tuple[SampleFile, ...]


@dataclass(frozen=True)
class SampleEvent:
    """An event of the sample; `presents` names outputs by their key in the sample."""

    entry: EventEntry
    presents: tuple[str, ...]


@dataclass(frozen=True)
class SamplePartnership:
    """A demonstration partnership with all its records."""

    entry: PartnershipEntry
    participations: tuple[ParticipationEntry, ...]
    outputs: tuple[SampleOutput, ...]
    events: tuple[SampleEvent, ...]

    @property
    def records(self) -> int:
        """Outputs and events together."""
        return len(self.outputs) + len(self.events)
