"""Brings a database to a revision of `migrations/` and compares it with the models."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from ka2results.models.base import Base
from ka2results.models.session import WRITES
from ka2results.paths import data_dir

HEAD = "head"
NOTHING = "base"


def upgrade(engine: Engine, revision: str = HEAD) -> None:
    """Build or update the schema; what is already there is kept."""
    with _writing(engine) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back; `NOTHING` takes everything away."""
    with _writing(engine) as connection:
        command.downgrade(_config(connection), revision)


def is_current(engine: Engine) -> bool:
    """Tell whether the database stands at the newest revision."""
    newest = ScriptDirectory.from_config(_config(None)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def differences(engine: Engine) -> list[str]:
    """Say where the database and the models disagree; empty when they are equal."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]


def _writing(engine: Engine) -> Connection:
    return engine.connect().execution_options(**{WRITES: True})


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(data_dir("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
