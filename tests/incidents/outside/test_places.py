"""Three spellings of a position, each read at its own door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import LonLat
from geo.errors import BadInput
from incidents.outside.places import of_numbers, of_pair, of_text

HERE = LonLat(101.5, 13.5)
LONS, LATS = st.floats(97, 106), st.floats(5, 21)


def test_two_fields_two_texts_and_one_text_are_the_same_place() -> None:
    assert of_numbers("101.5", 13.5) == of_pair(["101.5", "13.5"]) == of_text("101.5,13.5") == of_text(" 101.5 , 13.5")
    assert of_pair([101.5, 13.5]) == HERE


def test_nothing_and_the_null_island_are_no_place() -> None:
    assert of_numbers("", "") is of_numbers(None, None) is of_numbers(0, 0) is of_pair(None) is of_text("") is None


@pytest.mark.parametrize(
    ("read", "value"),
    [(of_pair, "101.5,13.5"), (of_pair, ["101.5"]), (of_pair, {}), (of_text, ["101.5", "13.5"]), (of_text, "101.5")],
)
def test_the_spelling_of_another_door_is_refused(read: object, value: object) -> None:
    with pytest.raises(BadInput):
        read(value)  # type: ignore[operator]


@pytest.mark.parametrize("lat", ["NaN", "91", "เหนือ", 10**400, True, [13.5]])
def test_a_number_that_is_none_is_refused(lat: object) -> None:
    with pytest.raises(BadInput):
        of_numbers(101.5, lat)


@given(LONS, LATS)
def test_every_spelling_of_a_place_reads_alike(lon: float, lat: float) -> None:
    place = LonLat(lon, lat)
    assert of_numbers(repr(lon), lat) == of_pair([repr(lon), repr(lat)]) == of_text(f"{lon!r},{lat!r}") == place
