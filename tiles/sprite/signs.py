"""Signs as ink: the reading of `geo/web/map/signs.json` that `geo/web/map/signs.js` does in the browser."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import shapely
from django.conf import settings
from shapely.geometry.base import BaseGeometry

from tiles.sprite.ink import Ink, filled, scaled, stroked

Json = dict[str, Any]

_FILE = settings.BASE_DIR / "geo" / "web" / "map" / "signs.json"


@dataclass(frozen=True, order=True)
class Icon:
    """A shape with its fill and colour, or with `mark` only what is added to one; colours are design tokens."""

    shape: str = ""
    fill: str = "solid"
    colour: str = "--symbol"
    mark: str = ""

    @property
    def name(self) -> str:
        """Its name in the sprite."""
        parts = ("mark", self.mark) if self.mark else (self.shape, self.fill)
        return ".".join((*parts, self.colour.removeprefix("--")))


@cache
def drawn() -> Json:
    """The data."""
    found: Json = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def half(icon: Icon) -> int:
    """CSS pixels from its place to the edge of its square; a mark's square has room for those of tall shapes."""
    tall = max(map(_tall, drawn()["shapes"])) if icon.mark else _tall(icon.shape)
    return math.ceil(float(drawn()["radius"]) * tall + float(drawn()["margin"]))


def inks(icon: Icon, colours: Mapping[str, str]) -> Iterator[Ink]:
    """Bottom first. Raises `KeyError` for a sign that is not drawn anywhere."""
    named = {**colours, "colour": colours[icon.colour]}
    for step in _steps(icon):
        yield Ink(_ground(step, icon, drawn()["radius"]), named[step.get("fill") or step["stroke"]])


def _tall(shape: str) -> float:
    return float(drawn()["shapes"][shape].get("tall", 1))


def _steps(icon: Icon) -> list[Json]:
    if icon.mark:
        marks: list[Json] = drawn()["marks"][icon.mark]
        return marks
    shape = drawn()["shapes"][icon.shape]
    steps = [drawn()["steps"][step] if isinstance(step, str) else step for step in shape["steps"]]
    return [{"path": shape["path"], **step} for step in steps]


def _ground(step: Json, icon: Icon, radius: float) -> BaseGeometry:
    size = 1.0 if step.get("pixels") else radius * step.get("scale", 1) + step.get("grow", 0)
    x, y = (part * radius for part in step.get("at", (0, 0)))
    if step.get("by_fill"):
        return _partly(step["path"], drawn()["fills"][icon.fill], size)
    if "fill" in step:
        return scaled(filled(step["path"]), size, x, y)
    dash = step.get("dash_pixels") or [part * radius for part in step.get("dash", ())]
    return scaled(stroked(step["path"], size, step["width"], dash), 1, x, y)


def _partly(path: str, fill: Json, size: float) -> BaseGeometry:
    shape = scaled(filled(path), size)
    if "path" in fill:
        return shape & scaled(filled(fill["path"]), size)
    if "lines" in fill:
        return shape & stroked(fill["lines"], size, max(fill["width"] * size, fill["least"]))
    return shapely.Polygon()
