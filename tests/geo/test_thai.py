"""One spelling for one word, whatever it was typed with."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import area_names, thai
from geo.models import Level

THAI = st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=30)


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = thai.tidy(text)
    assert thai.tidy(once) == once


@given(st.text(max_size=60))
def test_what_is_searched_has_no_blanks_and_no_thai_digits(text: str) -> None:
    form = thai.search_form(text)
    assert not any(letter.isspace() for letter in form)
    assert not set(form) & set("๐๑๒๓๔๕๖๗๘๙")


@given(THAI)
def test_composed_and_decomposed_spellings_are_one(text: str) -> None:
    assert thai.tidy(unicodedata.normalize("NFD", text)) == thai.tidy(text)


@given(THAI)
def test_invisible_marks_do_not_count(text: str) -> None:
    assert thai.search_form("\u200b".join(text)) == thai.search_form(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ห้างหุุ้นส่วน", "ห้างหุ้นส่วน"),
        ("น\u0e4d\u0e32", "นำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        (" โรง\u200bงาน  ไม้ ", "โรงงาน ไม้"),
        ("โรง\0งาน\ud800", "โรงงาน"),
    ],
)
def test_common_damage_is_mended(written: str, meant: str) -> None:
    assert thai.tidy(written) == meant


def test_dates_are_buddhist() -> None:
    assert thai.buddhist_date(date(2025, 3, 12)) == "12 มี.ค. 2568"


@pytest.mark.parametrize(
    ("written", "bare", "level"),
    [
        ("จ.ปราจีนบุรี", "ปราจีนบุรี", Level.PROVINCE),
        ("อำเภอ ศรีมหาโพธิ", "ศรีมหาโพธิ", Level.DISTRICT),
        ("เขตดุสิต", "ดุสิต", Level.DISTRICT),
        ("ต. ท่าตูม", "ท่าตูม", Level.SUBDISTRICT),
        ("อ่างทอง", "อ่างทอง", None),
        ("Ko Pha-ngan", "kophangan", None),
    ],
)
def test_the_leading_word_of_a_name_says_its_level(written: str, bare: str, level: Level | None) -> None:
    assert (area_names.bare(written), area_names.level_said(written)) == (bare, level)
