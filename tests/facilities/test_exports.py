"""Every format of an export is read back by another program and says what the register says."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyogrio
import pytest
import shapely
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from facilities.exports.columns import COLUMNS
from facilities.exports.formats import FORMATS
from facilities.models import Correction, Facility, Kind, Matter, Status, WorkItem
from facilities.new_facility import NewActivity, NewLicence, NewMine
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import PositionMethod
from tests.builders_facilities import HERE, new_facility, register_all, registered, square
from tests.facilities.exports_read import asked, rows, written

pytestmark = pytest.mark.django_db
EVERY = list(FORMATS)


def register() -> None:
    """A factory with two numbers, a mine with its plot, a site without a position."""
    plot = square(LonLat(101.0, 14.5), 0.002)
    mine = {"kind": Kind.MINE, "factory": None, "activities": ()}
    register_all(
        [
            new_facility(name_th="โรงงานหนึ่ง", licences=(NewLicence("จ3-9(1)-7/51ปจ"), NewLicence("10250000725511"))),
            new_facility(
                None, name_th="เหมืองสอง", footprint=plot, position_method=PositionMethod.SURVEYED,
                position_source="test", mine=NewMine(mineral_th="หินปูน", approved_on=date(2020, 2, 29)), **mine,
            ),
            new_facility(None, name_th="ไม่รู้ที่", status=Status.STRUCK_OFF),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("form", EVERY)
def test_each_format_holds_what_the_database_holds(form: str, tmp_path: Path) -> None:
    register()
    found = rows(form, written(form, asked()), tmp_path)
    stored = Facility.objects.order_by("pk").values_list("name_th", "kind", "status", "source_key")
    assert [(row["name_th"], row["kind"], row["status"], row["source_key"]) for row in found] == list(stored)


@pytest.mark.parametrize("form", ["geojson", "gpkg", "kml"])
def test_the_geometry_is_the_footprint_else_the_position_else_nothing(form: str, tmp_path: Path) -> None:
    register()
    shapes = [_shape(row["geometry"]) for row in rows(form, written(form, asked()), tmp_path)]
    assert (shapes[0].x, shapes[0].y) == pytest.approx((HERE.lon, HERE.lat))
    assert shapes[1].area == pytest.approx(square(LonLat(101.0, 14.5), 0.002).area)
    assert shapes[2] is None


def _shape(held: Any) -> Any:
    if held is None:
        return None
    return shapely.from_wkb(held) if isinstance(held, bytes) else shapely.from_geojson(json.dumps(held))


def test_a_geojson_feature_has_the_promised_properties() -> None:
    register()
    first = json.loads(written("geojson", asked(viewer=Viewer())))["features"][0]
    assert first["properties"]["registrations"] == ["จ3-9(1)-7/51ปจ", "10250000725511"]
    promised = {"registrations", "name_th", "kind", "status", "position_source", "position_method", "error_radius_m",
                "subdistrict_code"}  # fmt: skip
    assert promised <= set(first["properties"])


def test_cells_of_a_workbook_have_types_under_a_header(tmp_path: Path) -> None:
    register()
    mill, mine, _lost = rows("xlsx", written("xlsx", asked()), tmp_path)
    assert (mill["horsepower"], mill["hazard"], mill["lon"]) == (90.0, False, HERE.lon)
    assert mill["registrations"] == "จ3-9(1)-7/51ปจ; 10250000725511"
    assert mine["approved_on"] == date(2020, 2, 29)


def test_a_geopackage_is_in_wgs84_and_typed(tmp_path: Path) -> None:
    register()
    (tmp_path / "out.gpkg").write_bytes(written("gpkg", asked(headers="thai")))
    told = pyogrio.read_info(tmp_path / "out.gpkg", layer="สถานประกอบการ")
    types = dict(zip(told["fields"], told["dtypes"], strict=True))
    assert (told["crs"], told["features"]) == ("EPSG:4326", 3)
    assert (types["จำนวนคนงาน"], types["วันที่อนุญาต"]) == ("int64", "datetime64[D]")


@pytest.mark.parametrize("form", [form for form in EVERY if form != "kml"])
def test_thai_headers_bring_words_for_codes(form: str, tmp_path: Path) -> None:
    register()
    one = Facility.objects.get(name_th="โรงงานหนึ่ง")
    WorkItem.objects.create(facility=one, matter=Matter.OUTSIDE, found_at=timezone.now())
    Correction.objects.create(facility=one, field="position", value={}, made_at=timezone.now(), reason="x")
    first = rows(form, written(form, asked(headers="thai")), tmp_path)[0]
    assert (first["ชื่อ"], first["ชนิด"], first["สถานะ"]) == ("โรงงานหนึ่ง", "โรงงาน", "ประกอบกิจการ")
    lists = [first["ประเด็นคุณภาพข้อมูลที่ยังไม่แก้"], first["ช่องที่เจ้าหน้าที่แก้ไขแล้ว"]]
    assert ["".join(one) for one in lists] == ["อยู่นอกพื้นที่ที่ระบุ", "ตำแหน่ง"]


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+66 2", "'+66 2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("\t=1+1", "'\t=1+1"),
        ("＝1+1", "'＝1+1"),
        ("-12.5", "-12.5"),
        ("ก=1", "ก=1"),
        ("", ""),
    ],
)
def test_no_cell_of_a_csv_acts_as_a_formula_and_numbers_stay(typed: str, cell: str, tmp_path: Path) -> None:
    register_all([new_facility(LonLat(100.5, 13.5), name_th=typed, operator_th="บริษัท ตัวอย่าง จำกัด")])
    assert rows("csv", written("csv", asked()), tmp_path)[0]["name_th"] == cell


def test_a_workbook_holds_formulas_as_text(tmp_path: Path) -> None:
    register_all([new_facility(name_th='=HYPERLINK("x")')])
    (tmp_path / "out.xlsx").write_bytes(written("xlsx", asked()))
    book = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    assert book.get_sheet_by_index(0).to_python()[1][2] == '=HYPERLINK("x")'


@pytest.mark.parametrize("form", EVERY)
def test_text_that_would_break_the_format_arrives_whole(form: str, tmp_path: Path) -> None:
    nasty = 'ก"ข"\n<ค>&;,\'ง'
    register_all([new_facility(name_th=nasty)])
    assert rows(form, written(form, asked()), tmp_path)[0]["name_th"] == nasty


def test_a_placemark_shows_thai_and_keeps_the_names_of_fields(tmp_path: Path) -> None:
    register()
    content = written("kml", asked(headers="thai"))
    assert rows("kml", content, tmp_path)[0]["status"] == "ประกอบกิจการ"
    assert '<Data name="status"><displayName>สถานะ</displayName>' in content.decode()


def test_an_empty_kml_is_whole() -> None:
    assert ElementTree.fromstring(written("kml", asked("kind=sme"))).find("{*}Document/{*}Placemark") is None


@pytest.mark.parametrize("form", [form for form in EVERY if form != "kml"])
def test_an_empty_selection_is_a_complete_file(form: str, tmp_path: Path) -> None:
    register()
    assert rows(form, written(form, asked("kind=sme")), tmp_path) == []


@pytest.mark.parametrize(
    ("query", "names"), [("kind=mine", ["เหมืองสอง"]), ("find=ไม่รู้ที่", ["ไม่รู้ที่"]), ("position=none", ["ไม่รู้ที่"])]
)
def test_the_export_holds_the_selection_and_no_more(query: str, names: list[str], tmp_path: Path) -> None:
    register()
    assert [row["name_th"] for row in rows("csv", written("csv", asked(query)), tmp_path)] == names


def test_a_file_says_what_it_is(tmp_path: Path) -> None:
    register()
    said = json.loads(written("geojson", asked("kind=mine")))["metadata"]
    assert (said["selection"], said["rows"]) == ("ชนิด: เหมืองแร่", "1")
    assert "test (1)" in said["sources"]


def test_the_public_gets_public_columns_only(tmp_path: Path) -> None:
    register()
    public = rows("csv", written("csv", asked(viewer=Viewer())), tmp_path)[0]
    assert set(public) == {column.name for column in COLUMNS if not column.permission}


def test_substances_need_a_permission_of_their_own() -> None:
    officer = Viewer(frozenset({"facilities.view_facility"}))
    assert "position_raw" in asked(viewer=officer).titles
    assert "substances" not in asked(viewer=officer).titles


def test_registrations_and_types_are_written_as_everywhere_else(client: Client, tmp_path: Path) -> None:
    numbers = (NewLicence("จ3-9(1)-7/51ปจ", fourteen="20250000725517"), NewLicence("10250000125516"))
    (mill,) = registered(new_facility(licences=numbers, activities=(NewActivity(106), NewActivity(9, 1))))
    (row,) = rows("geojson", written("geojson", asked()), tmp_path)
    served = client.get(f"/ogc/collections/facilities/items/{mill.pk}").json()["properties"]
    told = client.get(f"/api/facilities/{mill.pk}").json()
    expected = ["จ3-9(1)-7/51ปจ", "20250000725517", "10250000125516"]
    assert row["registrations"] == served["registrations"] == told["registrations"] == expected
    assert row["types"] == served["types"] == ["9(1)", "106"]


def test_a_download_names_its_file_and_its_rows(client: Client) -> None:
    register()
    answer = client.get("/facilities/export/?format=csv&headers=names")
    assert answer["X-Total-Rows"] == "3"
    assert 'filename="facilities-' in answer["Content-Disposition"]
    assert answer.getvalue().startswith(b"\xef\xbb\xbfid,registrations")


def test_a_thai_file_name_carries_the_buddhist_year(client: Client) -> None:
    answer = client.get("/facilities/export/?format=xlsx")
    assert "filename*=utf-8''%E0%B8%AA" in answer["Content-Disposition"]
    assert f"%20{date.today().year + 543}-" in answer["Content-Disposition"]


def test_officers_download_more_columns(client: Client) -> None:
    officer = User.objects.create_user("officer")
    officer.user_permissions.add(Permission.objects.get(codename="view_facility"))
    client.force_login(officer)
    assert b",position_raw," in client.get("/facilities/export/?format=csv&headers=names").getvalue()


@pytest.mark.parametrize(
    "query", ["format=exe", "format=csv&headers=latin", "format=csv&ticket=1", "format=csv&kind=x"]
)
def test_a_wrong_parameter_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/facilities/export/?{query}").status_code == 400


def test_the_page_says_what_will_be_exported(client: Client) -> None:
    register()
    page = client.get("/facilities/export/?kind=mine").content.decode()
    assert "1 แห่ง" in page
    assert "ชนิด: เหมืองแร่" in page
    assert '<input type="hidden" name="kind" value="mine">' in page


def test_the_description_lists_the_columns(client: Client) -> None:
    text = client.get("/facilities/export/about/?kind=mine").content.decode()
    assert "error_radius_m\tรัศมีคลาดเคลื่อน (ม.)" in text


def test_asking_for_the_head_of_an_export_uses_up_no_ticket(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.STATE_DIR, ticket = tmp_path, "6f4a1c1e-6f0e-4c57-9b0f-7d3c5b1f0a11"
    answer = client.head(f"/facilities/export/?format=csv&ticket={ticket}")
    assert (answer.status_code, answer["X-Total-Rows"]) == (200, "0")
    assert client.get(f"/facilities/export/progress/{ticket}/").json()["state"] == "waiting"
    assert not (tmp_path / "exports").exists()


def test_where_a_site_comes_from_is_public_and_its_key_there_is_for_officers(client: Client) -> None:
    register_all([new_facility(LonLat(100.5, 13.5))])
    site = Facility.objects.get()
    said = client.get(f"/api/facilities/{site.pk}").json()
    header = client.get("/facilities/export/?format=csv&headers=names").getvalue().split(b"\r\n")[0].split(b",")
    assert (said["source"], said["source_key"]) == (site.source, None)
    assert (b"source" in header, b"source_key" in header) == (True, False)


def test_the_page_says_how_a_csv_treats_formulas_and_long_numbers(client: Client) -> None:
    client.cookies["django_language"] = "en"
    html = client.get("/facilities/export/").content.decode()
    assert "an apostrophe before it" in html
    assert "14-digit numbers" in html
