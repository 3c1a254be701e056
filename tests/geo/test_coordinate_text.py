"""Coordinates in the forms that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinate_text import parse
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
