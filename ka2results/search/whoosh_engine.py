"""The inside of Whoosh, which is pinned to 2.7.4: schema and postings.

Whoosh stores and merges postings; it neither analyses, parses nor ranks here. Its files are
pickles: the directory must belong to the application alone and is never restored from an
archive. Nothing that Whoosh raises leaves this module, `whoosh_batch` and `whoosh_storage`,
and nothing else knows Whoosh.
"""

from __future__ import annotations

import io
import json
import pickle
import struct
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Format
from whoosh.index import TOC
from whoosh.reading import SegmentReader, TermNotFound

from ka2results.domain.search import FACETS
from ka2results.search.analysis import ANALYSIS_VERSION
from ka2results.search.answers import WEIGHTS
from ka2results.search.entries import FieldWords
from ka2results.search.whoosh_storage import Damaged, DurableStorage, guarded

WHOOSH_VERSION = (2, 7, 4)
NAME = "MAIN"
FORM = (ANALYSIS_VERSION, *FACETS)
"""What an index must have been made for; one of another form is rebuilt."""
_STEM = b"-"  # Whoosh loses count of payloads when one of them is empty


class _Payload(Format):  # type: ignore[misc]  # Whoosh carries no types
    """Postings carry bytes of ours, of any length."""


class Words(FieldType):  # type: ignore[misc]  # Whoosh carries no types
    """A field that takes words which are already analysed, with their positions."""

    def __init__(self) -> None:
        super().__init__(format=_Payload(), analyzer=None)

    def index(self, value: FieldWords, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give term, frequency, weight and payload of each term, as Whoosh asks for."""
        for word, places in value.positions.items():
            yield word.encode(), 0, float(len(places)), array("I", places).tobytes()
        for stem, count in value.stems.items():
            yield stem.encode(), 0, float(count), _STEM


class JournaledSchema(Schema):  # type: ignore[misc]  # Whoosh carries no types
    """Fields, and the journal sequence they show.

    Whoosh writes the schema into every table of contents. The sequence therefore becomes
    visible in the same rename as the documents, and can never disagree with them.
    """

    sequence = 0
    form: tuple[object, ...] = ()
    """What the index was made for: set on the object, since the class itself is not written."""

    def seal(self, sequence: int) -> None:
        """Say what is true of the commit that follows."""
        self.sequence, self.form = sequence, FORM


class Postings(NamedTuple):
    """The documents of one segment that hold a term, ascending, and how often."""

    documents: NDArray[np.int64]
    counts: NDArray[np.float64]

    @property
    def bytes(self) -> int:
        """Memory held."""
        return self.documents.nbytes + self.counts.nbytes


def create(folder: Path) -> None:
    """Start an empty index that shows sequence 0."""
    with guarded(folder):
        folder.mkdir(mode=0o700)
        fields = {field: Words() for field in WEIGHTS}
        schema = JournaledSchema(facts=COLUMN(VarBytesColumn()), **fields)
        schema.seal(0)
        TOC.create(DurableStorage(folder), schema)


def stamp(folder: Path) -> tuple[int, int]:
    """Tell one commit from every other, also from one of a deleted index of the same name."""
    with guarded(folder):
        storage = DurableStorage(folder)
        last = TOC._latest_generation(storage, NAME)
        return last, Path(storage._fpath(TOC._filename(NAME, last))).stat().st_mtime_ns


class Commit:
    """What one table of contents says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._storage = DurableStorage(folder)
        with guarded(folder):
            contents = _read_contents(self._storage)
            self._schema: JournaledSchema = contents.schema
            self._segments = contents.segments
            if self._schema.form != FORM:
                raise Damaged(f"The search index in {folder} comes from another version.")
            self.sequence: int = self._schema.sequence
            self.segment_ids: list[str] = [part.segment_id() for part in self._segments]

    def deleted(self, place: int) -> list[int]:
        """Give the dead documents of one segment."""
        with guarded(self.folder):
            return sorted(self._segments[place].deleted_docs())

    def open(self, place: int) -> SegmentFile:
        """Open one segment."""
        with guarded(self.folder):
            reader = SegmentReader(self._storage, self._schema, self._segments[place])
        return SegmentFile(self.folder, reader)


def _read_contents(storage: DurableStorage) -> TOC:
    try:
        return TOC.read(storage, NAME)
    except MemoryError as error:  # in a few kilobytes only a wrong length asks for so much
        raise Damaged(
            f"The contents of the search index in {storage.folder} are damaged."
        ) from error


class SegmentFile:
    """The postings and facts of one immutable segment; safe to read from any thread."""

    def __init__(self, folder: Path, reader: Any) -> None:
        self._folder, self._reader = folder, reader
        self.documents: int = reader.doc_count_all()

    def facts(self) -> list[list[Any]]:
        """Read what is kept of each document beside its words, in order."""
        with guarded(self._folder):
            column = self._reader.column_reader("facts", translate=False)
            return [json.loads(item) for item in column]

    def words_from(self, field: str, prefix: str) -> Iterator[str]:
        """Walk through the terms of a field that begin with a prefix, in order of their bytes."""
        start = prefix.encode()
        with guarded(self._folder):
            for name, term in self._reader._terms.terms_from(field, start):
                if name != field or not term.startswith(start):
                    return
                yield term.decode()

    def postings(self, field: str, term: str) -> Postings | None:
        """Read who holds a term; nothing when nobody does."""
        blocks = self._blocks(field, term)
        return (
            None
            if blocks is None
            else Postings(
                np.concatenate([documents for documents, _, _ in blocks]),
                np.concatenate([counts for _, counts, _ in blocks]),
            )
        )

    def places(self, field: str, word: str) -> NDArray[np.int64] | None:
        """Read where a word stands: document * 2**32 + position, ascending."""
        blocks = self._blocks(field, word)
        if blocks is None:
            return None
        with guarded(self._folder):
            payloads = b"".join(item for _, _, items in blocks for item in items)
            counts = np.concatenate([counts for _, counts, _ in blocks]).astype(np.int64)
            documents = np.concatenate([documents for documents, _, _ in blocks])
            return (np.repeat(documents, counts) << 32) + np.frombuffer(payloads, np.uint32)

    def _blocks(self, field: str, term: str) -> list[_Block] | None:
        with guarded(self._folder):
            try:
                info = self._reader._terms.term_info(field, term.encode())
            except TermNotFound:
                return None
            offset, (length,) = info.extent()  # 2.7.4 leaves the length in its tuple
            blocks = list(_decode(self._reader._terms._postfile.get(offset, length)))
            if blocks[-1][0][-1] >= self.documents:
                raise ValueError(f"document {blocks[-1][0][-1]} does not exist")
            return blocks


_Block = tuple[NDArray[np.int64], NDArray[np.float64], tuple[bytes, ...]]


def _decode(raw: bytes) -> Iterator[_Block]:
    """Decode a whole posting list block by block, without a step per posting."""
    if not raw.startswith(WHOOSH3_HEADER_MAGIC):
        raise ValueError("a posting list begins with a wrong tag")
    at, last = len(WHOOSH3_HEADER_MAGIC), False
    while not last:
        (size,) = struct.unpack_from("!i", raw, at)
        at, size, last = at + 4, abs(size), size < 0
        block = io.BytesIO(raw[at : at + size])
        number, _, _, compression, _, _ = pickle.load(block)  # noqa: S301 - our own directory
        data = zlib.decompress(block.read()) if compression else block.read()
        steps, weights, payloads = pickle.loads(data)  # noqa: S301 - our own directory
        counts = np.empty(number)
        counts[:] = 1.0 if weights is None else weights
        yield np.cumsum(np.array(steps, np.int64)), counts, payloads
        at += size
