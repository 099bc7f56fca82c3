"""Loads the compact sample: real partnerships, demonstration records, demonstration accounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import exists, select

from ka2results.domain.permissions import Role
from ka2results.domain.sample import SampleEvent, SampleOutput, SamplePartnership
from ka2results.models import User, WorkSession
from ka2results.services.accounts import Accounts
from ka2results.services.deposit import Deposit
from ka2results.services.files import Files
from ka2results.services.jobs import Jobs
from ka2results.services.partnerships import Partnerships

ACCOUNTS = (
    ("coordinator@example.org", "Demonstration coordinator", False),
    ("contributor@example.org", "Demonstration contributor", False),
    ("administrator@example.org", "Demonstration administrator", True),
)
PASSWORD = "open-results"  # noqa: S105  # printed at every start; refused outside development
COORDINATOR, CONTRIBUTOR = ACCOUNTS[0][0], ACCOUNTS[1][0]


class Sample:
    """Deposits the demonstration as a coordinator would."""

    def __init__(
        self,
        accounts: Accounts,
        partnerships: Partnerships,
        deposit: Deposit,
        files: Files,
        jobs: Jobs,
        session: WorkSession,
    ) -> None:
        self._accounts, self._partnerships = accounts, partnerships
        self._deposit, self._files, self._jobs = deposit, files, jobs
        self._session = session

    def is_empty(self) -> bool:
        """Tell whether nobody has an account yet, as on the first start."""
        return not self._session.scalars(select(exists(select(User.id)))).one()

    def load(
        self, partnerships: Sequence[SamplePartnership], step: Callable[[], None] = lambda: None
    ) -> None:
        """Add the demonstration accounts, then every partnership with its records, published.

        Args:
            partnerships: what to deposit.
            step: called after each record, for a progress bar.
        """
        people = {
            email: self._accounts.add(email, name, PASSWORD, administrator=administrator)
            for email, name, administrator in ACCOUNTS
        }
        by = people[COORDINATOR].user_id
        for partnership in partnerships:
            self._load(partnership, by, step)

    def _load(self, sample: SamplePartnership, by: int, step: Callable[[], None]) -> None:
        partnership = self._partnerships.open(sample.entry, sample.participations, by=by)
        self._partnerships.add_member(partnership, CONTRIBUTOR, Role.CONTRIBUTOR, by=by)
        pids: dict[str, str] = {}
        for output in sample.outputs:
            pids[output.key] = self._output(partnership, output, by)
            step()
        for event in sample.events:
            self._event(partnership, event, pids, by)
            step()

    def _output(self, partnership: str, output: SampleOutput, by: int) -> str:
        pid = self._deposit.create_output(partnership, output.entry, by=by)
        for file in output.files:
            with file.path.open("rb") as stream:
                self._files.attach(pid, stream, name=file.path.name, language=file.language, by=by)
        # Read before publication, so that the record enters the journal and the index once.
        self._jobs.run_due()
        self._deposit.publish(pid, by=by)
        return pid

    def _event(
        self, partnership: str, event: SampleEvent, pids: Mapping[str, str], by: int
    ) -> None:
        presents = tuple(pids[key] for key in event.presents)
        entry = replace(event.entry, presents=presents)
        pid = self._deposit.create_event(partnership, entry, by=by)
        self._deposit.publish(pid, by=by)
