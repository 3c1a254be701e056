"""Letters as signed distances to their outline, in the protocol buffers that MapLibre and Mapbox read."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from scipy.ndimage import distance_transform_edt

from tiles.glyphs.font import FAMILY, FINE, Letter, letters

BUFFER_PX = 3
"""Room around each letter, as the format wants it."""

_REACH_PX, _CUTOFF = 8, 0.25
"""Shades run over eight pixels, a quarter of them outside the outline: what renderers expect."""

_ASCENT_PX = 26
"""Renderers count a letter's top from here, not from the line that it stands on."""


@lru_cache(maxsize=64)
def glyphs(weight: str, first: int) -> bytes:
    """256 codes from `first` on, of which the font may have few or none."""
    found = b"".join(_field(3, _glyph(letter)) for letter in letters(weight, first))
    name, codes = _field(1, f"{FAMILY} {weight}".encode()), _field(2, f"{first}-{first + 255}".encode())
    return _field(1, name + codes + found)


def _glyph(letter: Letter) -> bytes:
    width, height = -(-letter.width // FINE), -(-letter.height // FINE)
    numbers = [
        _number(1, letter.code),
        _field(2, _distances(letter, width, height)) if width and height else b"",
        _number(3, width),
        _number(4, height),
        _number(5, _zigzag(round(letter.left / FINE))),
        _number(6, _zigzag(round(letter.top / FINE) - _ASCENT_PX)),
        _number(7, round(letter.advance / FINE)),
    ]
    return b"".join(numbers)


def _distances(letter: Letter, width: int, height: int) -> bytes:
    inside = np.zeros(((height + 2 * BUFFER_PX) * FINE, (width + 2 * BUFFER_PX) * FINE), dtype=bool)
    mask = np.frombuffer(letter.mask, dtype=np.uint8).reshape(letter.height, letter.width) > 127
    at = BUFFER_PX * FINE
    inside[at : at + letter.height, at : at + letter.width] = mask
    signed = (distance_transform_edt(~inside) - distance_transform_edt(inside)) / FINE
    coarse = signed.reshape(inside.shape[0] // FINE, FINE, inside.shape[1] // FINE, FINE).mean(axis=(1, 3))
    shades = np.clip(255 * (1 - _CUTOFF - coarse / _REACH_PX), 0, 255)
    return shades.astype(np.uint8).tobytes()


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    return bytes(_groups(value))


def _groups(value: int) -> Iterator[int]:
    while value > 127:
        yield value & 127 | 128
        value >>= 7
    yield value
