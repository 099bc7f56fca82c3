"""The state of the database schema, for operators."""

from __future__ import annotations

from sqlalchemy import Engine

from ka2results.errors import WrongState
from ka2results.models import schema


class Schema:
    """Brings the database to the newest revision, or back."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def upgrade(self) -> None:
        """Build or update the schema; what is there is kept."""
        schema.upgrade(self._engine)

    def downgrade(self, revision: str) -> None:
        """Take the schema back to a revision; `base` takes everything away."""
        schema.downgrade(self._engine, revision)

    def is_current(self) -> bool:
        """Tell whether the database stands at the newest revision."""
        return schema.is_current(self._engine)

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
                "The database is not at the newest revision. Run: ka2results db upgrade"
            )
