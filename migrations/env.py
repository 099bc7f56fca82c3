"""Runs the revisions on the connection that `ka2results.models.schema` hands over.

Called by the plain `alembic` command (to write a new revision), it opens KA2_DATABASE_URL itself.
"""

import os

from alembic import context
from sqlalchemy import Connection

from ka2results.models import Base, open_engine


def run(connection: Connection) -> None:
    """Run the revisions in one transaction, so that a failure leaves nothing half done."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = open_engine(os.environ.get("KA2_DATABASE_URL", "sqlite:///instance/ka2results.db"))
    with engine.connect() as opened:
        run(opened)
