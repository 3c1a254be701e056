"""Where an area lies, for a page that flies there."""

from typing import Any

import pytest

from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db


def test_an_area_has_the_box_of_its_boundary(client: Any) -> None:
    an_edition(an_area("25", west=101, south=13))
    assert client.get("/tiles/areas/25/box.json").json() == {"code": "25", "bbox": [101.0, 13.0, 102.0, 14.0]}


def test_only_what_is_in_force_is_known(client: Any) -> None:
    an_edition(an_area("25"), active=False)
    assert client.get("/tiles/areas/25/box.json").status_code == 404


@pytest.mark.parametrize("code", ["2", "abc", "250", "๒๕", "25%00"])
def test_what_is_no_code_is_refused(client: Any, code: str) -> None:
    answer = client.get(f"/tiles/areas/{code}/box.json")
    assert answer.status_code in (400, 404)
    assert answer.headers["Content-Type"].startswith("application/problem+json")
