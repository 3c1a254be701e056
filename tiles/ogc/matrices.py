"""The tile matrix set of our tiles: WebMercatorQuad of OGC Two Dimensional Tile Matrix Set 2.0 (17-083r4)."""

from typing import Any

from geo.crs import MERCATOR_HALF_WORLD_M

Json = dict[str, Any]

NAME = "WebMercatorQuad"
URI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
CRS = "http://www.opengis.net/def/crs/EPSG/0/3857"
TITLE = "Google Maps Compatible for the World"

MATRICES = 25
TILE_PX = 256
_PIXEL_M = 0.00028
"""Of the standard's rendering: what a scale denominator is about."""


def definition() -> Json:
    """As the standard's JSON schema has it."""
    return {
        "id": NAME,
        "title": TITLE,
        "uri": URI,
        "crs": CRS,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": [_matrix(zoom) for zoom in range(MATRICES)],
    }


def limits(first: int, last: int) -> list[Json]:
    """The whole world at these zooms: a tile without features is there, and empty."""
    return [
        {
            "tileMatrix": str(zoom),
            "minTileRow": 0,
            "maxTileRow": 2**zoom - 1,
            "minTileCol": 0,
            "maxTileCol": 2**zoom - 1,
        }
        for zoom in range(first, last + 1)
    ]


def _matrix(zoom: int) -> Json:
    cell_m = 2 * MERCATOR_HALF_WORLD_M / TILE_PX / 2**zoom
    return {
        "id": str(zoom),
        "scaleDenominator": cell_m / _PIXEL_M,
        "cellSize": cell_m,
        "pointOfOrigin": [-MERCATOR_HALF_WORLD_M, MERCATOR_HALF_WORLD_M],
        "cornerOfOrigin": "topLeft",
        "tileWidth": TILE_PX,
        "tileHeight": TILE_PX,
        "matrixWidth": 2**zoom,
        "matrixHeight": 2**zoom,
    }
