"""The index of areas: names to codes, points to areas, distances and centres."""

import pickle

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.area_index import AreaIndex, KnownArea, in_force
from geo.models import Level
from geo.tables import open_table
from tests.builders_geo import an_area, an_edition
from tests.real_data import real_file

WGS84 = Geod(ellps="WGS84")
PRACHIN_BURI = ("ปราจีนบุรี", "ศรีมหาโพธิ", "ท่าตูม")


def square(code: str, west: float, south: float, size: float, name_th: str = "", name_en: str = "") -> KnownArea:
    return KnownArea(code, name_th, name_en, shapely.box(west, south, west + size, south + size))


@pytest.fixture(scope="module")
def index() -> AreaIndex:
    """Two provinces side by side; the west one with a district and two subdistricts in its corner."""
    return AreaIndex(
        [
            square("25", 101, 13, 1, "ปราจีนบุรี", "Prachin Buri"),
            square("10", 100, 13, 1, "กรุงเทพมหานคร", "Bangkok"),
            square("2508", 101, 13, 0.5, "ศรีมหาโพธิ", "Si Maha Phot"),
            square("250801", 101, 13, 0.2, "ศรีมหาโพธิ"),
            square("250804", 101.2, 13, 0.2, "ท่าตูม", "Tha Tum"),
            square("1002", 100, 13, 0.5, "ดุสิต", "Dusit"),
            square("38", 103, 18, 0.5, "บึงกาฬ", "Bueng Kan"),
            square("3801", 103, 18, 0.2, "เมืองบึงกาฬ"),
            square("3804", 103.2, 18, 0.2, "เซกา"),
        ]
    )


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (PRACHIN_BURI, "250804"),
        (("จ.ปราจีนบุรี", "อ.ศรีมหาโพธิ", "ต.ท่าตูม"), "250804"),
        (("จังหวัด ปราจีนบุรี", "กิ่งอำเภอศรีมหาโพธิ", "ตำบล ท่าตูม"), "250804"),
        (("ปราจีนบุุรี", "กิ่ง อ. ศรีมหาโพธิิ", "ท่า\u200bตูม"), "250804"),
        (("Prachin Buri", "Si Maha Phot", "Tha Tum"), "250804"),
        (("Prachin Buri Province", "Amphoe Si Maha Phot", "Tambon Tha Tum"), "250804"),
        (("กรุงเทพฯ", "เขตดุสิต", "แขวงดุสิต"), "1002"),
        (("กทม.", "ดุสิต", "-"), "1002"),
        (("Bangkok", "Khet Dusit", ""), "1002"),
        (("บึงกาฬ", "เมือง", "บึงกาฬ"), "3801"),
        (("บึงกาฬ", "บึงกาฬ", ""), "3801"),
        (("หนองคาย", "บึงกาฬ", "บึงกาฬ"), "3801"),
        (("หนองคาย", "เซกา", ""), "3804"),
        (("ปราจีนบุรี", "", ""), "25"),
        (("ปราจีนบุรี", "ไม่มีอำเภอนี้", "ท่าตูม"), "25"),
        (("ปราจีนบุรี", "ศรีมหาโพธิ", "ไม่มีตำบลนี้"), "2508"),
        (("ปราจีนบุรี", "-", "ท่าตูม"), "250804"),
        (("", "ศรีมหาโพธิ", "ท่าตูม"), "250804"),
        (("", "", ""), ""),
        (("-", "-", "-"), ""),
        (("ไม่มีจังหวัดนี้", "ศรีมหาโพธิ", "ท่าตูม"), ""),
        (("เชียงใหม่", "", ""), ""),
    ],
)
def test_names_in_any_spelling_give_the_finest_code_that_is_known(
    index: AreaIndex, names: tuple[str, str, str], code: str
) -> None:
    assert index.code_of(*names) == code


def test_a_name_that_two_subdistricts_bear_gives_the_district() -> None:
    twins = [square("9001", 100, 7, 1, "ก"), square("900101", 100, 7, 0.2, "ข"), square("900102", 100.5, 7, 0.2, "ข")]
    assert AreaIndex([square("90", 100, 7, 1, "สงขลา"), *twins]).code_of("สงขลา", "ก", "ข") == "9001"


