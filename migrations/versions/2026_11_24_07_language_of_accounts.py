"""Let a person choose the language of the pages."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_07"
down_revision = "2026_11_24_06"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("language", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "language")
