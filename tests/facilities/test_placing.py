"""One position out of what a row says of its place, believed only where its stated area bears it out."""

import pytest
from shapely.geometry import Point, Polygon

from facilities.imports.placing import SAME_CLAIM_WITHIN_M, distance_m
from geo.area_index import AreaIndex, KnownArea
from geo.coordinates import LonLat
from geo.models import PositionMethod
from tests.builders_register import NO_AREAS, PLACE, a_feed_row, read_one

FEED = "diw-factory-data"


@pytest.mark.parametrize(
    ("shape", "lat", "lon", "method", "rules"),
    [
        (Point(101.6, 13.8), "13.8", "101.6", "stated", set()),
        (Point(101.6, 13.8), "13.8001", "101.6001", "stated", set()),
        (Point(101.6, 13.8), "13.8", "101.61", "stated", {"positions_differ"}),
        (Point(101.6, 13.8), "", "", "stated", set()),
        (Point(101.6, 13.8), "0", "0", "stated", set()),
        (Point(0, 0), "13.8", "101.6", "stated", set()),
        (Point(13.8, 101.6), "", "", "repaired", {"position_swapped"}),
        (None, "101.6", "13.8", "repaired", {"position_swapped"}),
        (None, "", "", "none", {"position_missing"}),
        (Point(), "", "", "none", {"position_missing"}),
        (Point(0, 0), "0", "0", "none", {"position_missing"}),
        (Point(139.7, 35.6), "", "", "none", {"position_outside_thailand"}),
        (None, "35.6", "139.7", "none", {"position_outside_thailand"}),
        (None, "ไม่ทราบ", "x", "none", {"position_unreadable"}),
        (None, "1520765", "663314", "none", {"repair_unchecked"}),
    ],
)
def test_without_areas_what_is_certain_is_taken(shape, lat, lon, method, rules) -> None:  # type: ignore[no-untyped-def]
    row = read_one(FEED, NO_AREAS, **a_feed_row(LAT=lat, LNG=lon), shape=shape)
    assert (str(row.facility.position_method), row.rules) == (method, rules)


def test_one_place_on_two_datums_is_taken_with_a_radius_over_both() -> None:
    row = read_one(FEED, **a_feed_row(LAT="1527272.0", LNG="781235.0")).facility
    assert row.position is not None
    assert row.error_radius_m is not None
    assert row.position_method == PositionMethod.REPAIRED
    assert 400 <= row.error_radius_m < SAME_CLAIM_WITHIN_M
    assert distance_m(row.position, PLACE) < row.error_radius_m


def test_two_places_that_both_fit_are_neither_taken() -> None:
    wide = KnownArea("25", "ปราจีนบุรี", "", Polygon([(97, 5), (106, 5), (106, 21), (97, 21)]))
    district = KnownArea("2506", "ศรีมหาโพธิ", "", wide.boundary)
    row = read_one(FEED, AreaIndex([wide, district]), **a_feed_row(LAT="1520000", LNG="400000"))
    assert "repair_ambiguous" in row.rules
    assert row.facility.position_method == PositionMethod.CENTROID


@pytest.mark.parametrize(("beyond_m", "taken"), [(1_000, True), (3_000, False)])
def test_a_repair_may_fall_a_little_outside_its_subdistrict(beyond_m: int, taken: bool) -> None:
    lon = 101.65 + beyond_m / 108_000
    row = read_one(FEED, **a_feed_row(LAT=f"{lon:.6f}", LNG="13.8")).facility
    assert (row.position_method == PositionMethod.REPAIRED) is taken


def test_a_stated_point_is_kept_wherever_it_lies() -> None:
    row = read_one(FEED, **a_feed_row(LAT="18.8", LNG="98.9"))
    assert row.facility.position == LonLat(98.9, 18.8)
    assert row.facility.error_radius_m is not None
    assert row.facility.error_radius_m > 600_000
    assert row.rules == {"outside_subdistrict"}


def test_a_polygon_is_placed_by_a_point_inside_it() -> None:
    ground = Polygon([(101.59, 13.79), (101.60, 13.79), (101.60, 13.80)])
    cells = {"CONCESSION_NO": "31001/16001", "ADVS_FIELD3": "ปราจีนบุรี"}
    row = read_one("dpim-concession", **cells, shape=ground).facility
    assert row.position is not None
    assert ground.contains(Point(row.position.lon, row.position.lat))
    assert row.position_method == PositionMethod.STATED


def test_the_centre_of_the_province_is_taken_where_no_more_is_stated() -> None:
    row = read_one(FEED, **a_feed_row(LAT="", LNG="", FTUMNAME="", FAMPNAME="")).facility
    assert row.position_method == PositionMethod.CENTROID
    assert row.error_radius_m is not None
    assert row.error_radius_m > 50_000
