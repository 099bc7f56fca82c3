"""The state of the database schema, for operators."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from ka2results.errors import WrongSetting, WrongState
from ka2results.messages import say
from ka2results.models import schema


class Schema:
    """Brings the database to the newest revision, or back."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def upgrade(self) -> None:
        """Build or update the schema; what is there is kept.

        Raises:
            WrongSetting: the database cannot be reached or written.
        """
        if self.is_current():
            return
        try:
            schema.upgrade(self._engine)
        except OperationalError as error:
            raise _unreachable(error) from error

    def downgrade(self, revision: str) -> None:
        """Take the schema back to a revision; `base` takes everything away."""
        schema.downgrade(self._engine, revision)

    def is_current(self) -> bool:
        """Tell whether the database stands at the newest revision.

        Raises:
            WrongSetting: the database cannot be reached.
        """
        try:
            return schema.is_current(self._engine)
        except DatabaseError as error:
            raise _unreachable(error) from error

    def differences(self) -> list[str]:
        """Say where database and models disagree."""
        return schema.differences(self._engine)

    def require_current(self) -> None:
        """Let only a database at the newest revision pass.

        Raises:
            WrongState: the message names the command that helps.
        """
        if not self.is_current():
            raise WrongState(
                say("The database is not at the newest revision. Run: ka2results db upgrade")
            )


def _unreachable(error: DatabaseError) -> WrongSetting:
    reason = str(error.orig).strip().splitlines()[0]
    return WrongSetting(
        "KA2_DATABASE_URL",
        f"The database cannot be used: {reason}.",
        "the address of a database that runs and may be written",
    )
