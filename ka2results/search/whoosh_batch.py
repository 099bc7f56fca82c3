"""Commits to Whoosh 2.7.4: delete and add, our own merge policy, sweeping after a kill."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from ka2results.search.answers import WEIGHTS
from ka2results.search.entries import Entry
from ka2results.search.whoosh_engine import NAME
from ka2results.search.whoosh_storage import DurableStorage, guarded

MOST_SEGMENTS = 10
MOST_DELETED = 0.2
"""Share of dead documents above which a segment is written anew at the next merge."""


class Batch:
    """The changes of one commit; the caller holds the lock of the writer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._added: dict[str, int] = {}
        with guarded(folder):
            _sweep(folder)
            # Blocks of 1024 suit reading whole lists; lengths are kept by us, in `facts`.
            codec = W3Codec(blocklimit=1024, compression=1)
            codec.length_stats = False
            index = FileIndex(DurableStorage(folder), indexname=NAME)
            self._writer = SegmentWriter(index, _lk=False, codec=codec)

    def forget(self, document: int) -> None:
        """Delete one document of the last commit, by number."""
        with guarded(self._folder):
            self._writer.delete_document(document)

    def add(self, entry: Entry) -> None:
        """Add one document; one of the same PID in the same batch gives way to it."""
        facts = [entry.pid, entry.sequence, entry.published, entry.title, sorted(entry.languages)]
        lengths = [entry.words[field].length for field in WEIGHTS]
        with guarded(self._folder):
            if entry.pid in self._added:
                self._writer.newsegment.delete_document(self._added[entry.pid])
            self._added[entry.pid] = self._writer.docnum
            encoded = json.dumps([*facts, lengths, entry.facets]).encode()
            self._writer.add_document(facts=encoded, **entry.words)

    def commit(self, sequence: int) -> None:
        """Make the changes and the sequence visible at once, and durable."""
        with guarded(self._folder):
            self._writer.schema.seal(sequence)
            self._writer.commit(mergetype=_merge)

    def cancel(self) -> None:
        """Close what is open; the last commit stays as it was."""
        with suppress(Exception):
            self._writer.cancel()


def _sweep(folder: Path) -> None:
    """Delete what a killed writer left behind; on a full disk nothing else would help."""
    storage = DurableStorage(folder)
    contents = TOC.read(storage, NAME)
    clean_files(storage, NAME, contents.generation, contents.segments)
    for torn in [*folder.glob("*.toc.*"), *folder.glob("*.tmp/*")]:
        torn.unlink(missing_ok=True)


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Keep the number of segments low at a cost that stays logarithmic.

    The smallest are merged, as long as the next is at most twice what is merged already.
    Segments without a live document are dropped.
    """
    living = sorted((part for part in segments if part.doc_count()), key=_live)
    if len(living) < MOST_SEGMENTS:
        return living
    together = 0
    merged, kept = [], []
    for place, part in enumerate(living):
        full = part.deleted_count() > MOST_DELETED * part.doc_count_all()
        if place < 2 or _live(part) <= 2 * together or full:
            together += _live(part)
            merged.append(part)
        else:
            kept.append(part)
    for part in merged:
        reader = SegmentReader(writer.storage, writer.schema, part)
        writer.add_reader(reader)
        reader.close()
    return kept


def _live(part: Any) -> int:
    return int(part.doc_count())
