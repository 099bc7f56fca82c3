"""Start the journal clock at zero."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_05"
down_revision = "2026_11_24_04"
branch_labels = None
depends_on = None


def upgrade() -> None:
    clock = sa.table(
        "journal_clock",
        sa.column("id", sa.Integer),
        sa.column("sequence", sa.BigInteger),
        sa.column("datestamp", sa.DateTime(timezone=True)),
    )
    beginning = datetime(2014, 1, 1, tzinfo=UTC)
    op.bulk_insert(clock, [{"id": 1, "sequence": 0, "datestamp": beginning}])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM journal_clock"))
