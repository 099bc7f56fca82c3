"""Files of records, and the text that was read out of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ka2results.models.base import Base


class StoredFile(Base):
    """A file of a record; the bytes are in the file store under their SHA-256."""

    __tablename__ = "stored_files"
    __table_args__ = (
        UniqueConstraint("record_id", "name"),
        CheckConstraint("size_bytes >= 0", "size_not_negative"),
        CheckConstraint("length(sha256) = 64", "sha256_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"))
    position: Mapped[int]
    """Order on the landing page, from 1."""
    name: Mapped[str]
    """As shown and offered for download; never used as a path."""
    media_type: Mapped[str]
    """Read from the content, not from the name."""
    language: Mapped[str | None]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    """Length of the stored blob; equals the number of bytes hashed."""
    sha256: Mapped[str] = mapped_column(index=True)
    added_at: Mapped[datetime]


class ExtractedText(Base):
    """What was read out of one blob; derived, so it may be deleted and read again."""

    __tablename__ = "extracted_texts"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    """text | no-text | unsupported | damaged | too-costly."""
    text: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    truncated: Mapped[bool] = mapped_column(default=False)
    detail: Mapped[str] = mapped_column(default="")
    """For operators: why a file was not read."""
    read_at: Mapped[datetime]
