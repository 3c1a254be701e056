"""What is typed is taken apart into a whole, words and a number."""

import pytest

from facilities.search_query import Query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("โรงสี กบินทร์", ["โรงสี", "กบินทร"]),
        ("น้ำแข็ง จ.ชลบุรี", ["นำแขง", "ชลบุรี"]),
        ("น้ำแข็ง จังหวัดชลบุรี", ["นำแขง", "ชลบุรี"]),
        ("บริษัท ธารา จำกัด", ["ทารา"]),
        ("Thara Co., Ltd.", ["thara"]),
        ("ธารา - ธารา", ["ทารา"]),
    ],
)
def test_words_are_what_tells(text: str, words: list[str]) -> None:
    assert [word[0] for word in Query.read(text).words] == words


def test_an_english_province_may_stand_for_its_thai_name() -> None:
    assert Query.read("ice Chon Buri").words == (("ice",), ("chonburi", "ชลบุรี"))


@pytest.mark.parametrize("text", ["บริษัท", "บริษัท จำกัด", "โรงงาน", "co ltd", "บริษ"])
def test_some_words_tell_nothing(text: str) -> None:
    assert Query.read(text).common


@pytest.mark.parametrize("text", ["", "  ", "%", "_" * 300, "-/-", "\u200b", "์"])
def test_without_a_letter_there_is_nothing_to_look_for(text: str) -> None:
    assert Query.read(text).empty


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("จ3-9(1)-100/51ปจ", "39110051"),
        ("3 - 9 (1) - 100 / 51", "39110051"),
        ("๓-๙(๑)-๑๐๐/๕๑", "39110051"),
        ('="10180000125417"', "10180000125417"),
        ("น.47(3)-1/2548-นอต.", "47312548"),
        ("โรงสี", ""),
        ("ถนนมิตรภาพ 12", ""),
    ],
)
def test_a_number_is_read_by_its_digits(text: str, digits: str) -> None:
    assert Query.read(text).digits == digits


def test_an_eleven_digit_key_stands_for_an_old_number() -> None:
    assert Query.read("06406304517").other_digits == ("36464517", "3646452517")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("จ3-9(6)-5001/2551ปจ", "จ3-9(6)-5001/51ปจ"),
        ("จ3-9(6)-5001/๕๑ปจ", "จ3-9(6)-5001/2551ปจ"),
        ("3-9(6)-5001/51", "3-9(6)-5001/2551"),
        ("21001/15002", ""),
        ("10180000125417", ""),
    ],
)
def test_the_year_of_a_number_is_read_in_two_digits_and_in_four(text: str, other: str) -> None:
    assert Query.read(text).other_canonical == other
