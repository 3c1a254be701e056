"""A facility cannot come in wrong."""

from typing import Any

import pytest
from shapely import to_wkb
from shapely.geometry import LineString, Point, Polygon

from geo.errors import BadInput
from geo.models import PositionMethod
from tests.builders_facilities import HERE, new_facility, square

BOW_TIE = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_th": "ก" * 301}, "name_th"),
        ({"source_key": ""}, "source_key"),
        ({"footprint": BOW_TIE}, "footprint"),
        ({"footprint": LineString([(0, 0), (1, 1)])}, "footprint"),
        ({"footprint": Polygon()}, "footprint"),
        ({"footprint": Point(0, 0)}, "footprint"),
        ({"position_method": PositionMethod.NONE}, "position_method"),
    ],
)
def test_what_cannot_be_is_refused_by_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        new_facility(**changes)
    assert caught.value.fields["field"] == field


def test_a_method_without_a_position_is_refused() -> None:
    with pytest.raises(BadInput):
        new_facility(None, position_method=PositionMethod.STATED)


def test_wkb_is_as_good_as_a_geometry() -> None:
    ground = square(HERE, 0.01)
    assert new_facility(footprint=to_wkb(ground)).footprint == new_facility(footprint=ground).footprint
