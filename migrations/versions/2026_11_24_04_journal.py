"""Add the journal: clock, changes, harvest entries, representations."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_04"
down_revision = "2026_11_24_03"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journal_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("datestamp", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_journal_clock_single_row"),
        sa.PrimaryKeyConstraint("id", name="pk_journal_clock"),
    )
    op.create_table(
        "changes",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record_pid", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("datestamp", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_changes"),
    )
    op.create_table(
        "harvest_entries",
        sa.Column("record_pid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("datestamp", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("sets", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("record_pid", name="pk_harvest_entries"),
        sa.UniqueConstraint("sequence", name="uq_harvest_entries_sequence"),
    )
    op.create_index("ix_harvest_entries_datestamp", "harvest_entries", ["datestamp"])
    op.create_table(
        "representations",
        sa.Column("record_pid", sa.Text(), nullable=False),
        sa.Column("syntax", sa.Text(), nullable=False),
        sa.Column("metadata_prefix", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint(
            "record_pid", "syntax", "metadata_prefix", name="pk_representations"
        ),
    )


def downgrade() -> None:
    op.drop_table("representations")
    op.drop_table("harvest_entries")
    op.drop_table("changes")
    op.drop_table("journal_clock")
