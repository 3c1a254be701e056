"""Tracking codes."""

import random

import pytest

from incidents.tracking import ALPHABET, new_code, parse_code

CODE = new_code(random.Random(7).choice)


def test_a_code_holds_no_sign_that_is_read_for_another() -> None:
    signs = "".join(new_code() for _ in range(300)).replace("PU-", "").replace("-", "")
    assert set(signs) <= set(ALPHABET)
    assert not set("0O1IL") & set(ALPHABET)


def test_the_same_seed_gives_the_same_code() -> None:
    assert new_code(random.Random(7).choice) == CODE


@pytest.mark.parametrize(
    "typed", [CODE, CODE.lower(), CODE.replace("-", ""), f"  {CODE.replace('-', ' ')} ", CODE.replace("-", "–")]
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_code(typed) == CODE


def test_thai_digits_are_read() -> None:
    code = next(code for code in iter(new_code, "") if "5" in code)
    assert parse_code(code.replace("5", "๕")) == code


def test_every_single_wrong_sign_is_noticed() -> None:
    places = [place for place in range(3, len(CODE)) if CODE[place] != "-"]
    wrong = [CODE[:p] + sign + CODE[p + 1 :] for p in places for sign in ALPHABET if sign != CODE[p]]
    assert len(wrong) == 8 * 30
    assert all(parse_code(code) is None for code in wrong)


def test_every_swap_of_neighbours_is_noticed() -> None:
    signs = CODE.replace("-", "")[2:]
    swapped = [signs[:i] + signs[i + 1] + signs[i] + signs[i + 2 :] for i in range(7) if signs[i] != signs[i + 1]]
    assert all(parse_code(f"PU{code}") is None for code in swapped)


@pytest.mark.parametrize(
    "typed", ["", "PU-", "PU-OOOO-IIII", "13.5,101.5", "จ3-9(6)-100/51ปจ", "PU-2222-22222", "x" * 5000]
)
def test_other_texts_are_no_code(typed: str) -> None:
    assert parse_code(typed) is None
