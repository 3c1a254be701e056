"""Words, blanks and sizes of register files, row by row."""

import pytest

from facilities.models import Kind, Status
from tests.builders_register import Loaded, load

STATUSES = {
    "diw-factory-data": {
        "licensed": "licensed",
        "operating": "operating",
        "struck off": "struck_off",
        "stopped": "stopped",
        "wrapped": "struck_off",
        "a word in the place of the code": "operating",
        "unknown": "unknown",
        "blank": "unknown",
    },
    "diw-business-location": {
        "licensed": "licensed",
        "operating": "operating",
        "struck off": "struck_off",
        "stopped": "stopped",
        "a code in the place of the word": "struck_off",
        "unknown": "unknown",
        "dash": "unknown",
    },
    "dpim-concession": {
        "operating": "operating",
        "not opened": "licensed",
        "stopped": "stopped",
        "returned": "struck_off",
        "expired": "struck_off",
        "unknown": "unknown",
        "blank": "unknown",
    },
    "generic": {
        "mapped": "operating",
        "mapped to stopped": "stopped",
        "factory word": "struck_off",
        "own name": "struck_off",
        "unknown": "unknown",
        "blank": "unknown",
    },
}
STATUSES["diw-permit"] = STATUSES["diw-business-location"]


@pytest.mark.parametrize("profile", sorted(STATUSES))
def test_each_status_is_known_or_said_to_be_unknown(profile: str) -> None:
    rows = load(f"{profile}__statuses.csv")
    assert {name: str(row.facility.status) for name, row in rows.items()} == STATUSES[profile]
    assert {name for name, row in rows.items() if "status_unknown" in row.rules} == {"unknown"}
    assert all(row.facility.licences[0].status == row.facility.status for row in rows.values())


@pytest.mark.parametrize("name", ["dashes", "blanks", "zeros"])
@pytest.mark.parametrize(
    "profile", ["diw-factory-data", "diw-business-location", "diw-permit", "diw-shapefile", "generic"]
)
def test_dashes_blanks_and_zeros_say_nothing(profile: str, name: str) -> None:
    row = load(f"{profile}__empty_markers.csv")[name]
    facility = row.facility
    assert row.rules == set()
    assert facility.factory is not None
    assert (facility.factory.horsepower, facility.factory.workers, facility.factory.capital_baht) == (None, None, None)
    assert (facility.operator_th == "") == (name != "zeros")  # a name may be a zero, a size may not
    assert facility.address_th in ("", "ซ.0 ถ.0" if profile == "diw-shapefile" else "")


@pytest.mark.parametrize("name", ["dashes", "blanks"])
def test_dashes_and_blanks_say_nothing_of_mines_and_products(name: str) -> None:
    mine = load("dpim-concession__empty_markers.csv")[name].facility
    assert mine.mine is not None
    assert (mine.mine.mineral_th, mine.mine.holder_th, mine.operator_th) == ("", "", "")
    product = load("tisi-certificate__empty_markers.csv")[name].facility
    assert (product.operator_th, product.certificates[0].standard, product.licences) == ("", "", ())
    estate = load("ieat-estate__empty_markers.csv")[name].estate
    assert (estate.name_en, estate.point) == ("", None)


NAMES = {
    "hashed operator": ("", {"operator_hidden"}),
    "hashed in base 64": ("", {"operator_hidden"}),
    "natural person": ("", set()),
    "a firm": ("ห้างหุ้นส่วนจำกัด ทดสอบ", set()),
    "จ3-9(6)-5/51ปจ": ("บริษัท ไม่มีชื่อโรงงาน จำกัด", {"name_missing"}),
}


def test_what_stands_in_the_place_of_a_name_is_no_name() -> None:
    rows = load("diw-factory-data__names_and_estates.csv")
    assert {name: (rows[name].facility.operator_th, rows[name].rules) for name in NAMES} == NAMES
    assert rows["hashed operator"].facility.licences[0].holder_th == ""


def test_out_is_outside_an_estate() -> None:
    rows = load("diw-factory-data__names_and_estates.csv")
    assert rows["outside an estate"].facility.estate_name_th == ""
    assert rows["inside an estate"].facility.estate_name_th == "นิคมอุตสาหกรรมสมมติ"


