"""Where a place lies, and which places are refused."""

from datetime import date

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point

from geo.areas import locate
from geo.coordinates import LonLat
from geo.errors import OutsideThailand, Unavailable
from geo.models import Level
from tests.builders_geo import a_neighbour, an_area, an_edition

pytestmark = pytest.mark.django_db


def test_a_place_inside_lies_in_its_area_at_no_distance() -> None:
    an_edition()
    province = locate(LonLat(100.5, 13.5)).province
    assert province is not None
    assert (province.code, province.distance_m) == ("10", 0.0)


def test_areas_go_from_province_to_subdistrict_whatever_order_they_were_loaded_in() -> None:
    an_edition(an_area("100101"), level=Level.SUBDISTRICT)
    an_edition(an_area("1001"), level=Level.DISTRICT)
    an_edition()
    assert [area.level for area in locate(LonLat(100.5, 13.5)).areas] == ["province", "district", "subdistrict"]


def test_levels_without_an_edition_are_left_out() -> None:
    an_edition()
    found = locate(LonLat(100.5, 13.5))
    assert found.district is None
    assert found.subdistrict is None


@pytest.mark.parametrize("codes", [("24", "10"), ("10", "24")])
def test_a_place_on_a_shared_border_belongs_to_the_smallest_code(codes: tuple[str, str]) -> None:
    an_edition(an_area(codes[0], west=100), an_area(codes[1], west=101))
    province = locate(LonLat(101, 13.5)).province
    assert province is not None
    assert (province.code, province.distance_m) == ("10", 0.0)


def test_a_place_in_a_hole_gets_the_area_around_it_with_its_distance() -> None:
    ring = an_area("10").boundary.difference(an_area("10", west=100.4, south=13.4, size=0.2).boundary)
    an_edition(an_area("10", shape=ring))
    province = locate(LonLat(100.45, 13.5)).province
    assert province is not None
    assert province.distance_m == pytest.approx(geodesic(LonLat(100.45, 13.5), LonLat(100.4, 13.5)), abs=0.01)


def test_off_the_coast_the_nearest_area_is_the_geodesic_one_not_the_planar_one() -> None:
    # 0.101 degrees east are fewer metres than 0.0995 degrees north.
    place = LonLat(100.0, 13.0)
    an_edition(an_area("10", west=100.101, south=12.5, size=0.6), an_area("11", west=99.0, south=13.0995, size=1.0))
    province = locate(place).province
    assert province is not None
    assert province.code == "10"
    assert province.distance_m == pytest.approx(geodesic(place, LonLat(100.101, 13.0)), abs=0.1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lon=st.floats(99.9, 102.05), lat=st.floats(12.9, 14.1))
def test_distances_equal_a_brute_force_over_the_ellipsoid(steps: None, lon: float, lat: float) -> None:
    place = LonLat(lon, lat)
    expected_m = min(brute_force(place, area.boundary) for area in STEPS)
    assume(expected_m < 22_000)
    province = locate(place).province
    assert province is not None
    assert province.distance_m == pytest.approx(expected_m, abs=0.15)


def test_the_border_is_the_nearest_other_province() -> None:
    an_edition()
    border = locate(LonLat(100.9, 13.5)).border
    assert border is not None
    assert border.code == "24"
    assert border.distance_m == pytest.approx(geodesic(LonLat(100.9, 13.5), LonLat(101, 13.5)), abs=0.1)


def test_a_border_beyond_20_km_is_not_mentioned() -> None:
    an_edition()
    assert locate(LonLat(100.5, 13.5)).border is None


def test_the_edition_of_the_day_decides() -> None:
    an_edition(an_area("10"), name="old")
    an_edition(an_area("24"), name="new", valid_from=date(2020, 1, 1))
    place = LonLat(100.5, 13.5)
    on = {day: locate(place, on=day).province for day in (date(2019, 12, 31), date(2020, 1, 1))}
    assert [area.code for area in on.values() if area] == ["10", "24"]


def test_an_edition_not_activated_is_not_used() -> None:
    an_edition(active=False)
    with pytest.raises(Unavailable, match="import_areas"):
        locate(LonLat(100.5, 13.5))


def test_without_provinces_districts_alone_do_not_serve() -> None:
    an_edition(an_area("1001"), level=Level.DISTRICT)
    with pytest.raises(Unavailable):
        locate(LonLat(100.5, 13.5))


@pytest.mark.parametrize(
    ("place", "rule"),
    [
        (LonLat(110, 13.5), "box"),
        (LonLat(0, 0), "box"),
        (LonLat(99.7, 13.5), "territorial_sea"),
        (LonLat(100.5, 14.01), "neighbour"),
        (LonLat(100.5, 14.5), "neighbour"),
    ],
)
def test_places_outside_thailand_are_refused_with_the_rule(place: LonLat, rule: str) -> None:
    an_edition()
    a_neighbour()
    with pytest.raises(OutsideThailand) as refused:
        locate(place)
    assert refused.value.fields["rule"] == rule
    assert refused.value.status == 422


def test_a_refusal_names_country_and_distance() -> None:
    an_edition()
    a_neighbour()
    with pytest.raises(OutsideThailand) as refused:
        locate(LonLat(100.5, 14.1))
    assert refused.value.fields["country"] == "LA"
    assert refused.value.fields["distance_m"] == pytest.approx(11_064, abs=1)


@pytest.mark.parametrize("place", [LonLat(99.8, 13.5), LonLat(100.5, 14.004)])
def test_the_sea_close_by_and_a_doubtful_border_are_served(place: LonLat) -> None:
    an_edition()
    a_neighbour()
    assert locate(place).province


def test_locating_takes_one_query(django_assert_num_queries) -> None:
    an_edition(an_area("1001"), level=Level.DISTRICT)
    an_edition()
    for place in (LonLat(100.5, 13.5), LonLat(100.9, 13.5), LonLat(99.9, 13.5)):
        with django_assert_num_queries(1):
            locate(place)


STEPS = [
    an_area("10", west=100, south=13),
    an_area("24", west=101.03, south=13.41, size=0.9),
    an_area("25", west=100.3, south=14.02, size=0.1),
]


@pytest.fixture
def steps() -> None:
    an_edition(*STEPS)


def geodesic(one: LonLat, other: LonLat) -> float:
    return float(Geodesic.WGS84.Inverse(one.lat, one.lon, other.lat, other.lon)["s12"])


def brute_force(place: LonLat, boundary: MultiPolygon) -> float:
    """Metres to the nearest of points set every 2 km, then every 20 m, then every 20 cm on the boundary; 0 inside."""
    if boundary.covers(Point(place.lon, place.lat)):
        return 0.0
    line = boundary.geoms[0].exterior
    for step in (0.02, 0.0002, 0.000002):
        vertices = shapely.get_coordinates(shapely.segmentize(line, step))
        metres = [geodesic(place, LonLat(*vertex)) for vertex in vertices]
        best = int(np.argmin(metres))
        line = LineString(vertices[max(best - 1, 0) : best + 2])
    return min(metres)
