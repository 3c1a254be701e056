"""A place in any form a person gives it, over the small country of the builders."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pluscodes.openlocationcode import openlocationcode

from facilities.models import Kind
from facilities.visibility import AN_OFFICER
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import PositionMethod
from incidents.place_text import Understood, understand
from tests.builders_incidents import CHACHOENGSAO, PRACHIN_BURI, a_factory

pytestmark = pytest.mark.usefixtures("country")


def said(text: str, viewer: Viewer | None = None) -> Understood:
    """As the public is told."""
    return understand(text, viewer=viewer or Viewer())


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("13.787, 101.651", "coordinates"),
        ("101.651 13.787", "coordinates"),
        ("๑๓.๗๘๗ ๑๐๑.๖๕๑", "coordinates"),
        ("13°47'13.2\"N 101°39'3.6\"E", "coordinates"),
        ("พิกัด 13.787000, 101.651000 ใกล้วัดครับ", "coordinates"),
        ("47P 786637 1525751", "coordinates"),
        ("https://maps.google.com/?q=13.787,101.651", "link"),
        (openlocationcode.encode(13.787, 101.651), "plus_code"),
        (openlocationcode.encode(13.787, 101.651)[4:] + " อ.ศรีมหาโพธิ จ.ปราจีนบุรี", "plus_code"),
        (openlocationcode.encode(13.787, 101.651)[4:].lower() + " Si Maha Phot, Prachin Buri", "plus_code"),
    ],
)
def test_numbers_links_and_codes_name_the_place_itself(text: str, how: str) -> None:
    found = said(text)
    assert found.place is not None
    assert (found.place.lon, found.place.lat) == pytest.approx((101.651, 13.787), abs=1e-4)
    assert (found.how, found.method) == (how, PositionMethod.STATED)


@pytest.mark.parametrize(
    ("text", "metres"),
    [("13.787123, 101.651456", 30), ("13.79, 101.65", 1113), ("13.7, 101.65", 1113), ("13.7 101.6", 11132)],
)
def test_few_decimals_are_a_large_error(text: str, metres: float) -> None:
    assert said(text).error_radius_m == pytest.approx(metres, rel=0.01)


@pytest.mark.parametrize(
    ("text", "code_middle"),
    [
        ("ต.ท่าตูม อ.ศรีมหาโพธิ จ.ปราจีนบุรี", (101.5, 13.5)),
        ("99/1 หมู่ ๔ ตำบล ท่าตูม อำเภอ ศรีมหาโพธิ จังหวัด ปราจีนบุรี 25140", (101.5, 13.5)),
        ("ต.ท่าตูมอ.ศรีมหาโพธิจ.ปราจีนบุรี", (101.5, 13.5)),
        ("อ.ศรีมหาโพธิ ปราจีนบุรี 25140", (101.5, 13.5)),
        ("เขตพระนคร กทม.", (99.5, 13.5)),
        ("แขวงพระบรมมหาราชวัง เขตพระนคร", (99.5, 13.5)),
        ("จ.ฉะเชิงเทรา", (100.5, 13.5)),
        ("เมืองฉะเชิงเทรา ฉะเชิงเทรา", (100.5, 13.5)),
        ("ท่าตูม ปราจีนบุรี", (101.5, 13.5)),
        ("Tambon Tha Tum, Amphoe Si Maha Phot, Prachin Buri", (101.5, 13.5)),
        ("Si Maha Phot District, Prachin Buri Province", (101.5, 13.5)),
    ],
)
def test_an_address_is_the_middle_of_its_area_with_its_radius(text: str, code_middle: tuple[float, float]) -> None:
    found = said(text)
    assert found.place is not None
    assert (found.place.lon, found.place.lat) == pytest.approx(code_middle, abs=0.01)
    assert (found.how, found.method) == ("address", PositionMethod.CENTROID)
    assert found.error_radius_m is not None
    assert 70_000 < found.error_radius_m < 90_000


def test_a_district_without_a_boundary_is_where_its_sites_are() -> None:
    for number in range(8):
        a_factory(LonLat(101.6 + number / 1000, 13.6), key=str(number), number="", subdistrict_code="250201")
    found = said("อ.กบินทร์บุรี จ.ปราจีนบุรี")
    assert found.place is not None
    assert (found.place.lon, found.place.lat) == pytest.approx((101.6035, 13.6))
    assert (found.method, found.error_radius_m) == (PositionMethod.CENTROID, 2000)
    assert "อำเภอกบินทร์บุรี" in found.words


@pytest.mark.parametrize("number", ["จ3-9(6)-7/51ปจ", "จ๓-๙(๖)-๗/๕๑ปจ", "จ3-9(6)-7/2551ปจ"])
def test_a_registration_number_is_its_site(number: str) -> None:
    a_factory(key="7")
    found = said(number)
    assert (found.how, found.place, found.error_radius_m) == ("registration", PRACHIN_BURI, 50.0)


def test_a_name_that_one_site_bears_is_that_site() -> None:
    a_factory(name_th="โรงแป้งมันร่มเย็น")
    found = said("โรงแป้งมันร่มเย็น")
    assert (found.how, found.place) == ("name", PRACHIN_BURI)


def test_a_name_that_several_bear_is_asked_about() -> None:
    a_factory(key="1", name_th="โรงแป้งมันร่มเย็น")
    a_factory(CHACHOENGSAO, key="2", name_th="โรงแป้งมันร่มเย็น")
    found = said("โรงแป้งมันร่มเย็น")
    assert found.place is None
    assert {choice.place for choice in found.choices} == {PRACHIN_BURI, CHACHOENGSAO}


def test_the_public_is_not_told_of_a_suspected_site() -> None:
    a_factory(name_th="ลานเผาขยะลับ", kind=Kind.SUSPECTED, number="", factory=None, activities=())
    assert said("ลานเผาขยะลับ").choices == ()
    assert said("ลานเผาขยะลับ", AN_OFFICER).place == PRACHIN_BURI


@pytest.mark.parametrize(
    "text", ["https://maps.app.goo.gl/AbC", "QJPX+2V", "48.1, 11.5", "ข้างวัดที่ไหนสักแห่ง", "", " \u200b ", "x" * 5000]
)
def test_what_names_no_place_says_what_to_do(text: str) -> None:
    found = said(text)
    assert found.place is None
    assert len(found.words) > 10


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.from_regex(r"[ก-ฮตอจ\. 0-9+°'NE/-]{0,40}", fullmatch=True)))
def test_nothing_typed_breaks_it(text: str) -> None:
    found = said(text)
    assert found.words
    assert found.place is None or (found.method is not PositionMethod.NONE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lon=st.floats(101.05, 101.95), lat=st.floats(13.05, 13.95))
def test_a_short_code_beside_its_district_is_the_full_one(lon: float, lat: float) -> None:
    code = openlocationcode.encode(lat, lon)
    full, short = said(code), said(f"{code[4:]} อ.ศรีมหาโพธิ จ.ปราจีนบุรี")
    assert full.place is not None
    assert short.place == full.place
    assert (full.place.lon, full.place.lat) == pytest.approx((lon, lat), abs=2e-4)


def test_the_wording_is_in_the_language_of_the_moment() -> None:
    found = said("อ.ศรีมหาโพธิ จ.ปราจีนบุรี")
    assert "อำเภอศรีมหาโพธิ จังหวัดปราจีนบุรี" in found.words
    assert isinstance(found.place, LonLat)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("ข้างวัดใหญ่ ปราจีนบุรี", "จังหวัดปราจีนบุรี"),
        ("ปราจีนบุรี ข้างวัดใหญ่ริมน้ำ", "จังหวัดปราจีนบุรี"),
        ("หน้าโรงสี ศรีมหาโพธิ ปราจีนบุรี 25140", "อำเภอศรีมหาโพธิ จังหวัดปราจีนบุรี"),
        ("behind the big temple, Prachin Buri", "จังหวัดปราจีนบุรี"),
    ],
)
def test_of_words_that_name_only_a_province_or_district_that_much_is_understood(text: str, area: str) -> None:
    found = said(text)
    assert found.place is not None
    assert (found.place.lon, found.place.lat) == pytest.approx((101.5, 13.5), abs=0.01)
    assert found.error_radius_m is not None
    assert found.error_radius_m > 70_000
    assert (found.method, found.words.startswith(f"เข้าใจเพียง{area}")) == (PositionMethod.CENTROID, True)
