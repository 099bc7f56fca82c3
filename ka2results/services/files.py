"""Files of records: in without loss, out to everyone once the record is published."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import select

from ka2results.domain import permissions
from ka2results.domain.files import clean_name
from ka2results.domain.records import Status
from ka2results.errors import InvalidInput, NotFound, WrongState
from ka2results.extraction.port import TextExtractor
from ka2results.messages import say
from ka2results.models import ExtractedText, Record, StoredFile, WorkSession
from ka2results.services import audit
from ka2results.services.identifiers import new_pid
from ka2results.services.jobs import Jobs
from ka2results.services.journal import Now
from ka2results.services.loading import load_record, load_to_change
from ka2results.services.rights import actor, visitor
from ka2results.services.texts import READ_TEXT
from ka2results.storage.port import FileStore

_HEAD_BYTES = 16 * 1024


@dataclass(frozen=True)
class Download:
    """A file ready to be sent; open the store's blob to get the bytes."""

    name: str
    media_type: str
    size_bytes: int
    sha256: str
    record_pid: str
    public: bool
    """Anyone may keep a copy in a cache."""


class Files:
    """Attaches files to drafts and hands them out."""

    def __init__(
        self,
        session: WorkSession,
        store: FileStore,
        extractor: TextExtractor,
        jobs: Jobs,
        now: Now,
        *,
        max_upload_bytes: int,
    ) -> None:
        self._session, self._store, self._extractor = session, store, extractor
        self._jobs, self._now, self._max_upload_bytes = jobs, now, max_upload_bytes

    def attach(
        self, pid: str, stream: BinaryIO, *, name: str, language: str | None, by: int
    ) -> str:
        """Keep a file and add it to a draft.

        The bytes are safe before the row exists; a crash between leaves an orphan blob, never a
        row without its blob. No transaction is open while the bytes flow.

        Returns:
            Public identifier of the file.

        Raises:
            FileTooLarge: more than the limit; nothing is kept.
            WrongState: the record is no draft.
            InvalidInput: the file is empty, or a file of that name is already there.
        """
        self._require_open(load_record(self._session, pid), by)
        self._session.rollback()
        blob = self._store.put(stream, limit_bytes=self._max_upload_bytes)
        if not blob.size_bytes:
            empty = say("“{name}” is empty. Choose another file.", name=clean_name(name))
            raise InvalidInput({"file": [empty]})
        with self._store.open(blob.sha256) as stored:
            media_type = self._extractor.media_type(stored.read(_HEAD_BYTES), name)
        with self._session.writing():
            record = load_to_change(self._session, pid)
            self._require_open(record, by)
            file = StoredFile(
                public_id=new_pid(),
                position=max((f.position for f in record.files), default=0) + 1,
                name=_free_name(record, clean_name(name)),
                media_type=media_type,
                language=language,
                size_bytes=blob.size_bytes,
                sha256=blob.sha256,
                added_at=self._now(),
            )
            record.files.append(file)
            record.changed_at = self._now()
            if self._session.get(ExtractedText, blob.sha256) is None:
                self._jobs.add(
                    READ_TEXT,
                    {"sha256": blob.sha256, "name": file.name, "media_type": media_type},
                    unique_key=f"{READ_TEXT}:{blob.sha256}",
                )
            audit.note(
                self._session, "file.attach", pid, by=by, at=self._now(),
                file=file.public_id, sha256=blob.sha256,
            )  # fmt: skip
        return file.public_id

    def remove(self, pid: str, file_id: str, *, by: int) -> None:
        """Take a file out of a draft; its bytes stay, since another file may share them."""
        with self._session.writing():
            record = load_to_change(self._session, pid)
            self._require_open(record, by)
            file = next((f for f in record.files if f.public_id == file_id), None)
            if file is None:
                raise NotFound("file", file_id)
            record.files.remove(file)
            record.changed_at = self._now()
            audit.note(self._session, "file.remove", pid, by=by, at=self._now(), file=file_id)

    def download(self, pid: str, file_id: str, *, by: int | None) -> Download:
        """Find a file for whoever may have it.

        Raises:
            NotFound: no such file, or its record is hidden from the person.
            WrongState: the record is withdrawn.
        """
        row = self._session.execute(
            select(StoredFile, Record)
            .join(Record, Record.id == StoredFile.record_id)
            .where(Record.pid == pid, StoredFile.public_id == file_id)
        ).one_or_none()
        if row is None:
            raise NotFound("file", file_id)
        file, record = row
        status = Status(record.status)
        permissions.require_visible(
            visitor(self._session, by),
            pid=pid,
            partnership_id=record.partnership_id,
            status=status,
        )
        if status is Status.WITHDRAWN:
            raise WrongState(say("This record was withdrawn; its files are no longer offered."))
        return Download(
            file.name, file.media_type, file.size_bytes, file.sha256, pid,
            public=status is Status.PUBLISHED,
        )  # fmt: skip

    def open(self, download: Download) -> AbstractContextManager[BinaryIO]:
        """Open the bytes of a download."""
        return self._store.open(download.sha256)

    def _require_open(self, record: Record, by: int) -> None:
        person = actor(self._session, by)
        permissions.require_visible(
            person,
            pid=record.pid,
            partnership_id=record.partnership_id,
            status=Status(record.status),
        )
        refusal = say("Only members of the partnership can change the files of this record.")
        permissions.require_member(person, record.partnership_id, refusal)
        if record.status != Status.DRAFT:
            raise WrongState(say("The files of a published record stay as they are."))


def _free_name(record: Record, name: str) -> str:
    if any(file.name == name for file in record.files):
        taken = say(
            "A file called “{name}” is already there. Remove it or rename yours.", name=name
        )
        raise InvalidInput({"file": [taken]})
    return name
