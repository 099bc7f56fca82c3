"""Pictures of records as files: for the public records only, and kept by caches."""

from __future__ import annotations

import pytest
from lxml import etree

from ka2results.wording.downloads import attachment
from tests.factories import Workshop
from tests.web.conftest import Browser


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("card.png", "image/png"), ("cover.svg", "image/svg+xml"), ("qr.svg", "image/svg+xml")],
)
def test_published_records_have_pictures_that_caches_keep(
    visitor: Browser, workshop: Workshop, name: str, media_type: str
) -> None:
    pid = workshop.output()

    answer = visitor.get(f"/records/{pid}/{name}")

    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert answer.headers["Cache-Control"] in ("public, no-cache", "no-cache, public")
    again = visitor.get(f"/records/{pid}/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["card.png", "cover.svg", "qr.svg"])
def test_caches_that_ask_again_learn_that_a_record_was_withdrawn(
    visitor: Browser, workshop: Workshop, name: str
) -> None:
    pid = workshop.output()
    kept = visitor.get(f"/records/{pid}/{name}")
    workshop.services.deposit.withdraw(pid, "Wrong file.", by=workshop.person())

    asked = {"If-None-Match": kept.headers["ETag"]}
    again = visitor.get(f"/records/{pid}/{name}", headers=asked)

    assert kept.cache_control.no_cache
    assert kept.cache_control.max_age is None
    assert again.status_code == 410


@pytest.mark.parametrize("name", ["card.png", "cover.svg", "qr.svg"])
def test_drafts_have_none_and_withdrawn_records_no_more(
    visitor: Browser, workshop: Workshop, name: str
) -> None:
    draft, withdrawn = workshop.draft(), workshop.output()
    workshop.services.deposit.withdraw(withdrawn, "Wrong file.", by=workshop.person())

    assert visitor.get(f"/records/{draft}/{name}").status_code == 404
    gone = visitor.get(f"/records/{withdrawn}/{name}")
    assert gone.status_code == 410
    assert "no pictures any more" in gone.text


def test_a_changed_title_makes_another_card(visitor: Browser, workshop: Workshop) -> None:
    partnership_id = workshop.partnership()
    pid = workshop.output(partnership_id)
    other = workshop.output(partnership_id, titles={"en": "Another title"})

    first, second = (visitor.get(f"/records/{one}/card.png") for one in (pid, other))

    assert first.headers["ETag"] != second.headers["ETag"]


def test_a_code_can_be_saved(visitor: Browser, workshop: Workshop) -> None:
    pid = workshop.output()

    shown = visitor.get(f"/records/{pid}/qr.svg")
    saved = visitor.get(f"/records/{pid}/qr.svg?download")

    assert "Content-Disposition" not in shown.headers
    assert saved.headers["Content-Disposition"] == attachment(f"qr-{pid}.svg")
    title = etree.fromstring(shown.data).findtext("{*}title")
    assert title == f"https://results.example.org/records/{pid}"
