"""Single features: which tiles hold them, and with what."""

import pytest

from facilities.models import Facility
from geo.coordinates import LonLat
from tests.builders_facilities import HERE, new_facility, registered
from tests.builders_geo import an_area, an_edition
from tests.builders_tiles import corner, features, tile_of
from tiles.grid import TileCoord

pytestmark = pytest.mark.django_db


def test_a_feature_has_its_id_and_all_fields_close_up() -> None:
    (facility,) = registered(new_facility(name_th="โรงสีหนึ่ง"))
    (found,) = features("facilities", tile_of(HERE, 14))
    assert found["id"] == facility.pk
    assert found["properties"]["name_th"] == "โรงสีหนึ่ง"
    assert found["properties"]["kind"] == "factory"


def test_a_feature_at_an_edge_is_in_both_tiles_so_that_no_renderer_cuts_it() -> None:
    west, east = TileCoord(14, 12816, 7555), TileCoord(14, 12817, 7555)
    edge = corner(east)
    (facility,) = registered(new_facility(LonLat(edge.lon + 0.00005, edge.lat - 0.005)))
    assert [feature["id"] for feature in features("facilities", west)] == [facility.pk]
    assert [feature["id"] for feature in features("facilities", east)] == [facility.pk]


def test_a_feature_beyond_the_buffer_is_in_its_own_tile_only() -> None:
    west, east = TileCoord(14, 12816, 7555), TileCoord(14, 12817, 7555)
    registered(new_facility(LonLat(corner(east).lon + 0.005, corner(east).lat - 0.005)))
    assert features("facilities", west) == []
    assert len(features("facilities", east)) == 1


def test_a_facility_without_a_position_is_in_no_tile() -> None:
    registered(new_facility(None))
    assert Facility.objects.count() == 1
    assert features("facilities", TileCoord(0, 0, 0)) == []


def test_areas_come_with_one_label_point_in_one_tile_of_all() -> None:
    an_edition(an_area("10"))
    middle = tile_of(LonLat(100.5, 13.5), 9)
    around = [TileCoord(9, middle.x + dx, middle.y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    assert features("areas", middle)[0]["properties"]["name_en"] == "Area 10"
    labels = [label for tile in around for label in features("areas", tile, part="areas_label")]
    assert [label["properties"]["code"] for label in labels] == ["10"]
