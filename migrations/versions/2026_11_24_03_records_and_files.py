"""Add records, both kinds, their links, their files and the text inside."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_03"
down_revision = "2026_11_24_02"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("summaries", sa.JSON(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.Text(), nullable=True),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('output', 'event')", name="ck_records_kind_known"),
        sa.CheckConstraint(
            "status <> 'withdrawn' OR withdrawal_reason IS NOT NULL", name="ck_records_reason_given"
        ),
        sa.CheckConstraint(
            "status = 'draft' OR published_at IS NOT NULL", name="ck_records_published_has_time"
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'published', 'withdrawn')", name="ck_records_status_known"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_records_created_by_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name="fk_records_partnership_id_partnerships"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
        sa.UniqueConstraint("pid", name="uq_records_pid"),
    )
    op.create_index("ix_records_partnership_id", "records", ["partnership_id"])
    op.create_index("ix_records_status", "records", ["status"])
    op.create_table(
        "intellectual_outputs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("output_type", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["records.id"], name="fk_intellectual_outputs_id_records", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_intellectual_outputs"),
    )
    op.create_table(
        "multiplier_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("local_participants", sa.Integer(), nullable=False),
        sa.Column("foreign_participants", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "local_participants >= 0 AND foreign_participants >= 0",
            name="ck_multiplier_events_participants_not_negative",
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["records.id"], name="fk_multiplier_events_id_records", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_multiplier_events"),
    )
    op.create_table(
        "presentations",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("output_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["multiplier_events.id"],
            name="fk_presentations_event_id_multiplier_events",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["output_id"],
            ["intellectual_outputs.id"],
            name="fk_presentations_output_id_intellectual_outputs",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "output_id", name="pk_presentations"),
    )
    op.create_index("ix_presentations_output_id", "presentations", ["output_id"])
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="ck_stored_files_sha256_whole"),
        sa.CheckConstraint("size_bytes >= 0", name="ck_stored_files_size_not_negative"),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["records.id"],
            name="fk_stored_files_record_id_records",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_stored_files"),
        sa.UniqueConstraint("public_id", name="uq_stored_files_public_id"),
        sa.UniqueConstraint("record_id", "name", name="uq_stored_files_record_id_name"),
    )
    op.create_index("ix_stored_files_sha256", "stored_files", ["sha256"])
    op.create_table(
        "extracted_texts",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_extracted_texts"),
    )


def downgrade() -> None:
    op.drop_table("extracted_texts")
    op.drop_table("stored_files")
    op.drop_table("presentations")
    op.drop_table("multiplier_events")
    op.drop_table("intellectual_outputs")
    op.drop_table("records")
