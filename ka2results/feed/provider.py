"""Answers the six verbs for one door; both doors share every decision made here.

Source: OAI-PMH 2.0 §4 (requests and responses).
"""

from __future__ import annotations

from collections.abc import Sequence

from ka2results.domain.harvest import START, HarvestPage, HarvestQuery, Position
from ka2results.errors import NoRecordsMatch, NotFound, UnknownFormat
from ka2results.feed.answers import (
    Answer,
    Content,
    Door,
    Identity,
    OfferedFormat,
    OfferedFormats,
    OfferedSets,
    OneRecord,
    RecordList,
    Refusal,
    Resumption,
)
from ka2results.feed.faults import Code, Refused, fault_of, refused
from ka2results.feed.question import Question, read_question
from ka2results.feed.tokens import Tokens
from ka2results.schemas.oai import Verb
from ka2results.services.harvest import Harvest

_NOT_UNDERSTOOD = {Code.BAD_VERB, Code.BAD_ARGUMENT}


class Provider:
    """Turns arguments into an answer; whatever the arguments, there is one."""

    def __init__(self, door: Door, harvest: Harvest, tokens: Tokens) -> None:
        self._door, self._harvest, self._tokens = door, harvest, tokens

    def answer(self, pairs: Sequence[tuple[str, str]]) -> Answer:
        """Answer one request, given as pairs of names and values."""
        # ADR-1: first of all, or a harvester that continues from this date loses a change.
        moment = self._harvest.moment()
        try:
            question = read_question(pairs)
        except Refused as refusal:
            return Answer(self._door, moment, {}, Refusal(refusal.faults))
        return Answer(self._door, moment, question.echo, self._content(question))

    def _content(self, question: Question) -> Content:
        try:
            return self._looked_up(question)
        except Refused as refusal:
            return Refusal(refusal.faults)
        except (UnknownFormat, NotFound, NoRecordsMatch) as error:
            continuing = question.arguments.resumption_token is not None
            return Refusal((fault_of(error, continuing=continuing),))

    def _looked_up(self, question: Question) -> Content:
        match question.verb:
            case Verb.IDENTIFY:
                return Identity(self._harvest.earliest())
            case Verb.LIST_METADATA_FORMATS:
                return self._formats(question.arguments.identifier)
            case Verb.LIST_SETS:
                return self._sets(question)
            case Verb.GET_RECORD:
                return self._record(question)
            case Verb.LIST_IDENTIFIERS | Verb.LIST_RECORDS:
                return self._list(question)

    def _formats(self, identifier: str | None) -> OfferedFormats:
        pid = self._pid(identifier) if identifier is not None else None
        found = self._harvest.formats(self._door.syntax, pid)
        if not found:
            raise refused(Code.NO_METADATA_FORMATS, "This record has no format at this door.")
        return OfferedFormats(tuple(OfferedFormat(f.prefix, f.schema, f.namespace) for f in found))

    def _sets(self, question: Question) -> OfferedSets:
        token = question.arguments.resumption_token
        if token is not None:
            # The list of sets comes in one piece, so no token of it was ever given out.
            self._tokens.read(question.verb, token)
        return OfferedSets(self._harvest.sets())

    def _record(self, question: Question) -> OneRecord:
        prefix = question.arguments.metadata_prefix or ""
        pid = self._pid(question.arguments.identifier or "")
        return OneRecord(self._harvest.record(self._door.syntax, prefix, pid))

    def _list(self, question: Question) -> RecordList:
        query, position = self._selection(question)
        page = self._harvest.page(query, position)
        return RecordList(page.records, self._resumption(question.verb, query, page))

    def _selection(self, question: Question) -> tuple[HarvestQuery, Position]:
        asked = question.arguments
        if asked.resumption_token is not None:
            return self._tokens.read(question.verb, asked.resumption_token)
        prefix = asked.metadata_prefix or ""
        query = HarvestQuery(self._door.syntax, prefix, asked.from_, asked.until, asked.set_spec)
        return query, START

    def _resumption(self, verb: Verb, query: HarvestQuery, page: HarvestPage) -> Resumption | None:
        if page.next is None and page.position.sent == 0:
            return None
        token = self._tokens.write(verb, query, page.next) if page.next else None
        return Resumption(token, page.position.sent, page.complete_list_size)

    def _pid(self, identifier: str) -> str:
        pid = self._door.addresses.pid(identifier)
        if pid is None:
            raise NotFound("record", identifier)
        return pid
