"""Add the text by which partnerships and organisations are found in their lists."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_08"
down_revision = "2026_11_24_07"
branch_labels = None
depends_on = None

TABLES = ("partnerships", "organisations")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("search_text", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "search_text")
