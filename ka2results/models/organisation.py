"""Organisations that take part in partnerships."""

from __future__ import annotations

from sqlalchemy import Connection, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from ka2results.domain.letters import bare
from ka2results.models.base import Base


class Organisation(Base):
    """A school, company, association, authority or institute; one row in all its partnerships."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    oid: Mapped[str | None] = mapped_column(unique=True)
    """Erasmus+ organisation identifier, E and eight digits."""
    pic: Mapped[str | None] = mapped_column(unique=True)
    """Participant identification code, nine digits, the only identifier before the OID."""
    source_key: Mapped[str | None] = mapped_column(unique=True)
    """Key in an imported list for an organisation without OID and PIC."""
    name: Mapped[str]
    organisation_type: Mapped[str | None]
    """Code of the vocabulary `organisation_types`."""
    city: Mapped[str | None]
    region: Mapped[str | None]
    country: Mapped[str]
    """Programme code: EL for Greece, UK for the United Kingdom."""
    search_text: Mapped[str] = mapped_column(default="", server_default="")
    """Name, town and OID in bare letters, for lists; follows them at every save."""


@event.listens_for(Organisation, "before_insert")
@event.listens_for(Organisation, "before_update")
def _follow(_mapper: Mapper[Organisation], _connection: Connection, saved: Organisation) -> None:
    saved.search_text = bare(" ".join((saved.name, saved.city or "", saved.oid or "")))