def test_factype_is_the_class_and_the_number_tells_the_type() -> None:
    rows = load("diw-factory-data__class_is_factype.csv")
    said = {name: (_class(row), row.rules) for name, row in rows.items()}
    assert said == {
        "class two in both": (2, set()),
        "class differs": (2, {"class_differs"}),
        "no class": (3, set()),
        "a type in the place of the class": (3, {"number_unreadable"}),
    }
    assert {row.facility.licences[0].types for row in rows.values()} == {(906,)}


def _class(row: Loaded) -> int | None:
    return row.facility.licences[0].factory_class


SIZES = {
    "thousands": ((12_500_000.0, 1234.5, 1200), set()),
    "thai digits": ((1_200_000.0, 75.0, 50), set()),
    "text": ((None, None, None), {"number_unreadable"}),
    "negative": ((None, None, None), {"number_unreadable"}),
    "half a worker": ((None, None, 2), set()),
}


def test_sizes_are_read_in_every_writing() -> None:
    rows = load("diw-factory-data__sizes.csv")
    licences = {name: row.facility.licences[0] for name, row in rows.items()}
    said = {name: ((one.capital_baht, one.horsepower, one.workers), rows[name].rules) for name, one in licences.items()}
    assert said == SIZES


@pytest.mark.parametrize("profile", ["diw-factory-data", "diw-business-location", "diw-permit"])
def test_a_quoted_newline_does_not_cut_a_row(profile: str) -> None:
    rows = load(f"{profile}__quoted_newlines.csv")
    assert list(rows) == ["โรงสี สมมติ", "after it"]
    assert rows["โรงสี สมมติ"].facility.licences[0].activity_th == "สีข้าว และทำแป้ง"


@pytest.mark.parametrize("name", ["diw-factory-data__cp874.csv", "diw-factory-data__utf8_bom.csv"])
def test_every_encoding_gives_the_same_names(name: str) -> None:
    assert list(load(name)) == ["โรงสีข้าวรุ่งเรือง", "second"]


SPELLINGS = {
    "bangkok words": ("100101", "10", set()),
    "abbreviated": ("250601", "25", set()),
    "unknown subdistrict": ("", "25", {"area_unknown"}),
    "unknown province": ("", "25", {"province_unknown"}),
}


def test_areas_are_known_in_every_spelling() -> None:
    rows = load("diw-business-location__area_spellings.csv")
    said = {name: (row.facility.subdistrict_code, row.facility.province_code, row.rules) for name, row in rows.items()}
    of_areas = {"area_unknown", "province_unknown", "province_differs"}
    assert {name: (code, province, rules & of_areas) for name, (code, province, rules) in said.items()} == SPELLINGS


def test_licences_of_one_firm_at_one_address_share_a_site() -> None:
    keys = {name: row.facility.site_key for name, row in load("diw-factory-data__one_site_many_licences.csv").items()}
    assert keys["first"] == keys["second"] != ""
    assert keys["next door"] not in ("", keys["first"])
    assert keys["a person"] == keys["no house"] == ""


def test_certificates_know_their_scheme_and_keep_no_persons() -> None:
    rows = load("tisi-certificate__schemes_and_personal_data.csv")
    said = {
        name: (str(row.facility.certificates[0].scheme), row.facility.kind, row.rules) for name, row in rows.items()
    }
    assert said == {
        "มอก.": ("tis", Kind.FACTORY, set()),
        "มอก.เอส": ("tis_s", Kind.SME, set()),
        "มผช.": ("tcps", Kind.SME, set()),
        "no scheme": ("tis", Kind.FACTORY, {"scheme_unknown"}),
        "reversed dates": ("tcps", Kind.SME, {"dates_reversed"}),
        "unknown mark and check digit": ("tis", Kind.FACTORY, {"scheme_unknown", "juristic_check_digit"}),
    }
    raw = {name: row.reading.reader.raw(row.reading.row) for name, row in rows.items()}
    assert raw["มอก."]["เลขทะเบียนนิติบุคคล"] == "0105536000003"
    assert not set(raw["มผช."]) & {"เบอร์โทรศัพท์", "เลขบัตรประชาชน", "เลขทะเบียนนิติบุคคล"}


