"""Places in the links that maps give away, in their many shapes; none is ever followed."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import LonLat
from incidents.place_text.links import read

_PLACE = LonLat(101.651, 13.787)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/maps/place/X/@13.7,101.6,17z/data=!3m1!4b1!4m5!3m4!1s0x0:0x0!8m2!3d13.787!4d101.651",
        "https://www.google.co.th/maps/place/13%C2%B047'13.2%22N+101%C2%B039'03.6%22E/@13.7,101.6,17z",
        "https://www.google.com/maps?q=13.787,101.651&z=17",
        "https://maps.google.com/maps?q=loc:13.787+101.651",
        "https://maps.google.com/?ll=13.787,101.651",
        "https://www.google.com/maps/search/?api=1&query=13.787%2C101.651",
        "https://www.google.com/maps/search/13.787,+101.651?entry=tts",
        "https://www.google.com/maps/dir/13.1,101.1/13.787,101.651",
        "https://www.google.com/maps/dir/?api=1&destination=13.787,101.651",
        "maps.google.com/?q=13.787,101.651",
        "https://maps.apple.com/?ll=13.787,101.651&q=Dropped%20Pin",
        "https://maps.apple.com/place?coordinate=13.787,101.651&name=x",
        "https://www.openstreetmap.org/?mlat=13.787&mlon=101.651#map=17/13.7/101.6",
        "https://waze.com/ul?ll=13.787%2C101.651&navigate=yes",
        "https://line.me/R/nv/location/?lat=13.787&lon=101.651",
        "https://map.longdo.com/?lat=13.787&long=101.651",
        "geo:13.787,101.651",
        "geo:0,0?q=13.787,101.651(โรงงาน)",
        "ตำแหน่งที่ตั้ง https://maps.google.com/?q=13.787,101.651 ครับ",
    ],
)
def test_the_place_is_read_out_of_the_link(link: str) -> None:
    found = read(link)
    assert found is not None
    assert found.place == _PLACE
    assert found.error_radius_m == 30.0


@pytest.mark.parametrize(
    ("link", "least_m", "most_m"),
    [
        ("https://www.google.com/maps/@13.787,101.651,17z", 100, 300),
        ("https://www.google.com/maps/@13.787,101.651,1200m/data=!3m1!1e3", 300, 300),
        ("https://www.google.com/maps/@13.787,101.651,10z", 10_000, 40_000),
        ("https://www.openstreetmap.org/#map=15/13.787/101.651", 400, 1_000),
        ("https://www.bing.com/maps?cp=13.787~101.651&lvl=15", 400, 1_000),
        ("geo:13.787,101.651;u=250", 250, 250),
    ],
)
def test_the_middle_of_a_map_is_as_far_off_as_the_map_is_wide(link: str, least_m: float, most_m: float) -> None:
    found = read(link)
    assert found is not None
    assert found.place == _PLACE
    assert least_m <= found.error_radius_m <= most_m


@pytest.mark.parametrize("link", ["https://maps.app.goo.gl/AbCdEf", "maps.app.goo.gl/x1", "https://goo.gl/maps/abc"])
def test_a_short_link_is_known_for_one(link: str) -> None:
    found = read(link)
    assert found is not None
    assert (found.place, found.short) == (None, True)


def test_a_link_that_looks_for_words_gives_the_words() -> None:
    found = read(f"https://maps.google.com/?q={quote('อ.ศรีมหาโพธิ จ.ปราจีนบุรี')}")
    assert found is not None
    assert (found.place, found.words) == (None, "อ.ศรีมหาโพธิ จ.ปราจีนบุรี")


@pytest.mark.parametrize("text", ["อ.ศรีมหาโพธิ", "", "13.787, 101.651"])
def test_what_is_no_link_is_left_alone(text: str) -> None:
    assert read(text) is None


def test_a_place_abroad_is_no_place() -> None:
    found = read("https://maps.google.com/?q=48.1,11.5")
    assert found is not None
    assert found.place is None


@given(
    lon=st.floats(97.4, 105.6),
    lat=st.floats(5.7, 20.4),
    shape=st.sampled_from(
        [
            "https://www.google.com/maps/place/A/@1.5,2.5,3z/data=!8m2!3d{lat:.7f}!4d{lon:.7f}",
            "https://maps.google.com/?q={lat:.7f},{lon:.7f}",
            "https://maps.apple.com/?ll={lat:.7f}%2C{lon:.7f}",
            "geo:{lat:.7f},{lon:.7f}",
        ]
    ),
)
def test_every_place_comes_back_as_it_was_shared(lon: float, lat: float, shape: str) -> None:
    found = read(shape.format(lon=lon, lat=lat))
    assert found is not None
    assert found.place is not None
    assert (found.place.lon, found.place.lat) == pytest.approx((lon, lat), abs=1e-6)


@given(st.text(max_size=80))
def test_no_link_breaks_the_reading(tail: str) -> None:
    for start in ("https://www.google.com/maps/place/", "https://", "geo:", "https://maps.google.com/?q=", "http://["):
        found = read(start + tail)
        assert found is None or found.place is None or 97 < found.place.lon < 106
