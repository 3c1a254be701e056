"""Two cells of a register, in every way that registers write a place."""

import math
import timeit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from geo.bbox import THAILAND
from geo.position_text import PositionReading, readings

LONGITUDES, LATITUDES = st.floats(97.4, 105.6), st.floats(5.7, 20.4)
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WGS84 = Geod(ellps="WGS84")
PLACE = (101.651, 13.787)


def first(lon: object, lat: object) -> PositionReading:
    return readings(lon, lat)[0]


def apart_m(reading: PositionReading, lon: float, lat: float) -> float:
    return float(WGS84.inv(reading.place.lon, reading.place.lat, lon, lat)[2])


@pytest.mark.parametrize(
    ("lon", "lat", "how"),
    [
        ("101.651", "13.787", "degrees"),
        (101.651, 13.787, "degrees"),
        (" 101.651 ", "13.787", "degrees"),
        ('="101.651"', '="13.787"', "degrees"),
        ("'101.651", "'13.787", "degrees"),
        ("101,651", "13,787", "degrees"),
        ("๑๐๑.๖๕๑", "๑๓.๗๘๗", "degrees"),
        ("13.787", "101.651", "swapped"),
        ("๑๓.๗๘๗", "๑๐๑.๖๕๑", "swapped"),
        ("101651", "13787000", "decimal_point"),
        ("101.651", "1378.7", "decimal_point"),
        ("1016.51", "13.787", "decimal_point"),
        (101651.0, 13787.0, "decimal_point"),
        ("13787", "101651", "decimal_point"),
        ("101°39'3.6\"E", "13°47'13.2\"N", "dms"),
        ("101°39′3.6″", "13°47′13.2″", "dms"),
        ("๑๐๑ องศา ๓๙ ลิปดา ๓.๖ ฟิลิปดา", "๑๓ องศา ๔๗ ลิปดา ๑๓.๒ ฟิลิปดา", "dms"),
        ("101 39 3.6", "13 47 13.2", "dms"),
        ("101-39-3.6", "13-47-13.2", "dms"),
        ("101:39:3.6", "13:47:13.2", "dms"),
        ("101 39.06", "13 47.22", "dms"),
        ("E101 39.06", "N13 47.22", "dms"),
        ("13°47'13.2\"N", "101°39'3.6\"E", "swapped"),
    ],
)
def test_every_writing_of_degrees_names_the_same_place(lon: object, lat: object, how: str) -> None:
    found = first(lon, lat)
    assert found.how == how
    assert (found.place.lon, found.place.lat) == pytest.approx(PLACE, abs=1e-9)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("0", "0"),
        ("1", "1"),
        ("-", "-"),
        ("", ""),
        (None, None),
        (math.nan, math.nan),
        ("inf", "13.787"),
        ("101.651", "0"),
        ("ไม่มี", "ไม่มี"),
        ("abc", "13.787"),
        ("151.2", "-33.8"),
        ("101°61'E", "13°47'N"),
        ("101.651N", "13.787E"),
        ("663314", "13.787"),
        ("1013", "137"),
        ("999999", "999999"),
        ("²3456", "1378000"),
        ("1378000", "101651³"),
        ("9" * 5000, "1" * 5000),
    ],
)
def test_nothing_is_made_of_empty_cells_and_nonsense(lon: object, lat: object) -> None:
    assert readings(lon, lat) == ()


@pytest.mark.parametrize(
    ("lon", "lat", "radius_m"),
    [
        ("101", "13", 111_320),
        ("101.0", "13.000000", 111_320),
        ("101", "13.787123", 111_320),
        ("101.7", "13.8", 11_132),
        ("101.65", "13.79", 1_113),
        ("101.651", "13.787", 111),
        ("101.6512", "13.7871", 11),
        ("101.651234", "13.78712", 1),
        ("101.651234", "13.7871", 11),
        ("101°39'", "13°47'", 1_855),
        ("101°39'3\"", "13°47'13\"", 31),
        ("13", "101", 111_320),
    ],
)
def test_the_radius_is_a_unit_of_the_last_digit_written(lon: str, lat: str, radius_m: float) -> None:
    assert first(lon, lat).error_radius_m == pytest.approx(radius_m, rel=0.02)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [("663314", "1520765"), ("1520765", "663314"), ("663,314", "1,520,765"), (663314.0, 1520765.0)],
)
def test_metres_are_read_on_wgs84_first_and_the_datum_is_left_open(lon: object, lat: object) -> None:
    found = readings(lon, lat)
    assert [reading.how for reading in found] == ["utm47", "indian1975_utm47"]
    assert {reading.error_radius_m for reading in found} == {450.0}
    assert apart_m(found[0], found[1].place.lon, found[1].place.lat) < 450


