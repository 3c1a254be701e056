"""The sprite: every sign of every layer on one sheet, and the index that says where each one is."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image

from tiles.palette import Scheme, palette
from tiles.sprite.paint import image
from tiles.sprite.signs import Icon, half, inks

ACROSS = 12
"""Icons of a row."""


@dataclass(frozen=True)
class Sheet:
    """`index` is as the style specification has it, in the sheet's own pixels."""

    png: bytes
    index: dict[str, dict[str, Any]]


@lru_cache(maxsize=8)
def sheet(icons: tuple[Icon, ...], scheme: Scheme, ratio: int) -> Sheet:
    """In the order given, in rows as high as the highest of them. `ratio` is pixels of the sheet to the CSS pixel."""
    colours = palette(scheme)
    cell = 2 * ratio * max(map(half, icons), default=0)
    rows = -(-len(icons) // ACROSS)
    drawn = Image.new("RGBA", (max(cell, 1) * min(len(icons), ACROSS) or 1, max(cell * rows, 1)))
    index = {}
    for number, icon in enumerate(icons):
        one = image(inks(icon, colours), half(icon), ratio)
        x, y = cell * (number % ACROSS), cell * (number // ACROSS)
        drawn.paste(one, (x, y))
        index[icon.name] = {"x": x, "y": y, "width": one.width, "height": one.height, "pixelRatio": ratio}
    return Sheet(_png(drawn), index)


def ordered(icons: Iterable[Icon]) -> tuple[Icon, ...]:
    """Each once, in an order that depends on nothing else."""
    return tuple(sorted(set(icons)))


def _png(drawn: Image.Image) -> bytes:
    file = io.BytesIO()
    drawn.save(file, "PNG", optimize=True)
    return file.getvalue()
