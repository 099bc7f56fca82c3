"""Builders: every fact has a sensible value, a test names only those that matter."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from ka2results.domain.entries import (
    EventEntry,
    OrganisationEntry,
    OutputEntry,
    ParticipationEntry,
    PartnershipEntry,
)
from ka2results.domain.permissions import Role
from ka2results.errors import NotFound
from ka2results.services.accounts import Account
from ka2results.services.house import Services

PASSWORD = "a long enough password"
START = datetime(2026, 3, 2, 9, 0, 0, tzinfo=UTC)

_numbers = count(1)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **parts: float) -> None:
        """Move on, or back with negative parts."""
        self.now += timedelta(**parts)


def output_entry(**facts: Any) -> OutputEntry:
    """A complete intellectual output."""
    entry = OutputEntry(
        titles={"en": "Green skills handbook"},
        summaries={"en": "For teachers in vocational schools."},
        languages=("en",),
        output_type="handbook",
        licence="CC-BY-4.0",
    )
    return replace(entry, **facts)


def event_entry(**facts: Any) -> EventEntry:
    """A complete multiplier event, but for the outputs that it presents."""
    entry = EventEntry(
        titles={"en": "Final seminar"},
        summaries={"en": "Teachers tried the handbook."},
        languages=("en",),
        starts_on=date(2022, 5, 12),
        city="Turku",
        country="FI",
        local_participants=40,
        foreign_participants=10,
    )
    return replace(entry, **facts)


def partnership_entry(**facts: Any) -> PartnershipEntry:
    """A partnership with a number of its own."""
    entry = PartnershipEntry(
        titles={"en": "Green skills for schools"},
        acronym="GREEN",
        number=f"2020-1-FI01-KA202-{next(_numbers):06}",
        action="KA202",
        field="vet",
        call_year=2020,
    )
    return replace(entry, **facts)


def participation(
    name: str = "Example College", country: str = "FI", **facts: Any
) -> ParticipationEntry:
    """One organisation in a partnership."""
    role = facts.pop("role", "partner")
    return ParticipationEntry(OrganisationEntry(name=name, country=country, **facts), role=role)


@dataclass
class Workshop:
    """Makes people, partnerships and records through the services."""

    services: Services
    _people: dict[str, Account] = field(default_factory=dict)

    def person(self, name: str = "anna", **facts: Any) -> int:
        """An account by name, made once."""
        if name not in self._people:
            self._people[name] = self.services.accounts.add(
                f"{name}@example.org", name.capitalize(), PASSWORD, **facts
            )
        return self._people[name].user_id

    def people_once(self, name: str = "anna") -> int:
        """An account by name, also when an earlier workshop made it."""
        try:
            self._people[name] = self.services.accounts.by_email(f"{name}@example.org")
        except NotFound:
            return self.person(name)
        return self._people[name].user_id

    def partnership(self, by: str = "anna", **facts: Any) -> str:
        """A partnership that a person coordinates."""
        participations = facts.pop("participations", [participation(role="coordinator")])
        return self.services.partnerships.open(
            partnership_entry(**facts), participations, by=self.person(by)
        )

    def contributor(self, name: str, partnership: str) -> int:
        """A person who contributes to a partnership."""
        user_id = self.person(name)
        self.services.partnerships.add_member(
            partnership, f"{name}@example.org", Role.CONTRIBUTOR, by=None
        )
        return user_id

    def attach(self, pid: str, text: str = "Words inside.", name: str = "guide.txt") -> str:
        """A text file on a draft."""
        stream = io.BytesIO(text.encode())
        return self.services.files.attach(pid, stream, name=name, language="en", by=self.person())

    def draft(
        self, partnership: str | None = None, file: str | None = "Words inside.", **facts: Any
    ) -> str:
        """A draft of an output, complete with a file."""
        home = partnership or self.partnership()
        pid = self.services.deposit.create_output(home, output_entry(**facts), by=self.person())
        if file is not None:
            self.attach(pid, file)
        return pid

    def output(self, partnership: str | None = None, **facts: Any) -> str:
        """A published output whose file was read."""
        pid = self.draft(partnership, **facts)
        self.services.jobs.run_due()
        self.services.deposit.publish(pid, by=self.person())
        return pid

    def event(self, partnership: str, presents: tuple[str, ...], **facts: Any) -> str:
        """A published event."""
        entry = event_entry(presents=presents, **facts)
        pid = self.services.deposit.create_event(partnership, entry, by=self.person())
        self.services.deposit.publish(pid, by=self.person())
        return pid
