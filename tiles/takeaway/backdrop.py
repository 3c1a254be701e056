"""The lines of the areas under the file's symbols, as fine as its zoom shows them."""

from typing import Any

from geo.layers import Viewer, layers_for
from tiles.takeaway.contents import box_of, shape
from tiles.takeaway.view import View

_MOST = 1_500
_NAMES = ("neighbours", "areas")


def outlines(view: View, viewer: Viewer) -> dict[str, list[dict[str, Any]]]:
    """GeoJSON geometries in view by the name of the layer, the ground below first; none for a layer that is off."""
    known = {layer.name: layer for layer in layers_for(viewer)}
    found = {}
    for name in _NAMES:
        if name in known and name not in view.off:
            zoom = min(view.zoom, known[name].max_zoom)
            rows = known[name].rows_for_tile(viewer, zoom).filter(geometry__bboverlaps=box_of(view))
            found[name] = [shape(row["geometry"], view.zoom) for row in rows.order_by("id")[:_MOST]]
    return found
