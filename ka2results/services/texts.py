"""Reads the text inside files after they were uploaded, and lets the index know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from ka2results.domain.harvest import Reason
from ka2results.domain.records import Status
from ka2results.extraction.port import TextExtractor
from ka2results.models import ExtractedText, Record, StoredFile, WorkSession
from ka2results.services.journal import Journal, Now
from ka2results.services.publishing import Publishing
from ka2results.storage.port import FileStore

READ_TEXT = "read-text"
"""Kind of job: payload sha256, name, media_type."""


class Texts:
    """Keeps what was read out of each blob, once per blob."""

    def __init__(
        self,
        session: WorkSession,
        store: FileStore,
        extractor: TextExtractor,
        journal: Journal,
        publishing: Publishing,
        now: Now,
    ) -> None:
        self._session, self._store, self._extractor = session, store, extractor
        self._journal, self._publishing, self._now = journal, publishing, now

    def read(self, payload: Mapping[str, Any]) -> None:
        """Read one blob; records that show it and are public go to the index again."""
        sha256 = payload["sha256"]
        self._session.rollback()
        with self._store.open(sha256) as stream:
            extract = self._extractor.extract(
                stream, name=payload["name"], media_type=payload["media_type"]
            )
        with self._session.writing():
            self._session.merge(
                ExtractedText(
                    sha256=sha256,
                    outcome=extract.outcome,
                    text=extract.text,
                    pages=extract.pages,
                    truncated=extract.truncated,
                    detail=extract.detail,
                    read_at=self._now(),
                )
            )
            pids = self._session.scalars(
                select(Record.pid)
                .join(StoredFile, StoredFile.record_id == Record.id)
                .where(StoredFile.sha256 == sha256, Record.status == Status.PUBLISHED)
                .distinct()
            ).all()
            for pid in sorted(pids):
                self._journal.note(pid, Reason.TEXT_READ)
        if pids:
            self._publishing.tell()
