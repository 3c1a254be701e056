"""What a filter may speak of: the properties of one layer that one viewer is told of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import Polygon
from django.db.models import Q

from geo.layers import Layer, Property, Viewer
from geo.ogc.cql2.refusal import refused
from geo.ogc.crs import CRS84, Crs

GEOMETRY = "geometry"
IDENTIFIER = Property("id", "id", "integer")


@dataclass(frozen=True)
class Scope:
    """`crs` is that of the coordinates in the filter. `overlapping` as in `geo.layers.Layer`, for this viewer."""

    properties: Mapping[str, Property]
    crs: Crs = CRS84
    overlapping: Callable[[Polygon], Q] | None = None

    @classmethod
    def of(cls, layer: Layer, viewer: Viewer, crs: Crs = CRS84) -> "Scope":
        """For one viewer of one layer."""
        told = {known.name: known for known in (IDENTIFIER, *layer.properties_for(viewer)) if known.queryable}
        overlapping = layer.overlapping
        if overlapping is None:
            return cls(told, crs)
        return cls(told, crs, lambda box: overlapping(viewer, box))

    def known(self, name: Any) -> Property:
        """The property of that name. Raises `BadInput` naming those there are."""
        found = self.properties.get(name) if isinstance(name, str) else None
        if found is None:
            raise refused(f"The queryable properties are {', '.join(self.properties)} and {GEOMETRY}", name)
        return found

    def is_list(self, node: Any) -> bool:
        """Whether it names a property that is a list."""
        return isinstance(node, dict) and "property" in node and self.known(node["property"]).type == "list"


def operation(node: Any) -> tuple[str, list[Any]] | None:
    """The name and the arguments of an operation; None for another node."""
    if not isinstance(node, dict) or "op" not in node:
        return None
    op, args = node["op"], node.get("args")
    if not isinstance(op, str) or not isinstance(args, list):
        raise refused("An operation is an object with the text `op` and the list `args`", node)
    return op, args


def exactly(count: int, op: str, args: list[Any]) -> list[Any]:
    """The arguments, if they are so many."""
    if len(args) != count:
        raise refused(f"{op} takes {count} arguments, not {len(args)}", op)
    return args
