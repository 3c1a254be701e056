"""Registration numbers in every writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.provinces import PROVINCES
from facilities.registration import luhn_digit, parse
from facilities.registration_accord import agree, in_accord
from facilities.registration_words import FORMS, PROBLEMS, explain


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("จ3-9(6)-100/51ปจ", "old", ("pio", 3, 9, 6, 100, 2551, "25")),
        ("3-10(1)-1/51", "old", ("diw", 3, 10, 1, 1, 2551, "10")),
        ("1 - 10 - 1 / 2560", "old", ("diw", 1, 10, None, 1, 2560, "10")),
        ("ข๓-๘๘(๒)-๒/๔๐ปจ", "old", ("", 3, 88, 2, 2, 2540, "25")),
        ("น.47(3)-1/2548-นอต.", "ieat", ("ieat", None, 47, 3, 1, 2548, "")),
        ("2-61-0-301-00065-2567", "ieat", ("ieat", None, None, None, 65, 2567, "")),
        ('="  06302307522"', "eleven", ("", 3, 63, 2, 75, 2522, "")),
        ("06406304517", "eleven", ("", 3, 64, 6, 45, 2517, "")),
        ("31871/16229", "concession", ("dpim", None, None, None, 16229, None, "")),
        ("มผช. 12/2560", "certificate", ("tisi", None, None, None, None, None, "")),
        ("ท1234-56/789", "certificate", ("tisi", None, None, None, None, None, "")),
    ],
)
def test_every_form_is_read(text: str, form: str, expected: tuple[object, ...]) -> None:
    number = parse(text)
    assert number.form == form
    assert expected == (
        number.issuer,
        number.factory_class,
        number.type_code,
        number.sub_item,
        number.running,
        number.year_be,
        number.province_code,
    )


def test_the_14_digit_number_gives_issuer_province_and_year() -> None:
    number = parse('="10180000125417"')
    assert (number.form, number.issuer, number.province_code, number.running, number.year_be) == (
        "fourteen", "diw", "18", 1, 2541,
    )  # fmt: skip
    assert number.problems == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("10180000125418", "check_digit"),
        ("3-9(6)-100/51ฮฮ", "province_unknown"),
        ("3-108-1/51ปจ", "type_unknown"),
        ("1 - 10 - 1 / 2017", "year_implausible"),
        ("06406304517", "no_province"),
        ("", "empty"),
        ("ไม่มี", "not_recognised"),
        ("9" * 81, "too_long"),
    ],
)
def test_what_is_wrong_is_named(text: str, problem: str) -> None:
    assert problem in parse(text).problems


@pytest.mark.parametrize(
    "text", ["จ3-9(6)-100/51ปจ", " จ 3-9 (6) - 100/51 ปจ", '="จ3-9(6)-100/51ปจ"', "จ๓–๙（๖）－๑๐๐/๕๑ปจ"]
)
def test_one_number_has_one_canonical_writing(text: str) -> None:
    assert parse(text).canonical == "จ3-9(6)-100/51ปจ"


@pytest.mark.parametrize(("digits", "check"), [("1018000012541", 7), ("7992739871", 3), ("0", 0)])
def test_the_check_digit_is_luhns(digits: str, check: int) -> None:
    assert luhn_digit(digits) == check


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    number = parse(text)
    assert number.form in FORMS
    assert set(number.problems) <= set(PROBLEMS)
    assert len(number.canonical) <= 80
    explain(number)


@given(
    st.sampled_from(["", "จ", "ข", "ศ"]),
    st.integers(1, 3),
    st.integers(1, 107),
    st.none() | st.integers(1, 20),
    st.integers(1, 99999),
    st.integers(0, 69),
    st.sampled_from(PROVINCES),
)
def test_old_numbers_survive_writing_and_reading(
    prefix, factory_class, type_code, sub, running, year, province
) -> None:  # type: ignore[no-untyped-def]
    suffix = "" if province.code == "10" else province.abbr
    text = f"{prefix}{factory_class}-{type_code}{f'({sub})' if sub else ''}-{running}/{year:02d}{suffix}"
    number = parse(text)
    read = (number.prefix, number.factory_class, number.type_code, number.sub_item, number.running)
    assert read == (prefix, factory_class, type_code, sub, running)
    assert (number.year_be, number.province_code, number.problems) == (2500 + year, province.code, ())


@given(st.text(max_size=60))
def test_canonical_is_a_fixed_point(text: str) -> None:
    once = parse(text)
    assert parse(once.canonical).canonical == once.canonical


def test_the_explanation_names_every_part_in_both_languages() -> None:
    parts = explain(parse("จ3-9(6)-100/51ปจ"))
    assert [part.text for part in parts] == ["จ", "3", "9(6)", "100", "2551", "ปจ"]
    assert parts[0].meaning.said("en") == "Issued by the provincial industry office"
    assert parts[-1].meaning.said("th") == "ปราจีนบุรี"


@pytest.mark.parametrize(
    ("old", "fourteen", "eleven", "problems"),
    [
        ("3-9(6)-1/41ชน", "10180000125417", "00906300141", ()),
        ("จ3-9(6)-1/41ชน", "10180000125417", "", ("fourteen_issuer_differs",)),
        ("3-9(6)-1/41ปจ", "10180000125417", "", ("fourteen_province_differs",)),
        ("3-9(6)-1/42ชน", "10180000125417", "", ("fourteen_year_differs",)),
        ("ข3-9(6)-1/41ชน", "10180000125417", "", ()),
        ("3-64(6)-45/17ชน", "", "06406304517", ()),
        ("2-64(6)-45/17ชน", "", "06406304517", ("eleven_class_differs",)),
        ("3-64(5)-45/17ชน", "", "06406304517", ("eleven_type_differs",)),
        ("3-64(6)-45/18ชน", "", "06406304517", ("eleven_year_differs",)),
        ("3-64(6)-46/17ชน", "", "06406304517", ("eleven_running_differs",)),
        ("3-64(6)-1045/17ชน", "", "06406304517", ()),
        ("น.47(3)-1/2548-นอต.", "10180000125417", "", ("fourteen_issuer_differs", "fourteen_year_differs")),
    ],
)
def test_writings_of_one_registration_agree_or_say_in_what_not(
    old: str, fourteen: str, eleven: str, problems: tuple[str, ...]
) -> None:
    numbers = [parse(text) if text else None for text in (fourteen, eleven)]
    assert agree(parse(old), *numbers) == problems
    assert set(problems) <= set(PROBLEMS)
    assert not (in_accord(parse(old), fourteen, eleven) and problems)


@given(
    st.sampled_from(["", "จ", "ข", "ศ", "ก"]),
    st.integers(1, 3),
    st.integers(1, 107),
    st.integers(0, 20),
    st.integers(1, 99999),
    st.integers(13, 68),
    st.sampled_from(PROVINCES),
    st.integers(0, 15),
)
def test_the_quick_yes_never_hides_a_disagreement(
    prefix, factory_class, type_code, sub, running, year, province, damaged
) -> None:  # type: ignore[no-untyped-def]
    suffix = "" if province.code == "10" else province.abbr
    old = parse(f"{prefix}{factory_class}-{type_code}{f'({sub})' if sub else ''}-{running}/{year:02d}{suffix}")
    issuer = {"": "1", "ศ": "0"}.get(prefix, "2")
    thirteen = f"{issuer}0{province.code}{running:05d}{2500 + year}"
    fourteen = f"{thirteen}{luhn_digit(thirteen)}"
    eleven = f"{type_code:03d}{sub:02d}{factory_class}{running % 1000:03d}{year:02d}"
    assert in_accord(old, fourteen, eleven)
    assert agree(old, parse(fourteen), parse(eleven)) == ()
    if damaged < 14:
        spoilt = fourteen[:damaged] + str((int(fourteen[damaged]) + 1) % 10) + fourteen[damaged + 1 :]
        assert not in_accord(old, spoilt, eleven)


@pytest.mark.parametrize(
    ("number", "year_be", "province_code", "issuer"),
    [("10390001225278", 2527, "39", "diw"), ("10180000125417", 2541, "18", "diw")],
)
def test_the_quoted_numbers_hold_in_every_part(number: str, year_be: int, province_code: str, issuer: str) -> None:
    read = parse(f'="{number}"')
    assert (read.year_be, read.province_code, read.issuer, read.problems) == (year_be, province_code, issuer, ())


@pytest.mark.parametrize("prefix", ["ก", "ข", "จ", "ศ", "ส", "อ"])
def test_every_prefix_is_explained_with_its_certainty(prefix: str) -> None:
    meaning = explain(parse(f"{prefix}3-9(6)-1/51ปจ"))[0].meaning
    certain = {"จ": True, "ข": True}.get(prefix, False)
    assert ("Probably" in meaning.en or "not published" in meaning.en) is not certain
