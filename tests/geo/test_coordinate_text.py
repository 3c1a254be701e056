"""Coordinates in the forms that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinate_text import elsewhere, parse, places
from geo.coordinates import LonLat

PLACE = LonLat(101.651, 13.787)
LONGITUDES, LATITUDES = st.floats(97.3, 105.7), st.floats(5.6, 20.5)
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    "text",
    [
        "13.787, 101.651",
        "101.651 13.787",
        "๑๓.๗๘๗, ๑๐๑.๖๕๑",
        "(13.787,101.651)",
        "13.787N 101.651E",
        "N13.787 E101.651",
        "e101.651 n13.787",
        "lat 13.787 lon 101.651",
        "พิกัด 13.787, 101.651",
        "13.787° N, 101.651° E",
        "13°47'13.2\"N 101°39'3.6\"E",
        "13°47′13.2″ 101°39′3.6″",
        "13° 47.22' N, 101° 39.06' E",
        "๑๓ องศา ๔๗ ลิปดา ๑๓.๒ ฟิลิปดา เหนือ ๑๐๑ องศา ๓๙ ลิปดา ๓.๖ ฟิลิปดา ตะวันออก",
        "https://www.google.com/maps/@13.787,101.651,15z",
    ],
)
def test_every_form_names_the_same_place(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert (found.lon, found.lat) == pytest.approx((PLACE.lon, PLACE.lat), abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "13.787",
        "13 101",
        "จ3-64(6)-45/17ปจ",
        "13.787 101.651 5",
        "13.787 101.651 ปราจีนบุรี",
        "51.5, 0.12",
        "-13.787, 101.651",
        "13°61'N 101°39'E",
        "13.787S 101.651E",
        "13.787E 101.651N",
        "99 99.5",
    ],
)
def test_everything_else_is_no_place(text: str) -> None:
    assert parse(text) is None


@given(lon=LONGITUDES, lat=LATITUDES)
def test_decimals_come_back_in_either_order_and_either_digits(lon: float, lat: float) -> None:
    one, other = f"{lat:.6f}, {lon:.6f}", f"{lon:.6f} {lat:.6f}".translate(THAI_DIGITS)
    assert parse(one) == parse(other) == LonLat(float(f"{lon:.6f}"), float(f"{lat:.6f}"))


@given(lon=LONGITUDES, lat=LATITUDES)
def test_degrees_minutes_and_seconds_come_back_within_a_metre(lon: float, lat: float) -> None:
    found = parse(f"{dms(lat)}N {dms(lon)}E")
    if found is not None:  # rounding may step over the edge of the box
        assert (found.lon, found.lat) == pytest.approx((lon, lat), abs=1e-5)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    parse(text)


def dms(degrees: float) -> str:
    hundredths = round(degrees * 360_000)
    return f"{hundredths // 360_000}°{hundredths // 6_000 % 60}'{hundredths % 6_000 / 100:.2f}\""


@pytest.mark.parametrize(
    "text",
    [
        "13 47.22 N 101 39.06 E",
        "N13 47.220 E101 39.060",
        "13 47.22 101 39.06",
        "13 47 13.2 101 39 3.6",
        "13-47-13.2N 101-39-3.6E",
        "13,787 101,651",
    ],
)
def test_minutes_need_no_marks_and_a_comma_may_be_the_decimal_mark(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert (found.lon, found.lat) == pytest.approx((PLACE.lon, PLACE.lat), abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "47P 663314 1520765",
        "47N 663314 1520765",
        "663314 1520765 47P",
        "UTM 47P 663314E 1520765N",
        "โซน 47 663314 1520765",
        "663314 1520765",
        "663,314 1,520,765",
        "๖๖๓๓๑๔ ๑๕๒๐๗๖๕",
        "47PPR6331420765",
        "47P PR 63314 20765",
    ],
)
def test_metres_of_utm_are_read_with_and_without_their_zone(text: str) -> None:
    (reading,) = places(text)
    assert reading.zone == 47
    assert (reading.place.lon, reading.place.lat) == pytest.approx((100.510531, 13.751585), abs=1e-6)


def test_metres_that_lie_in_thailand_in_both_zones_are_two_places() -> None:
    assert [reading.zone for reading in places("450000 1800000")] == [47, 48]
    assert [reading.zone for reading in places("48Q 450000 1800000")] == [48]


@pytest.mark.parametrize("text", ["51.5, 0.12", "-33.86, 151.21", "51.5N 0.12W", "48°51'N 2°21'E"])
def test_coordinates_abroad_are_coordinates_but_no_place_of_ours(text: str) -> None:
    assert parse(text) is None
    assert elsewhere(text) is not None


@pytest.mark.parametrize("text", ["3.5 12", "13 101", "2-61-0-301-00065-2567", "10010000000017", "โรงงาน 12.5 13.5"])
def test_numbers_of_other_kinds_are_no_coordinates(text: str) -> None:
    assert (places(text), elsewhere(text)) == ((), None)
