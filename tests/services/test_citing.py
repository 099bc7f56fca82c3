"""How others refer to records: only what the public sees can be cited."""

from __future__ import annotations

import orjson
import pytest

from ka2results.errors import NotFound, WrongState
from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import Workshop, output_entry, participation


@pytest.mark.parametrize(
    ("name", "media_type", "start"),
    [
        ("bib", "application/x-bibtex", b"@misc{"),
        ("ris", "application/x-research-info-systems", b"TY  - RPRT\r\n"),
        ("csl.json", "application/vnd.citationstyles.csl+json", b"[\n"),
    ],
)
def test_a_published_record_can_be_taken_as_a_file(
    workshop: Workshop, services: Services, name: str, media_type: str, start: bytes
) -> None:
    pid = workshop.output()

    exported = services.citing.export(pid, name)

    assert exported.body.startswith(start)
    assert exported.media_type == media_type
    assert exported.file_name == f"{pid}.{name}"


def test_an_event_can_be_taken_as_a_file(workshop: Workshop, services: Services) -> None:
    partnership = workshop.partnership()
    pid = workshop.event(partnership, (workshop.output(partnership),))

    assert (
        b"Multiplier event, 2022-05-12, Turku, Finland" in services.citing.export(pid, "bib").body
    )


def test_a_draft_cannot_be_cited(workshop: Workshop, services: Services) -> None:
    pid = workshop.draft()

    with pytest.raises(NotFound):
        services.citing.export(pid, "bib")
    with pytest.raises(NotFound):
        services.citing.citation(pid, "apa", "en")


def test_a_withdrawn_record_is_no_longer_offered_for_citing(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()
    services.deposit.withdraw(pid, "Published by mistake.", by=workshop.person())

    with pytest.raises(WrongState, match="withdrawn"):
        services.citing.export(pid, "ris")
    with pytest.raises(WrongState, match="withdrawn"):
        services.citing.citation(pid, "mla", "en")


def test_a_format_that_nobody_makes_is_not_found(workshop: Workshop, services: Services) -> None:
    pid = workshop.output()

    with pytest.raises(NotFound) as caught:
        services.citing.export(pid, "docx")

    assert caught.value.key == "docx"


def test_a_style_that_nobody_knows_is_not_found_by_its_address(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()

    with pytest.raises(NotFound):
        services.citing.citation(pid, "vancouver", "en")


@pytest.mark.parametrize("style", ["", "vancouver"])
def test_a_page_shows_the_first_style_where_nobody_chose_one_of_ours(
    workshop: Workshop, services: Services, style: str
) -> None:
    record = services.catalogue.public_record(workshop.output())

    citation = services.citing.cite(record, style, "en")

    assert services.citing.styles[0] == ("apa", "APA")
    assert citation == services.citing.cite(record, "apa", "en")


def test_the_citation_names_the_organisations_and_the_repository(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership(
        participations=[
            participation("Beispiel Akademie", "DE"),
            participation("Example College", "FI", role="coordinator"),
        ]
    )
    pid = workshop.output(partnership)

    citation = services.citing.citation(pid, "apa", "en")

    assert citation.text == (
        "Example College, & Beispiel Akademie. (2026). Green skills handbook. KA2 Results. "
        f"https://results.example.org/records/{pid}"
    )


def test_an_edit_and_a_new_partner_show_in_the_next_citation(
    workshop: Workshop, services: Services, house: House
) -> None:
    partnership = workshop.partnership()
    pid = workshop.output(partnership)
    services.citing.citation(pid, "apa", "en")

    by = workshop.person()
    services.deposit.edit(pid, output_entry(titles={"en": "Blue skills"}), by=by)
    services.partnerships.add_organisation(partnership, participation("Kool", "EE"), by=by)

    with house.services() as later:
        text = later.citing.citation(pid, "apa", "en").text
    assert text.startswith("Example College, & Kool. (2026). Blue skills.")


def test_citations_are_kept_from_one_request_to_the_next(workshop: Workshop, house: House) -> None:
    pid = workshop.output()
    with house.services() as first, house.services() as second:
        made = first.citing.citation(pid, "ieee", "en")

        assert second.citing.citation(pid, "ieee", "en") is made


def test_a_record_a_partnership_and_an_organisation_are_described_for_search_engines(
    workshop: Workshop, services: Services
) -> None:
    partnership = workshop.partnership()
    record = services.catalogue.public_record(workshop.output(partnership))
    page = services.catalogue.partnership(partnership, by=None)
    college = services.browsing.organisation(record.partnership.organisations[0].public_id)

    described = [
        services.citing.described(record),
        services.citing.partnership(page),
        services.citing.organisation(college),
    ]

    assert [told["@type"] for told in described] == ["LearningResource", "Project", "Organization"]
    assert described[0]["provider"]["name"] == "KA2 Results"
    assert described[2]["memberOf"][0]["@id"] == record.partnership.url
    assert orjson.dumps(described)
