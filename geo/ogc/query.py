"""What a request for features asks: parsed once, refused where it breaks a rule."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from geo.errors import BadInput
from geo.layers import Layer, Property, Viewer
from geo.ogc import boxes, crs, times
from geo.ogc.cql2 import spatial, tree
from geo.ogc.cql2.conditions import condition
from geo.ogc.cql2.scope import Scope
from geo.ogc.crs import CRS84, Crs

LIMIT, MOST = 100, 10_000
"""Features of a page: unless asked otherwise, and at most."""

PARAMETERS = (
    *("f", "limit", "after", "bbox", "bbox-crs", "crs", "datetime"),
    *("filter", "filter-lang", "filter-crs", "count"),
)
"""Those that mean the same in every collection; the others are properties."""

Asked = dict[str, str]

_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)


@dataclass(frozen=True)
class Query:
    """`after` is the id of the last feature of the page before.

    `count`: the number of all features that fit is wanted, whatever it costs.
    """

    where: Q
    crs: Crs = CRS84
    limit: int = LIMIT
    after: int | None = None
    count: bool = False

    @classmethod
    def parse(cls, query: QueryDict, layer: Layer, viewer: Viewer) -> "Query":
        """Raises `BadInput` naming the parameter, its value and the rule."""
        asked = _once_each(query)
        scope = Scope.of(layer, viewer)
        where = Q(*(_equal(name, asked[name], scope) for name in asked if name not in PARAMETERS))
        if "bbox" in asked:
            where &= spatial.within_box(boxes.parse(asked["bbox"], _crs(asked, "bbox-crs")), scope)
        if "datetime" in asked:
            where &= _at(asked["datetime"], layer, scope)
        if "filter" in asked:
            where &= _filter(asked, layer, viewer)
        after = _whole(asked, "after") if "after" in asked else None
        return cls(where, _crs(asked, "crs"), _limit(asked), after, _counted(asked))


def _once_each(query: QueryDict) -> Asked:
    for name, values in query.lists():
        if len(values) > 1:
            raise BadInput(f"{name} may be given once", field=name, value=",".join(map(str, values)))
    asked = {name: str(value) for name, value in query.items()}
    for name in ("bbox-crs", "filter-crs", "filter-lang"):
        _known_value(asked, name)
    return asked


def _known_value(asked: Asked, name: str) -> None:
    """Also where it has nothing to act on: a misspelt value must not pass because it did not matter."""
    if name == "filter-lang":
        if asked.get(name, "cql2-text") not in tree.LANGUAGES:
            raise BadInput(f"{name} is one of {', '.join(tree.LANGUAGES)}", field=name, value=asked[name])
    else:
        _crs(asked, name)


def _crs(asked: Asked, name: str) -> Crs:
    return crs.named(asked[name], name) if name in asked else CRS84


def _limit(asked: Asked) -> int:
    """As the standard wants it, more than we give is no mistake: it is our most that counts then."""
    if "limit" not in asked:
        return LIMIT
    if not _WHOLE.fullmatch(asked["limit"]) or int(asked["limit"]) < 1:
        raise BadInput(f"limit is a whole number from 1 to {MOST:,}", field="limit", value=asked["limit"])
    return min(int(asked["limit"]), MOST)


def _whole(asked: Asked, name: str) -> int:
    if not _WHOLE.fullmatch(asked[name]):
        raise BadInput(f"{name} is a whole number", field=name, value=asked[name])
    return int(asked[name])


def _counted(asked: Asked) -> bool:
    if asked.get("count", "exact") != "exact":
        raise BadInput("count is exact, or left out", field="count", value=asked["count"])
    return "count" in asked


def _filter(asked: Asked, layer: Layer, viewer: Viewer) -> Q:
    scope = Scope.of(layer, viewer, _crs(asked, "filter-crs"))
    return condition(tree.read(asked["filter"], asked.get("filter-lang", "cql2-text")), scope)


def _at(text: str, layer: Layer, scope: Scope) -> Q:
    """As the standard wants it, features without a time are of any time."""
    period = times.as_moments(times.period(text))
    if layer.time not in scope.properties:
        return Q()
    ends = [".." if end is None else end.isoformat() for end in (period.start, period.end)]
    node = {"op": "t_intersects", "args": [{"property": layer.time}, {"interval": ends}]}
    return condition(node, scope)


def _equal(name: str, text: str, scope: Scope) -> Q:
    known = scope.properties.get(name)
    if known is None:
        there_are = ", ".join((*PARAMETERS, *scope.properties))
        raise BadInput(f"There is no such parameter here; there are {there_are}", field=name, value=text)
    op = "a_contains" if known.type == "list" else "="
    return condition({"op": op, "args": [{"property": name}, _literal(known, text)]}, scope)


def _literal(known: Property, text: str) -> Any:
    """The value of a parameter as a literal of the property's type."""
    if known.type in ("number", "integer"):
        try:
            return float(text) if "_" not in text else float("nan")
        except ValueError:
            raise BadInput(f"{known.name} is a number", field=known.name, value=text) from None
    if known.type == "boolean":
        # GDAL has no truth values and writes 1 and 0.
        if text not in ("true", "false", "1", "0"):
            raise BadInput(f"{known.name} is true or false", field=known.name, value=text)
        return text in ("true", "1")
    if known.type == "list":
        return [text]
    return {"date": text} if known.type == "date" else {"timestamp": text} if known.type == "date-time" else text
