"""Keeps the search index in step with the journal: a copy that follows, never the truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from ka2results.domain.addresses import Addresses
from ka2results.domain.records import EventFacts, Kind, ShownRecord, Status
from ka2results.domain.search import FileText, IndexDocument
from ka2results.models import Change, ExtractedText, HarvestEntry, Record, WorkSession
from ka2results.search.port import IndexStatus, SearchIndex
from ka2results.services.journal import Journal
from ka2results.services.loading import every_record
from ka2results.services.snapshot import shown

BATCH = 200
"""Records read and applied at once."""


class IndexFollower:
    """Applies to the index what the journal says, from where the index stands."""

    def __init__(
        self, session: WorkSession, index: SearchIndex, journal: Journal, addresses: Addresses
    ) -> None:
        self._session, self._index = session, index
        self._journal, self._addresses = journal, addresses

    def catch_up(self) -> int:
        """Apply every change that the index has not seen.

        Returns:
            Number of changes applied.

        Raises:
            IndexUnavailable: the index cannot be written now.
        """
        self._session.look_afresh()
        if self._is_lost():
            self.rebuild()
            return self._index.status().sequence
        applied = 0
        while changes := self._changes_after(self._index.status().sequence):
            pids = [pid for _, pid in changes]
            documents = self._documents(pids)
            gone = sorted(set(pids) - {document.pid for document in documents})
            self._index.apply(documents, gone, sequence=changes[-1][0])
            applied += len(changes)
        return applied

    def rebuild(self) -> int:
        """Make the index anew beside the live one.

        Returns:
            Number of records indexed.
        """
        self._session.look_afresh()
        head = self._journal.head()
        self._index.rebuild(self._all_documents(), sequence=head)
        return self._index.status().documents

    def status(self) -> tuple[IndexStatus, int]:
        """Tell how far the index has come, and where the journal stands."""
        return self._index.status(), self._journal.head()

    def _is_lost(self) -> bool:
        # Ahead: it shows another database, or a later state of this one. At nothing: a rebuild
        # costs one pass over what is there now, following one over all history.
        at, head = self._index.status().sequence, self._journal.head()
        return at > head or (at == 0 and head > BATCH)

    def _changes_after(self, sequence: int) -> Sequence[tuple[int, str]]:
        self._session.look_afresh()
        rows = self._session.execute(
            select(Change.sequence, Change.record_pid)
            .where(Change.sequence > sequence)
            .order_by(Change.sequence)
            .limit(BATCH)
        )
        return [(sequence, pid) for sequence, pid in rows]

    def _all_documents(self) -> Iterator[Sequence[IndexDocument]]:
        pids = self._session.scalars(
            select(Record.pid).where(Record.status == Status.PUBLISHED).order_by(Record.id)
        ).all()
        for start in range(0, len(pids), BATCH):
            yield self._documents(pids[start : start + BATCH])
            self._session.expunge_all()

    def _documents(self, pids: Sequence[str]) -> list[IndexDocument]:
        records = self._session.scalars(
            every_record().where(Record.pid.in_(set(pids)), Record.status == Status.PUBLISHED)
        ).all()
        sequences = dict(
            self._session.execute(
                select(HarvestEntry.record_pid, HarvestEntry.sequence).where(
                    HarvestEntry.record_pid.in_(set(pids))
                )
            ).all()
        )
        texts = self._texts(records)
        return [
            _document(shown(record, self._addresses), sequences[record.pid], texts)
            for record in records
        ]

    def _texts(self, records: Sequence[Record]) -> dict[str, str]:
        digests = {file.sha256 for record in records for file in record.files}
        rows = self._session.execute(
            select(ExtractedText.sha256, ExtractedText.text).where(
                ExtractedText.sha256.in_(digests)
            )
        )
        return dict(rows.all())


def _document(record: ShownRecord, sequence: int, texts: dict[str, str]) -> IndexDocument:
    partnership = record.partnership
    names = (partnership.number or "", partnership.acronym, *partnership.titles.values())
    published_at = record.published_at or record.changed_at
    return IndexDocument(
        pid=record.pid,
        sequence=sequence,
        titles=record.titles,
        summaries=record.summaries,
        keywords=record.keywords,
        partnership=tuple(name for name in names if name),
        organisations=tuple(organisation.name for organisation in partnership.organisations),
        languages=record.languages,
        facets=_facets(record),
        published_on=published_at.date(),
        file_texts=tuple(
            FileText(file.name, file.language, texts[file.sha256])
            for file in record.files
            if texts.get(file.sha256)
        ),
    )


def _facets(record: ShownRecord) -> dict[str, tuple[str, ...]]:
    partnership = record.partnership
    facets = {
        "kind": (record.kind.value,),
        "type": (record.output_type,) if record.kind is Kind.OUTPUT else (),
        "language": record.languages,
        "field": (partnership.field,),
        "topic": partnership.topics,
        "licence": (record.licence,),
        "country": _countries(record, record.event),
        "year": (str(partnership.call_year) if partnership.call_year else None,),
        "agency": (partnership.agency,),
    }
    found = {name: tuple(value for value in values if value) for name, values in facets.items()}
    return {name: values for name, values in found.items() if values}


def _countries(record: ShownRecord, event: EventFacts | None) -> tuple[str, ...]:
    of_partners = {organisation.country for organisation in record.partnership.organisations}
    return tuple(sorted(of_partners | ({event.country} if event and event.country else set())))
