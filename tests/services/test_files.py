"""Files: in without loss, out to those who may have them."""

from __future__ import annotations

import io

import pytest

from ka2results.errors import FileTooLarge, InvalidInput, NotFound, WrongState
from ka2results.services.house import Services
from ka2results.wiring import House
from tests.factories import Workshop


def bytes_of(services: Services, pid: str, file_id: str, by: int | None = None) -> bytes:
    with services.files.open(services.files.download(pid, file_id, by=by)) as stream:
        return stream.read()


def test_a_published_file_comes_back_byte_for_byte(workshop: Workshop, services: Services) -> None:
    pid = workshop.draft(file=None)
    content = bytes(range(256)) * 1000
    file_id = services.files.attach(
        pid, io.BytesIO(content), name="data.bin", language=None, by=workshop.person()
    )
    services.deposit.publish(pid, by=workshop.person())

    assert bytes_of(services, pid, file_id) == content


def test_a_file_of_a_draft_is_hidden_from_everyone_else(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.draft(file=None)
    file_id = workshop.attach(pid)

    assert bytes_of(services, pid, file_id, by=workshop.person())
    for visitor in (None, workshop.person("bruno")):
        with pytest.raises(NotFound):
            services.files.download(pid, file_id, by=visitor)


def test_a_withdrawn_file_is_no_longer_offered(workshop: Workshop, services: Services) -> None:
    pid = workshop.draft(file=None)
    file_id = workshop.attach(pid)
    services.deposit.publish(pid, by=workshop.person())
    services.deposit.withdraw(pid, "Wrong file.", by=workshop.person())

    with pytest.raises(WrongState):
        services.files.download(pid, file_id, by=None)


def test_a_file_over_the_limit_is_refused_and_nothing_is_kept(
    workshop: Workshop, services: Services, house: House
) -> None:
    pid = workshop.draft(file=None)
    too_much = io.BytesIO(b"x" * (house.settings.max_upload_bytes + 1))

    with pytest.raises(FileTooLarge):
        services.files.attach(pid, too_much, name="a.bin", language=None, by=workshop.person())

    assert list(house.store.blobs()) == []
    assert services.catalogue.landing(pid, by=workshop.person()).record.files == ()


def test_an_empty_file_is_refused_by_name(workshop: Workshop, services: Services) -> None:
    pid = workshop.draft(file=None)

    with pytest.raises(InvalidInput, match=r"notes\.txt"):
        services.files.attach(
            pid, io.BytesIO(b""), name="notes.txt", language=None, by=workshop.person()
        )


def test_two_files_of_one_record_cannot_have_the_same_name(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.draft(file=None)
    workshop.attach(pid, "One.", name="guide.txt")

    with pytest.raises(InvalidInput, match=r"guide\.txt"):
        workshop.attach(pid, "Two.", name="guide.txt")


def test_a_misleading_name_is_mended_before_it_is_kept(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.draft(file=None)
    workshop.attach(pid, name="..\\invoice\u202efdp.txt")

    record = services.catalogue.landing(pid, by=workshop.person()).record

    assert [file.name for file in record.files] == ["invoicefdp.txt"]


def test_the_media_type_is_read_from_the_content(workshop: Workshop, services: Services) -> None:
    pid = workshop.draft(file=None)
    workshop.attach(pid, "<!doctype html><script>alert(1)</script>", name="guide.pdf")

    record = services.catalogue.landing(pid, by=workshop.person()).record

    assert record.files[0].media_type != "application/pdf"


def test_files_of_a_published_record_stay_as_they_are(
    workshop: Workshop, services: Services
) -> None:
    pid = workshop.output()
    file_id = services.catalogue.public_record(pid).files[0].public_id

    with pytest.raises(WrongState):
        workshop.attach(pid, "More.", name="more.txt")
    with pytest.raises(WrongState):
        services.files.remove(pid, file_id, by=workshop.person())


def test_a_removed_file_leaves_the_draft(workshop: Workshop, services: Services) -> None:
    pid = workshop.draft(file=None)
    file_id = workshop.attach(pid)

    services.files.remove(pid, file_id, by=workshop.person())

    assert services.catalogue.landing(pid, by=workshop.person()).record.files == ()
    with pytest.raises(NotFound):
        services.files.remove(pid, file_id, by=workshop.person())


def test_a_stranger_cannot_attach_and_does_not_learn_that_the_draft_exists(
    workshop: Workshop, services: Services, house: House
) -> None:
    pid = workshop.draft(file=None)
    stream = io.BytesIO(b"mine")

    with pytest.raises(NotFound):
        services.files.attach(pid, stream, name="a.txt", language=None, by=workshop.person("bruno"))

    assert list(house.store.blobs()) == []
