"""Facilities are found by half a name, a place, a number in any writing, and with slips of the hand."""

from typing import Any

import pytest

from facilities.models import Facility, Kind, Status
from facilities.new_facility import NewCertificate, NewFacility, NewLicence
from geo.layers import Viewer
from geo.search import find
from tests.builders_facilities import HERE, new_facility, register_all

pytestmark = pytest.mark.django_db


def _named(name: str, number: str, **changes: Any) -> NewFacility:
    return new_facility(name_th=name, operator_th="", licences=(NewLicence(number),), **changes)


@pytest.fixture
def register() -> None:
    """A rice mill with all its numbers, among others."""
    mill = NewLicence("จ3-9(1)-100/51ปจ", fourteen="20250010025516", eleven="00901310051")
    ice = {"subdistrict_th": "บ้านสวน", "district_th": "เมืองชลบุรี", "province_th": "ชลบุรี", "province_code": "20"}
    register_all(
        [
            new_facility(name_th="โรงสีข้าวรุ่งเรือง", licences=(mill,), operator_th="บริษัท เจริญธัญญะ จำกัด"),
            _named("ผลิตน้ำแข็งสมบูรณ์", "10180000125417", name_en="Sombun Ice Co., Ltd.", **ice),
            _named("เหล็กไทยก้าวหน้า", "น.59-1/2548-นอต.", address_th="99/9 หมู่ 3 ถนนเลียบคลอง"),
            _named("เหมืองหินงาม", "21001/15002", kind=Kind.MINE),
            new_facility(
                name_th="กลุ่มทอผ้าบ้านโคก",
                operator_th="",
                kind=Kind.SME,
                licences=(),
                certificates=(NewCertificate(scheme="tcps", number="มผช. 17/2560"),),
            ),
        ]
    )


def first(text: str) -> str:
    """The name of the best answer, empty without one."""
    best = Facility.objects.search(text).first()
    return best.name_th if best else ""


@pytest.mark.parametrize(
    "text",
    [
        "โรงสีข้าวรุ่งเรือง",
        "รุ่งเรือง",
        "โรงสีข้าว รุ่งเรือง",
        "รุ่งเรือง โรงสี",
        "เจริญธัญญะ",
        "บริษัท เจริญธัญญะ จำกัด",
        "โรงสี ศรีมหาโพธิ",
        "ปราจีนบุรี โรงสี ท่าตูม",
        "จ.ปราจีนบุรี ต.ท่าตูม โรงสี",
        "โรงสี Prachin Buri",
    ],
)
@pytest.mark.usefixtures("register")
def test_words_find_the_mill_first(text: str) -> None:
    assert first(text) == "โรงสีข้าวรุ่งเรือง"


@pytest.mark.parametrize(
    "text",
    [
        "จ3-9(1)-100/51ปจ",
        "จ3-9(1)-100/2551ปจ",
        "3-9(1)-100/51",
        "จ 3 - 9 (1) - 100 / 51 ปจ",
        "จ3-9-1-100/51",
        "๓-๙(๑)-๑๐๐/๕๑",
        '="จ 3-9(1)-100/51ปจ"',
        "39110051",
        "จ3-9(1)-1",
        "20250010025516",
        "2025001002",
        "00901310051",
        "009-01-3-100-51",
    ],
)
@pytest.mark.usefixtures("register")
def test_any_writing_of_its_number_finds_the_mill_first(text: str) -> None:
    assert first(text) == "โรงสีข้าวรุ่งเรือง"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("10180000125417", "ผลิตน้ำแข็งสมบูรณ์"),
        ("น.59-1/2548-นอต", "เหล็กไทยก้าวหน้า"),
        ("5912548", "เหล็กไทยก้าวหน้า"),
        ("21001/15002", "เหมืองหินงาม"),
        ("มผช. 17/2560", "กลุ่มทอผ้าบ้านโคก"),
        ("17/2560", "กลุ่มทอผ้าบ้านโคก"),
        ("น้ำแข็ง ชลบุรี", "ผลิตน้ำแข็งสมบูรณ์"),
        ("ชลบุรี น้ำแข็ง", "ผลิตน้ำแข็งสมบูรณ์"),
        ("sombun ice", "ผลิตน้ำแข็งสมบูรณ์"),
        ("ICE chonburi", "ผลิตน้ำแข็งสมบูรณ์"),
        ("99/9 หมู่ 3", "เหล็กไทยก้าวหน้า"),
        ("เหล็ก เลียบคลอง", "เหล็กไทยก้าวหน้า"),
        ("ผล", "ผลิตน้ำแข็งสมบูรณ์"),
    ],
)
@pytest.mark.usefixtures("register")
def test_others_are_found_by_what_they_have(text: str, name: str) -> None:
    assert first(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "โรงสีข้าวรุ่งเรื่อง",
        "โรงสีข้าวรุงเรือง",
        "โรงสีขาวรุ้งเรือง",
        "โรงสีข้าวรุ่งเรอง",
        "โรงสีข้าวรุ่งงเรือง",
        "โรงสีข้าวร่งุเรือง",
        "โรงสีข้าวรุ่งเรือน",
        "โรสีข้าวรุ่งเรือง",
        "โรงสี ร่งเรือง",
        "โรงสีข้าว\u200bรุ่งเรือง",
        "เจรินธันยะ",
    ],
)
@pytest.mark.usefixtures("register")
def test_slips_are_forgiven(text: str) -> None:
    assert first(text) == "โรงสีข้าวรุ่งเรือง"


