"""All services of one request or one command; they share one database session."""

from __future__ import annotations

from dataclasses import dataclass

from ka2results.models import WorkSession
from ka2results.services.accounts import Accounts
from ka2results.services.catalogue import Catalogue
from ka2results.services.deposit import Deposit
from ka2results.services.files import Files
from ka2results.services.harvest import Harvest
from ka2results.services.importing import Importing
from ka2results.services.indexing import IndexFollower
from ka2results.services.jobs import Jobs
from ka2results.services.partnerships import Partnerships
from ka2results.services.sample import Sample


@dataclass(frozen=True)
class Services:
    """What a door can call."""

    accounts: Accounts
    catalogue: Catalogue
    deposit: Deposit
    files: Files
    harvest: Harvest
    importing: Importing
    indexing: IndexFollower
    jobs: Jobs
    partnerships: Partnerships
    sample: Sample
    _session: WorkSession

    def close(self) -> None:
        """Give the database session back; what was not committed is forgotten."""
        self._session.close()
