"""A register of a few facilities around Prachin Buri, one without a position, one mine with its ground."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from shapely.geometry import MultiPolygon

from facilities.models import Facility, Kind, Status
from facilities.new_facility import NewFactory, NewLicence, NewMine
from geo.coordinates import LonLat
from geo.ogc import extents
from tests.builders_facilities import new_facility, registered, square

MINE_PLACE = LonLat(102.5, 14.5)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    extents.forget()
    yield
    extents.forget()


@pytest.fixture
def register() -> dict[str, Facility]:
    """By a short name each."""
    mill, works, lost, mine = registered(
        new_facility(LonLat(101.6, 13.8), licences=(NewLicence("จ3-9(1)-7/51ปจ"), NewLicence("จ3-9(1)-8/52ปจ"))),
        new_facility(LonLat(101.2, 13.2), status=Status.STOPPED, factory=NewFactory(factory_class=2, horsepower=10.0)),
        new_facility(None, factory=NewFactory()),
        new_facility(
            MINE_PLACE,
            kind=Kind.MINE,
            name_en="Quarry",
            footprint=MultiPolygon([square(MINE_PLACE, 0.1)]),
            licences=(),
            activities=(),
            factory=None,
            mine=NewMine(mineral_th="หินปูน"),
        ),
    )
    return {"mill": mill, "works": works, "lost": lost, "mine": mine}


@pytest.fixture
def ask(client: Client) -> Any:
    """`ask("facilities", filter=...)`: the answer's JSON; the status must be as said."""

    def answer(name: str = "facilities", status: int = 200, **query: Any) -> dict[str, Any]:
        response = client.get(f"/ogc/collections/{name}/items", {k.replace("_", "-"): v for k, v in query.items()})
        assert response.status_code == status, response.content
        found: dict[str, Any] = response.json()
        return found

    return answer


def ids(answer: dict[str, Any]) -> list[int]:
    """Of the features, in their order."""
    return [feature["id"] for feature in answer["features"]]