@pytest.mark.parametrize("text", ["", "   ", "zzzz", "%", "_" * 300, "โรงสี เชียงใหม่", "9999999999"])
@pytest.mark.usefixtures("register")
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert list(Facility.objects.search(text)) == []


@pytest.mark.usefixtures("register")
def test_a_whole_number_scores_highest() -> None:
    assert Facility.objects.search("จ3-9(1)-100/51ปจ")[0].score == 1.0  # type: ignore[attr-defined]
    assert 0 < Facility.objects.search("รุ่งเรือง")[0].score < 1  # type: ignore[attr-defined]


def test_the_whole_name_comes_before_its_start_before_a_part_before_a_place() -> None:
    register_all(
        [
            _named("บางพระ", "1-1-1/51"),
            _named("บางพระการช่าง", "1-1-2/51"),
            _named("ศิลาบางพระ", "1-1-3/51"),
            _named("ศิลา", "1-1-4/51", subdistrict_th="บางพระใหญ่"),
        ]
    )
    names = [one.name_th for one in Facility.objects.search("บางพระ")]
    assert names == ["บางพระ", "บางพระการช่าง", "ศิลาบางพระ", "ศิลา"]


def test_between_equals_the_one_still_on_the_register_comes_first() -> None:
    register_all([_named("ธาราทอง", "1-1-1/51", status=Status.STRUCK_OFF), _named("ธาราทอง", "1-1-2/51")])
    assert [one.status for one in Facility.objects.search("ธาราทอง")] == ["operating", "struck_off"]


def test_the_spelling_as_typed_comes_before_one_that_sounds_the_same() -> None:
    register_all([_named("สมใจ", "1-1-1/51"), _named("ส้มใจ", "1-1-2/51")])
    assert first("ส้มใจ") == "ส้มใจ"


def test_a_number_is_found_among_a_thousand_that_contain_it() -> None:
    register_all(new_facility(licences=(NewLicence(f"จ3-9(1)-{number}/51ปจ"),)) for number in range(1000, 2000))
    register_all([_named("ตัวจริง", "3-9(1)-1/51")])
    assert first("3-9(1)-1/51") == "ตัวจริง"


def test_a_whole_name_is_found_among_hundreds_that_begin_with_it() -> None:
    register_all(_named(f"ธารา{'กขคงจฉชซดต'[number % 10]}{number}", f"1-1-{number}/51") for number in range(500))
    register_all([_named("ธารา", "1-2-1/51")])
    assert first("ธารา") == "ธารา"


@pytest.mark.usefixtures("register")
def test_words_that_tell_nothing_bring_up_anything() -> None:
    assert Facility.objects.search("บริษัท").count() == 5


@pytest.mark.usefixtures("register")
def test_a_search_keeps_within_what_was_chosen_before() -> None:
    assert [one.name_th for one in Facility.objects.filter(kind=Kind.MINE).search("21001")] == ["เหมืองหินงาม"]
    assert not Facility.objects.filter(kind=Kind.SME).search("21001")


@pytest.mark.usefixtures("register")
def test_everything_that_matches_is_more_than_the_best() -> None:
    assert {one.name_th for one in Facility.objects.matching("โรงสี")} == {"โรงสีข้าวรุ่งเรือง"}
    assert {one.name_th for one in Facility.objects.matching("โรงสีข้าวรุ่งเรอง")} == {"โรงสีข้าวรุ่งเรือง"}
    assert Facility.objects.matching("บริษัท").count() == 5
    assert not Facility.objects.matching("%")


@pytest.mark.usefixtures("register")
def test_a_search_takes_few_statements(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for text, most in (("รุ่งเรือง", 12), ("โรงสี ร่งเรือง", 16), ("3-9(1)-100/51", 10)):
        with django_assert_max_num_queries(most):
            list(Facility.objects.search(text))


@pytest.mark.usefixtures("register")
def test_the_search_box_leads_to_the_dossier() -> None:
    hit = next(hit for hit in find("รุ่งเรือง", Viewer()) if hit.kind == "facility")
    assert (hit.title, hit.layer, hit.place) == ("โรงสีข้าวรุ่งเรือง", "facilities", HERE)
    assert hit.url == f"/facilities/{hit.id}/"


def test_a_year_of_four_digits_in_the_register_is_found_by_two_and_the_own_province_leads() -> None:
    register_all([_named("ก", "จ3-9(6)-5001/2551ชบ"), _named("ข", "จ3-9(6)-5001/2551ปจ")])
    assert first("จ3-9(6)-5001/51ปจ") == "ข"
    assert Facility.objects.search("จ3-9(6)-5001/51ปจ")[0].score == 1.0  # type: ignore[attr-defined]
