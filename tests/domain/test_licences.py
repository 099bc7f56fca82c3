from __future__ import annotations

import pytest

from ka2results.domain.licences import short_name


@pytest.mark.parametrize(
    ("licence", "name"),
    [
        ("CC-BY-4.0", "CC BY 4.0"),
        ("CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"),
        ("CC0-1.0", "CC0 1.0"),
        ("GPL-3.0-or-later", "GPL-3.0-or-later"),
        ("MIT", "MIT"),
    ],
)
def test_a_licence_is_called_as_people_know_it(licence: str, name: str) -> None:
    assert short_name(licence) == name
