"""Shapes of the REST answers."""

from __future__ import annotations

from marshmallow import Schema, fields


class FileAnswer(Schema):
    """One file of a record."""

    url = fields.Url()
    name = fields.String()
    media_type = fields.String()
    size_bytes = fields.Integer()
    sha256 = fields.String()
    language = fields.String(allow_none=True)


class OrganisationAnswer(Schema):
    """A participating organisation."""

    name = fields.String()
    country = fields.String()
    role = fields.String()
    oid = fields.String(allow_none=True)


class PartnershipAnswer(Schema):
    """The partnership of a record."""

    url = fields.Url()
    number = fields.String(allow_none=True)
    acronym = fields.String()
    titles = fields.Dict(keys=fields.String(), values=fields.String())
    action = fields.String(allow_none=True)
    call_year = fields.Integer(allow_none=True)
    field = fields.String(allow_none=True)
    demonstration = fields.Boolean()
    organisations = fields.List(fields.Nested(OrganisationAnswer))


class EventAnswer(Schema):
    """What only a multiplier event has."""

    starts_on = fields.Date(allow_none=True)
    ends_on = fields.Date(allow_none=True)
    venue = fields.String()
    city = fields.String()
    country = fields.String(allow_none=True)
    online = fields.Boolean()
    local_participants = fields.Integer()
    foreign_participants = fields.Integer()


class LinkAnswer(Schema):
    """A record that another one points to."""

    pid = fields.String()
    url = fields.Url()
    titles = fields.Dict(keys=fields.String(), values=fields.String())


class RecordAnswer(Schema):
    """A published record, or the tombstone of a withdrawn one."""

    pid = fields.String()
    kind = fields.String(attribute="kind.value")
    status = fields.String(attribute="status.value")
    url = fields.Url()
    code = fields.String(allow_none=True)
    titles = fields.Dict(keys=fields.String(), values=fields.String())
    summaries = fields.Dict(keys=fields.String(), values=fields.String())
    keywords = fields.List(fields.String())
    languages = fields.List(fields.String())
    published_at = fields.DateTime(allow_none=True)
    changed_at = fields.DateTime()
    output_type = fields.String(allow_none=True)
    licence = fields.String(allow_none=True)
    partnership = fields.Nested(PartnershipAnswer)
    files = fields.List(fields.Nested(FileAnswer))
    event = fields.Nested(EventAnswer, allow_none=True)
    presents = fields.List(fields.Nested(LinkAnswer))
    presented_at = fields.List(fields.Nested(LinkAnswer))
    withdrawn_at = fields.DateTime(allow_none=True)
    withdrawal_reason = fields.String(allow_none=True)


class FacetAnswer(Schema):
    """One value of a facet."""

    value = fields.String()
    count = fields.Integer()


class SearchResult(Schema):
    """One page of hits."""

    total = fields.Integer()
    page = fields.Integer(attribute="query.page")
    pages = fields.Integer()
    records = fields.Pluck("HitAnswer", "record", many=True, attribute="found")
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FacetAnswer)))
    notes = fields.List(fields.String())


class HitAnswer(Schema):
    """A hit."""

    record = fields.Nested(RecordAnswer)


class ProblemAnswer(Schema):
    """Why a request failed. Source: RFC 9457."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
