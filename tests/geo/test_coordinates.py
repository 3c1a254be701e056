"""Places and boxes cannot hold what is not on the globe."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.bbox import Bbox
from geo.coordinates import LonLat
from geo.errors import BadInput

LON, LAT = st.floats(-180, 180), st.floats(-90, 90)
ANYTHING = st.one_of(st.floats(), st.integers(), st.text(max_size=10), st.none(), st.booleans())


@given(LON, LAT)
def test_every_place_on_the_globe_is_taken_as_text_too(lon: float, lat: float) -> None:
    assert LonLat.parse(repr(lon), repr(lat)) == LonLat(lon, lat)


@given(ANYTHING, ANYTHING)
def test_parsing_gives_a_place_on_the_globe_or_names_the_field(lon: object, lat: object) -> None:
    place, refused = parsed(lon, lat)
    if place is None:
        assert refused["field"] in ("lon", "lat")
        assert not isinstance(refused["value"], float), "NaN is no JSON"
    else:
        assert max(abs(place.lon) - 180, abs(place.lat) - 90) <= 0


def parsed(lon: object, lat: object) -> tuple[LonLat | None, dict]:
    try:
        return LonLat.parse(lon, lat), {}
    except BadInput as error:
        return None, error.fields


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 180.0001, "1e999", True, "", "12,5"])
def test_what_is_no_longitude_is_refused(value: object) -> None:
    with pytest.raises(BadInput) as refused:
        LonLat.parse(value, 13)
    assert refused.value.fields["field"] == "lon"


@given(LON, LON, LAT, LAT)
def test_a_box_comes_back_from_its_own_text(one: float, other: float, south: float, north: float) -> None:
    box = Bbox(min(one, other), min(south, north), max(one, other), max(south, north))
    assert Bbox.parse(str(box)) == box


@given(LON, LON, LAT, LAT, LON, LAT)
def test_a_box_contains_its_corners_and_nothing_beyond_them(
    one: float, other: float, south: float, north: float, lon: float, lat: float
) -> None:
    box = Bbox(min(one, other), min(south, north), max(one, other), max(south, north))
    assert box.contains(LonLat(box.west, box.south))
    assert box.contains(LonLat(box.east, box.north))
    assume(lon > box.east or lat > box.north)
    assert not box.contains(LonLat(lon, lat))


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,0,1,1", "2,0,1,1", "0,2,1,1", "0,0,181,1"])
def test_a_bad_box_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Bbox.parse(text)
