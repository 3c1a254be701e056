"""Signs as pixels."""

from collections.abc import Iterable

import shapely
from PIL import Image, ImageColor, ImageDraw
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from tiles.sprite.ink import Ink, scaled

_FINE = 8
"""Pixels are drawn so many times finer, for smooth edges."""


def image(inks: Iterable[Ink], half: int, ratio: int) -> Image.Image:
    """A square of `2 * half` CSS pixels with the place in its middle, see-through where nothing is drawn."""
    side = 2 * half * ratio
    drawn = Image.new("RGBA", (side, side))
    for ink in inks:
        layer = Image.new("RGBA", drawn.size, ImageColor.getrgb(ink.colour))
        layer.putalpha(_mask(scaled(ink.ground, ratio * _FINE, half * ratio * _FINE, half * ratio * _FINE), side))
        drawn = Image.alpha_composite(drawn, layer)
    return drawn


def _mask(ground: BaseGeometry, side: int) -> Image.Image:
    mask = Image.new("L", (side * _FINE, side * _FINE))
    draw = ImageDraw.Draw(mask)
    for part in shapely.get_parts(ground):
        if isinstance(part, Polygon) and not part.is_empty:
            draw.polygon(list(part.exterior.coords), fill=255)
            for hole in part.interiors:
                draw.polygon(list(hole.coords), fill=0)
    return mask.reduce(_FINE)
