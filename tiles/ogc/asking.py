"""What a request asks of tiles, in the words of the standard and in ours."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from geo.errors import BadInput, NotFound
from geo.layers import Layer, Viewer, layers_for
from geo.ogc import times
from tiles.grid import TileCoord
from tiles.ogc import matrices
from tiles.question import Question, parameters, parse

Pairs = list[tuple[str, str]]

OWN = ("f", "datetime", "collections")
"""Parameters of the standard; the others are the layer's filters."""


def questions(request: HttpRequest, layers: Sequence[Layer], viewer: Viewer) -> list[tuple[Layer, Question]]:
    """Of each layer what it understands. Raises `BadInput` for a parameter that none of them knows."""
    said = [(name, value) for name, values in request.GET.lists() for value in map(str, values)]
    own = [(name, value) for name, value in said if name not in OWN]
    known = {layer.name: parameters(layer, viewer) for layer in layers}
    for name, value in own:
        if not any(name in names for names in known.values()):
            there_are = ", ".join(sorted({*OWN, *(name for names in known.values() for name in names)}))
            rule = _("There is no such parameter here; there are %(names)s") % {"names": there_are}
            raise BadInput(rule, field=name, value=value)
    days = list(_days(request.GET.get("datetime", "")))
    return [(layer, _question(layer, viewer, own, days, known[layer.name])) for layer in layers]


def place(matrix_set: str, matrix: str, row: str, col: str, layers: Sequence[Layer]) -> TileCoord:
    """The tile. Raises `NotFound` for another matrix set or a zoom that none of the layers has, else `BadInput`."""
    check(matrix_set)
    coord = TileCoord.parse(matrix, col, row)
    if not any(layer.min_zoom <= coord.z <= layer.max_zoom for layer in layers):
        raise NotFound(_("These tiles do not reach to this tile matrix"), field="tileMatrix", value=matrix)
    return coord


def check(matrix_set: str) -> None:
    """Raises `NotFound` for another tile matrix set than ours."""
    if matrix_set != matrices.NAME:
        rule = _("The tile matrix set here is %(name)s") % {"name": matrices.NAME}
        raise NotFound(rule, field="tileMatrixSetId", value=matrix_set)


def collections(request: HttpRequest, viewer: Viewer) -> list[Layer]:
    """Those that the dataset's tiles are to hold: all, or those named. Raises `BadInput` for an unknown name."""
    layers = {layer.name: layer for layer in layers_for(viewer)}
    asked = request.GET.get("collections")
    if asked is None:
        return list(layers.values())
    names = list(dict.fromkeys(asked.split(",")))
    for name in names:
        if name not in layers:
            rule = _("collections are among %(names)s") % {"names": ", ".join(layers)}
            raise BadInput(rule, field="collections", value=name)
    return [layer for name, layer in layers.items() if name in names]


def _question(layer: Layer, viewer: Viewer, own: Pairs, days: Pairs, known: set[str]) -> Question:
    return parse(layer, viewer, [(name, value) for name, value in (*own, *days) if name in known])


def _days(text: str) -> Iterator[tuple[str, str]]:
    """What tiles know of time is the day in Thailand, so a moment means the day that it lies in.

    A layer without a time, or whose time this viewer may not know, is not asked: as the standard wants it, its
    features are of any time.
    """
    if not text:
        return
    period = times.period(text)
    times.check_order(period, "datetime", text)
    for name, end in (("from", period.start), ("to", period.end)):
        if end is not None:
            yield name, _day(end).isoformat()


def _day(end: date | datetime) -> date:
    return end.astimezone(times.BANGKOK).date() if isinstance(end, datetime) else end
