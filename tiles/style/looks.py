"""From the signs of a layer to icons of the sprite, each with the condition under which a feature is drawn so.

Conditions are written in the few forms that QGIS reads too: `match` on one attribute, `==`, `all`, `has`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from geo.layers import Layer
from tiles.sprite.signs import Icon, drawn

Expression = list[Any]

SINGLE: Expression = ["!", ["has", "count"]]
"""True of a feature, false of an aggregate."""

_FROM_BELOW = ("hollow", "cross", "dotted", "dash", "bars", "half", "solid")
"""Where symbols touch, what works lies on top."""


@dataclass(frozen=True)
class Look:
    """An icon, its name for people who read the document, and what must hold of a feature."""

    icon: Icon
    name: str
    where: tuple[Any, ...]


def is_pin(layer: Layer) -> bool:
    """Whether its features are pins."""
    return any(sign.draw == "pin" for sign in layer.signs)


def looks(layer: Layer) -> list[Look]:
    """One per shape, fill and colour, bottom first; every feature fits exactly one."""
    plain = Icon("pin", colour="--report") if is_pin(layer) else Icon("circle")
    kinds = [list(_ways(layer, channel, getattr(plain, channel))) for channel in ("shape", "fill", "colour")]
    found = [_look(shape, fill, colour) for shape, fill, colour in product(*kinds)]
    return sorted(found, key=lambda look: _FROM_BELOW.index(look.icon.fill))


def marks(layer: Layer) -> list[Look]:
    """What is added to an icon where a sign says so."""
    colour = "--report" if is_pin(layer) else "--symbol"
    return [
        Look(Icon(colour=colour, mark=sign.draw), sign.draw, (_equals(sign.field, sign.value),))
        for sign in layer.signs
        if sign.channel == "mark"
    ]


def lies_under(icon: Icon) -> bool:
    """Whether a mark is drawn below the icon that it is added to."""
    return bool(icon.mark) and any(step.get("under") for step in drawn()["marks"][icon.mark])


def icons(layers: Iterable[Layer]) -> Iterator[Icon]:
    """All that these layers are drawn with."""
    for layer in layers:
        if layer.signs:
            yield from (look.icon for look in (*looks(layer), *marks(layer)))


@dataclass(frozen=True)
class _Way:
    draw: str
    where: tuple[Any, ...]


def _look(shape: _Way, fill: _Way, colour: _Way) -> Look:
    icon = Icon(shape.draw, fill.draw, colour.draw)
    return Look(icon, icon.name, (*shape.where, *fill.where, *colour.where))


def _ways(layer: Layer, channel: str, plain: str) -> Iterator[_Way]:
    """Each way of drawing that the signs of one channel know; the plain one is for whatever fits no other."""
    values: dict[str, dict[str, list[str]]] = {}
    for sign in layer.signs:
        if sign.channel == channel and not sign.field:
            plain = sign.draw
        elif sign.channel == channel:
            values.setdefault(sign.draw, {}).setdefault(sign.field, []).append(sign.value)
    values.pop(plain, None)
    for draw, wanted in values.items():
        yield _Way(draw, tuple(_among(field, some) for field, some in wanted.items()))
    yield _Way(plain, tuple(_not_among(field, some) for field, some in _together(values.values())))


def _together(wanted: Iterable[dict[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for one in wanted:
        for field, values in one.items():
            found.setdefault(field, []).extend(values)
    yield from found.items()


def _among(field: str, values: list[str]) -> Expression:
    return ["match", ["get", field], values, True, False]


def _not_among(field: str, values: list[str]) -> Expression:
    return ["match", ["get", field], values, False, True]


def _equals(field: str, value: str) -> Expression:
    """The values of signs are texts; an attribute that is true or false is so in the tile."""
    return ["==", ["get", field], {"true": True, "false": False}.get(value, value)]