def test_with_provinces_alone_the_province_is_the_answer() -> None:
    index = AreaIndex([square("25", 101, 13, 1, "ปราจีนบุรี")])
    assert (index.finest, index.code_of(*PRACHIN_BURI)) == (Level.PROVINCE, "25")
    assert AreaIndex([]).finest is None
    assert AreaIndex([]).codes_at([100.5], [13.5]) == [""]


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (101.1, 13.1, "250801"),
        (101.2, 13.1, "250801"),  # on the common border: the smaller code
        (101.3, 13.1, "250804"),
        (101.45, 13.45, "2508"),
        (101.9, 13.9, "25"),
        (101.0, 13.9, "10"),
        (99.0, 13.0, ""),
    ],
)
def test_a_point_is_in_the_finest_area_that_holds_it(index: AreaIndex, lon: float, lat: float, code: str) -> None:
    assert index.codes_at([lon], [lat]) == [code]


def test_many_points_are_found_as_single_ones_are(index: AreaIndex) -> None:
    rng = np.random.default_rng(7)
    lons, lats = rng.uniform(99.9, 102.1, 500), rng.uniform(12.9, 14.1, 500)
    assert index.codes_at(lons, lats) == [index.codes_at([x], [y])[0] for x, y in zip(lons, lats, strict=True)]


@settings(max_examples=40, deadline=None)
@given(lon=st.floats(97.3, 105.7), lat=st.floats(5.6, 20.5))
def test_the_distance_is_within_a_hundredth_of_the_geodesic_one(lon: float, lat: float) -> None:
    shape = shapely.Polygon([(101, 13), (102, 13.2), (102.3, 14), (101.4, 14.5), (100.8, 13.7)])
    found = AreaIndex([KnownArea("25", "ก", "", shape)]).distance_m("25", lon, lat)
    if shape.intersects(shapely.Point(lon, lat)):
        assert found == 0.0
    else:
        assert found == pytest.approx(geodesic_m(shape, lon, lat), rel=0.01, abs=20)


def geodesic_m(shape: shapely.Polygon, lon: float, lat: float) -> float:
    """The nearest of points set along the border, about 20 m apart."""
    border = shapely.get_coordinates(shapely.segmentize(shape.exterior, 0.0002))
    count = len(border)
    metres = WGS84.inv(np.full(count, lon), np.full(count, lat), border[:, 0], border[:, 1])[2]
    return float(metres.min())


def test_the_centre_is_on_the_area_and_its_radius_covers_it(index: AreaIndex) -> None:
    place, radius_m = index.centre("25")
    assert (place.lon, place.lat) == pytest.approx((101.5, 13.5))
    assert radius_m == pytest.approx(geodesic(101.5, 13.5, 101, 13), abs=100)


def test_the_centre_of_a_bent_area_is_still_on_it() -> None:
    bent = shapely.box(100, 13, 101, 14).difference(shapely.box(100.1, 13.1, 101, 14))
    place, _radius_m = AreaIndex([KnownArea("25", "ก", "", bent)]).centre("25")
    assert bent.intersects(shapely.Point(place.lon, place.lat))


def test_an_index_can_be_sent_to_another_process(index: AreaIndex) -> None:
    sent = pickle.loads(pickle.dumps(index))
    assert sent.codes_at([101.1], [13.1]) == ["250801"]
    assert sent.code_of(*PRACHIN_BURI) == "250804"


@pytest.mark.django_db
def test_the_editions_in_force_are_loaded() -> None:
    an_edition(an_area("25", west=101, name_th="ปราจีนบุรี"))
    an_edition(an_area("2508", west=101, size=0.5, name_th="ศรีมหาโพธิ"), level=Level.DISTRICT)
    index = in_force()
    assert index.finest == Level.DISTRICT
    assert index.code_of(*PRACHIN_BURI) == "2508"
    assert index.codes_at([101.1, 101.9], [13.1, 13.9]) == ["2508", "25"]


@pytest.mark.realdata
def test_a_national_register_is_looked_up_at_once() -> None:
    table = open_table(real_file("boundaries/mapthai_adm3.geojson"))
    code, name = table.columns.index("adm3_pcode"), table.columns.index("adm3_th")
    areas = [KnownArea(str(row.cells[code])[-6:], row.cells[name], "", row.shape) for row in table.rows() if row.shape]
    index, inside = AreaIndex(areas), [area.boundary.representative_point() for area in areas]
    pick = np.random.default_rng(1).integers(0, len(areas), 20_000)
    found = index.codes_at([inside[at].x for at in pick], [inside[at].y for at in pick])
    assert sum(areas[at].code != code for at, code in zip(pick, found, strict=True)) < 20  # where areas overlap


def geodesic(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    return float(WGS84.inv(lon, lat, other_lon, other_lat)[2])
