"""Turns a record of the database into the detached shape that pages and formats show."""

from __future__ import annotations

from collections.abc import Iterable

from ka2results.domain.addresses import Addresses
from ka2results.domain.records import (
    EventFacts,
    Kind,
    RelatedRecord,
    ShownFile,
    ShownOrganisation,
    ShownPartnership,
    ShownRecord,
    Status,
)
from ka2results.domain.topics import topic_codes
from ka2results.models import (
    IntellectualOutput,
    MultiplierEvent,
    Partnership,
    Record,
)


def shown(record: Record, addresses: Addresses, *, drafts_too: bool = False) -> ShownRecord:
    """Copy all that a record shows.

    Args:
        record: with its partnership, files and links at hand.
        addresses: makes the links.
        drafts_too: also list linked records that the public cannot see; for its partnership.
    """
    output = record if isinstance(record, IntellectualOutput) else None
    event = record if isinstance(record, MultiplierEvent) else None
    return ShownRecord(
        pid=record.pid,
        kind=Kind(record.kind),
        status=Status(record.status),
        url=addresses.record(record.pid),
        code=record.code,
        titles=dict(record.titles),
        summaries=dict(record.summaries),
        keywords=tuple(record.keywords),
        languages=tuple(record.languages),
        published_at=record.published_at,
        changed_at=record.changed_at,
        edits=record.edits,
        partnership=shown_partnership(record.partnership, addresses),
        output_type=output.output_type if output else None,
        licence=output.licence if output else None,
        files=tuple(_files(record, addresses)),
        event=_event_facts(event) if event else None,
        presents=_related(event.outputs if event else (), addresses, drafts_too),
        presented_at=_related(output.events if output else (), addresses, drafts_too),
        withdrawn_at=record.withdrawn_at,
        withdrawal_reason=record.withdrawal_reason,
    )


def shown_partnership(partnership: Partnership, addresses: Addresses) -> ShownPartnership:
    """Copy what a record shows of its partnership."""
    organisations = [
        ShownOrganisation(
            name=participation.organisation.name,
            country=participation.organisation.country,
            role=participation.role,
            oid=participation.organisation.oid,
            public_id=participation.organisation.public_id,
        )
        for participation in partnership.participations
    ]
    organisations.sort(key=lambda o: (o.role != "coordinator", o.name.casefold(), o.country))
    return ShownPartnership(
        public_id=partnership.public_id,
        url=addresses.partnership(partnership.public_id),
        number=partnership.number,
        acronym=partnership.acronym,
        titles=dict(partnership.titles),
        action=partnership.action,
        call_year=partnership.call_year,
        field=partnership.field,
        agency=partnership.agency,
        topics=topic_codes(partnership.topics),
        project_card=partnership.project_card,
        demonstration=partnership.demonstration,
        organisations=tuple(organisations),
    )


def _files(record: Record, addresses: Addresses) -> Iterable[ShownFile]:
    for file in record.files:
        yield ShownFile(
            public_id=file.public_id,
            url=addresses.file(record.pid, file.public_id, file.name),
            name=file.name,
            media_type=file.media_type,
            size_bytes=file.size_bytes,
            sha256=file.sha256,
            language=file.language,
        )


def _event_facts(event: MultiplierEvent) -> EventFacts:
    return EventFacts(
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        venue=event.venue,
        city=event.city,
        country=event.country,
        online=event.online,
        local_participants=event.local_participants,
        foreign_participants=event.foreign_participants,
    )


def _related(
    records: Iterable[Record], addresses: Addresses, drafts_too: bool
) -> tuple[RelatedRecord, ...]:
    return tuple(
        RelatedRecord(record.pid, addresses.record(record.pid), dict(record.titles))
        for record in records
        if record.status == Status.PUBLISHED or (drafts_too and record.status == Status.DRAFT)
    )
