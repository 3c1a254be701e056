"""Likely misspellings are one in the form that is searched."""

import pytest

from facilities.search_text import bare, compose, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("รุ่งเรือง", "รุ่งเรื่อง"),
        ("น้ำแข็ง", "นํ้าแข็ง"),
        ("น้ำแข็ง", "นำ้แข็ง"),
        ("ห้างหุ้นส่วน", "ห้างหุุ้นส่วน"),
        ("แปดริ้ว", "เเปดริ้ว"),
        ("กบินทร์บุรี", "กบิณทร์บุรี"),
        ("ศิลป์ชัย", "สิลปชัย"),
        ("โรงสี ข้าว", "โรงสี\u200bข้าว"),
        ("๙๙/๙", "99/9"),
        ("เอ.พี.เอ็ม. (1999)", "เอพีเอ็ม 1999"),
        ("Thai Rubber", "thairubber"),
        ("ใบ", "ไบ"),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_these_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ข้าว", "ขาว ดำ"), ("99/9", "999"), ("สี", "สิ")])
def test_these_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("letter", [chr(code) for code in (*range(0x80), *range(0xE00, 0xE5C), 0xA0)])
def test_the_quick_and_the_slow_way_agree(letter: str) -> None:
    assert fold(f"ก{letter}ข") == fold(f"ก{letter}ขé").removesuffix("é")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("บริษัท ธารา จำกัด", "ทารา"),
        ("บริษัท ธารา จำกัด (มหาชน)", "ทารา"),
        ("ห้างหุ้นส่วนจำกัด ธารา", "ทารา"),
        ("หจก.ธารา", "ทารา"),
        ("Thara Co., Ltd.", "thara"),
        ("Thara Public Company Limited", "thara"),
        ("โรงงานธารา", "ทารา"),
        ("บริษัท", "บริสัท"),
    ],
)
def test_legal_forms_go_from_names(name: str, left: str) -> None:
    assert bare(fold(name)) == left


def test_names_and_places_come_once_each_between_blanks() -> None:
    text = compose(["โรงงานธารา", "", "บริษัท ธารา จำกัด"], ["1/2 หมู่ 3", "ท่าตูม", "ท่าตูม", ""])
    assert text == " ทารา \n 1/2หมู3 ทาตูม "


def test_a_facility_of_nothing_has_an_empty_text() -> None:
    assert compose([], []).split() == []
