"""All services of one request or one command; they share one database session."""

from __future__ import annotations

from dataclasses import dataclass

from ka2results.models import WorkSession
from ka2results.services.accounts import Accounts
from ka2results.services.browsing import Browsing
from ka2results.services.catalogue import Catalogue
from ka2results.services.citing import Citing
from ka2results.services.deposit import Deposit
from ka2results.services.files import Files
from ka2results.services.following import Following
from ka2results.services.harvest import Harvest
from ka2results.services.importing import Importing
from ka2results.services.indexing import IndexFollower
from ka2results.services.jobs import Jobs
from ka2results.services.partnerships import Partnerships
from ka2results.services.picturing import Picturing
from ka2results.services.sample import Sample
from ka2results.services.statistics import Statistics


@dataclass(frozen=True)
class Services:
    """What a door can call."""

    accounts: Accounts
    browsing: Browsing
    catalogue: Catalogue
    citing: Citing
    deposit: Deposit
    files: Files
    following: Following
    harvest: Harvest
    importing: Importing
    indexing: IndexFollower
    jobs: Jobs
    partnerships: Partnerships
    picturing: Picturing
    sample: Sample
    statistics: Statistics
    _session: WorkSession

    def close(self) -> None:
        """Give the database session back; what was not committed is forgotten."""
        self._session.close()