def test_metres_that_are_in_thailand_in_both_zones_are_read_in_both() -> None:
    hows = [reading.how for reading in readings("450000", "1800000")]
    assert hows == ["utm47", "utm48", "indian1975_utm47", "indian1975_utm48"]


@pytest.mark.parametrize(
    ("lon", "lat", "offered"),
    [
        ("101.651", "13.787", True),
        ("101°39'3.6\"", "13°47'13.2\"", True),
        ("101.651234", "13.787123", False),  # as precise as GPS, which is on WGS84
        ("101.65", "13.79", False),  # the radius covers both datums
        ("13.787", "101.651", True),
    ],
)
def test_degrees_may_be_on_indian_1975_where_that_would_matter(lon: str, lat: str, *, offered: bool) -> None:
    found = {reading.how: reading for reading in readings(lon, lat)}
    assert ("indian1975_degrees" in found) == offered
    if offered:
        assert 350 < apart_m(found["indian1975_degrees"], *PLACE) < 450


@settings(deadline=None)
@given(lon=LONGITUDES, lat=LATITUDES, places=st.integers(1, 7), swap=st.booleans(), thai=st.booleans())
def test_decimals_come_back(lon: float, lat: float, places: int, *, swap: bool, thai: bool) -> None:
    cells = [f"{lon:.{places}f}", f"{lat:.{places}f}"]
    cells = [cell.translate(THAI_DIGITS) for cell in cells] if thai else cells
    found = first(*(reversed(cells) if swap else cells))
    assert found.how == ("swapped" if swap else "degrees")
    assert (found.place.lon, found.place.lat) == (round(lon, places), round(lat, places))
    assert apart_m(found, lon, lat) <= found.error_radius_m


@settings(deadline=None)
@given(lon=LONGITUDES, lat=LATITUDES, tenths=st.booleans())
def test_minutes_and_seconds_come_back_within_their_radius(lon: float, lat: float, *, tenths: bool) -> None:
    found = readings(dms(lon, tenths=tenths), dms(lat, tenths=tenths))
    assert apart_m(found[0], lon, lat) <= found[0].error_radius_m


@settings(deadline=None)
@given(lon=LONGITUDES, lat=LATITUDES, places=st.integers(3, 7))
def test_a_missing_decimal_point_goes_back_where_it_was(lon: float, lat: float, places: int) -> None:
    lon, lat = round(lon, places), round(lat, places)
    found = first(f"{lon:.{places}f}".replace(".", ""), f"{lat:.{places}f}".replace(".", ""))
    if found.how == "decimal_point":  # six digits may be an easting
        assert (found.place.lon, found.place.lat) == pytest.approx((lon, lat), abs=1e-9)


@settings(deadline=None)
@given(lon=st.floats(97.4, 102), lat=LATITUDES)
def test_metres_come_back_within_a_metre(lon: float, lat: float) -> None:
    easting, northing = Transformer.from_crs(4326, 32647, always_xy=True).transform(lon, lat)
    found = next(reading for reading in readings(round(easting), round(northing)) if reading.how == "utm47")
    assert apart_m(found, lon, lat) < 1


@settings(deadline=None)
@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.none()), st.text(max_size=20))
def test_no_cell_makes_it_fail_and_every_reading_is_in_the_box(lon: object, lat: str) -> None:
    assert all(THAILAND.contains(reading.place) for reading in readings(lon, lat))


def test_ordinary_decimals_cost_microseconds() -> None:
    seconds = min(timeit.repeat(lambda: readings("101.6512345", "13.7871234"), number=2_000, repeat=5))
    assert seconds / 2_000 < 20e-6  # 1.5 us on a quiet machine


def dms(degrees: float, *, tenths: bool) -> str:
    unit = 36_000 if tenths else 3_600
    whole = round(degrees * unit)
    return f"{whole // unit}°{whole // (unit // 60) % 60}'{whole % (unit // 60) / (unit // 3600):g}\""