def test_certificates_of_one_juristic_person_share_a_site() -> None:
    rows = load("tisi-certificate__schemes_and_personal_data.csv")
    assert rows["มอก."].facility.site_key == rows["มอก.เอส"].facility.site_key != ""
    assert rows["มผช."].facility.site_key != rows["มอก."].facility.site_key
    assert rows["มอก."].facility.licences[0].number == "จ3-58(1)-1/45ปจ"


MINES = {
    "polygon": ("concession", True, set()),
    "two parts": ("concession", True, set()),
    "bowtie": ("concession", True, {"footprint_mended"}),
    "point": ("concession", False, set()),
    "no shape": ("concession", False, {"position_missing"}),
    "dressing plant": ("dressing", False, set()),
    "smelter": ("metallurgy", False, set()),
    "reversed dates": ("concession", True, {"dates_reversed"}),
    "outside its province": ("concession", True, {"outside_subdistrict"}),
}


def test_concessions_come_with_their_ground() -> None:
    rows = load("dpim-concession__polygons.geojson")
    said = {
        name: (row.facility.licences[0].form, row.facility.footprint is not None, row.rules)
        for name, row in rows.items()
    }
    assert said == MINES
    mine = rows["polygon"].facility
    assert mine.mine is not None
    assert (mine.kind, mine.mine.mineral_en, str(mine.mine.expires_on)) == (Kind.MINE, "Limestone", "2042-12-30")
    assert "REQ_PERSON_FNAME" not in rows["polygon"].reading.reader.raw(rows["polygon"].reading.row)


ESTATES = {
    "นิคมอุตสาหกรรมหนึ่ง": ("estate", "own"),
    "นิคมอุตสาหกรรมสอง": ("estate", "shared"),
    "นิคมอุตสาหกรรมสาม": ("estate", "shared"),
    "เขตประกอบการอุตสาหกรรมสี่": ("zone", "own"),
    "สวนอุตสาหกรรมห้า": ("park", "own"),
    "เขตส่งเสริมอุตสาหกรรมหก": ("promotion", "own"),
    "นิคมอุตสาหกรรมเจ็ด": ("estate", "wrong"),
    "นิคมอุตสาหกรรมแปด": ("estate", "none"),
    "นิคมอุตสาหกรรมเก้า": ("estate", "shared"),
}


def test_estates_say_what_their_point_is_worth() -> None:
    rows = load("ieat-estate__kinds_and_points.csv")
    said = {name: (str(rows[name].estate.kind), str(rows[name].estate.point_quality)) for name in ESTATES}
    assert said == ESTATES


@pytest.mark.parametrize("name", ["สำนักงานใหญ่ กนอ.", "การนิคมอุตสาหกรรมแห่งประเทศไทย"])
def test_head_offices_are_dropped_with_the_reason(name: str) -> None:
    row = load("ieat-estate__kinds_and_points.csv")[name]
    assert row.error is not None
    assert row.reading.refusal(row.error).rule == "head_office"


def test_an_estate_with_its_ground_needs_no_point() -> None:
    estate = load("ieat-estate__polygons.geojson")["นิคมอุตสาหกรรมมีขอบเขต"].estate
    assert estate.boundary is not None
    assert estate.boundary.geom_type == "MultiPolygon"


def test_a_status_the_file_does_not_have_is_not_stated() -> None:
    assert load("diw-shapefile__two_positions.geojson")["agreeing"].facility.status == Status.UNKNOWN


def test_a_mark_or_a_juristic_number_that_cannot_be_is_kept_and_said() -> None:
    row = load("tisi-certificate__schemes_and_personal_data.csv")["unknown mark and check digit"]
    said = {problem.rule: (problem.field, problem.value) for problem in row.reading.problems}
    assert said["scheme_unknown"] == ("ประเภทการรับรอง", "???")
    assert said["juristic_check_digit"] == ("เลขทะเบียนนิติบุคคล", "0105536000007")
    assert row.facility.site_key
