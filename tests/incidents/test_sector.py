"""Where the source of a smell may lie."""

import pytest

from geo.coordinates import LonLat
from incidents.sector import Sector, Wind, sector, within

# Three people in a row, about 1.1 km from end to end.
ROW = (LonLat(101.0, 13.0), LonLat(101.005, 13.0), LonLat(101.01, 13.0))
NORTH, FAR_EAST, AMID = LonLat(101.005, 13.1), LonLat(101.3, 13.0), LonLat(101.006, 13.0)


def test_without_wind_or_suspect_there_is_a_place_and_no_side() -> None:
    assert sector(ROW) == Sector(LonLat(101.005, 13.0), pytest.approx(542, abs=2), None, None)


@pytest.mark.parametrize(("speed", "opening"), [(4.0, (340.0, 40.0)), (1.0, (310.0, 70.0))])
def test_the_source_lies_where_the_wind_comes_from(speed: float, opening: tuple[float, float]) -> None:
    found = sector(ROW, wind=Wind(10.0, speed))
    assert (found.bearing_from, found.bearing_to) == opening


def test_a_common_suspect_gives_the_lines_of_all_reports() -> None:
    found = sector(ROW, suspect=NORTH)
    assert found.bearing_from is not None
    assert found.bearing_to is not None
    assert (found.bearing_from, found.bearing_to) == pytest.approx((345, 15), abs=0.5)


def test_a_suspect_amid_the_reports_is_on_no_side() -> None:
    assert sector(ROW, suspect=AMID).bearing_from is None


def test_wind_and_suspect_that_agree_narrow_the_side() -> None:
    found = sector(ROW, wind=Wind(30.0, 4.0), suspect=NORTH)
    assert (found.bearing_from, found.bearing_to) == pytest.approx((0, 15), abs=0.5)


def test_wind_stands_against_a_suspect_elsewhere() -> None:
    found = sector(ROW, wind=Wind(0.0, 4.0), suspect=FAR_EAST)
    assert (found.bearing_from, found.bearing_to) == (330.0, 30.0)


@pytest.mark.parametrize(("bearing", "inside"), [(350, True), (10, True), (20, True), (21, False), (180, False)])
def test_a_side_may_reach_over_north(bearing: float, inside: bool) -> None:
    assert within(bearing, 340, 20) is inside
