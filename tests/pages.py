"""One address for every kind of page, for tests that look at all of them."""

from __future__ import annotations

from dataclasses import dataclass

from ka2results.services.house import Services
from tests.factories import Workshop, participation

ERRORS = tuple(f"/design/errors/{status}" for status in (403, 413, 429, 500, 503))


@dataclass(frozen=True)
class Pages:
    """Addresses by who may see them."""

    public: tuple[str, ...]
    own: tuple[str, ...]
    """For the coordinator anna only."""
    broken: tuple[str, ...]
    """Addresses that answer with an error on purpose."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every page, the public ones first."""
        return (*self.public, *self.own)


def lay_out(services: Services) -> Pages:
    """Make one record of every kind, and say where everything can be seen."""
    workshop = Workshop(services)
    workshop.people_once()
    partnership = workshop.partnership(
        participations=[
            participation("Example College", "FI", role="coordinator"),
            participation("Escuela Ejemplo", "ES"),
            participation("Example Company", "UK", role="associated"),
        ],
        topics=("Green skills",),
    )
    output = workshop.output(partnership, keywords=("compost", "soil"))
    event = workshop.event(partnership, (output,))
    withdrawn = workshop.output(partnership)
    services.deposit.withdraw(withdrawn, "Wrong file.", by=workshop.person())
    draft = workshop.draft(partnership)
    organisation = services.catalogue.landing(output, by=None).record.partnership.organisations[0]
    new = f"/partnerships/{partnership}/records/new"
    return Pages(
        public=(
            "/", "/search?q=handbook", "/search", "/search?q=nothingatall&type=photo",
            f"/records/{output}", f"/records/{output}?style=mla", f"/records/{event}",
            f"/records/{withdrawn}", "/partnerships", "/partnerships?country=FI&q=green",
            "/partnerships?q=nothingatall", f"/partnerships/{partnership}", "/browse",
            "/browse/country", "/browse/topic", "/browse/language", "/browse/type",
            "/browse/agency", "/browse/year", "/browse/field", "/organisations",
            f"/organisations/{organisation.public_id}", "/statistics", "/for-partnerships",
            "/for-repositories", "/about", "/accessibility", "/privacy", "/terms", "/contact",
            f"/contact?record={output}", "/design", "/sign-in", "/nothing", "/search?page=0",
            *ERRORS,
        ),
        own=(
            "/my-work", "/partnerships/new", f"/partnerships/{partnership}",
            f"/partnerships/{partnership}/edit", f"{new}/output", f"{new}/event",
            f"/records/{draft}", f"/records/{draft}/edit", f"/records/{draft}/edit?tried=1",
            f"/records/{output}/edit", f"/records/{output}/withdraw",
        ),
        broken=("/nothing", "/search?page=0", f"/records/{withdrawn}", *ERRORS),
    )  # fmt: skip
