"""Letters as MapLibre reads them."""

from typing import Any

import pytest

from tiles.glyphs import font
from tiles.glyphs.distances import BUFFER_PX, glyphs

pytestmark = pytest.mark.skipif(font._file("thai") is None, reason="the font is not built: script/bootstrap does it")


def read(message: bytes) -> dict[int, list[Any]]:
    """Fields of a protocol buffer by number."""
    found: dict[int, list[Any]] = {}
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        if key & 7 == 0:
            value, at = varint(message, at)
        else:
            length, at = varint(message, at)
            value, at = message[at : at + length], at + length
        found.setdefault(key >> 3, []).append(value)
    return found


def varint(message: bytes, at: int) -> tuple[int, int]:
    """A number and where the next one begins."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def letters(weight: str, first: int) -> dict[int, dict[int, list[Any]]]:
    """By code."""
    (stack,) = read(glyphs(weight, first))[1]
    found = [read(letter) for letter in read(stack).get(3, [])]
    return {letter[1][0]: letter for letter in found}


def signed(value: int) -> int:
    """Of a zigzag number."""
    return value >> 1 if value % 2 == 0 else -(value >> 1) - 1


@pytest.mark.parametrize(("first", "text"), [(0, "0123456789 Aagy"), (0x0E00, "กรุงเทพฯ์ำ"), (256, "ā"), (0x2000, "–")])
def test_the_letters_of_a_map_are_there(first: int, text: str) -> None:
    assert {ord(letter) for letter in text} <= set(letters("Regular", first))


def test_a_range_without_letters_is_empty_and_not_missing() -> None:
    assert letters("Regular", 0x4E00) == {}


def test_a_bitmap_is_as_large_as_said_with_room_around() -> None:
    for letter in letters("SemiBold", 0).values():
        width, height = letter[3][0], letter[4][0]
        if width and height:
            assert len(letter[2][0]) == (width + 2 * BUFFER_PX) * (height + 2 * BUFFER_PX)


def test_the_inside_of_a_letter_is_light_and_the_outside_dark() -> None:
    stroke = letters("Bold", 0)[ord("l")]
    width, bitmap = stroke[3][0] + 2 * BUFFER_PX, stroke[2][0]
    row = bitmap[len(bitmap) // 2 // width * width :][:width]
    assert max(row) > 192 > 128 > row[0]


def test_marks_above_do_not_move_the_next_letter() -> None:
    thai = letters("Regular", 0x0E00)
    assert thai[ord("่")][7] == [0]
    assert thai[ord("ก")][7][0] > 8
    assert signed(thai[ord("่")][6][0]) > signed(thai[ord("ก")][6][0])
