"""Small archives of base maps: one colour, or one square of land."""

import io
from pathlib import Path

import mapbox_vector_tile
from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

LAST_ZOOM = 2


def an_archive(file: Path, *, vector: bool = False) -> Path:
    """Tiles of the whole world up to zoom 2: PNG, or vector tiles of the Protomaps scheme."""
    tile = _land() if vector else _colour()
    kind = TileType.MVT if vector else TileType.PNG
    with write(str(file)) as archive:
        for z in range(LAST_ZOOM + 1):
            for x in range(2**z):
                for y in range(2**z):
                    archive.write_tile(zxy_to_tileid(z, x, y), tile)
        archive.finalize({**_about(), "tile_type": kind}, {"attribution": ""})
    return file


def _about() -> dict[str, object]:
    box = {"min_lon_e7": -1800000000, "min_lat_e7": -850000000, "max_lon_e7": 1800000000, "max_lat_e7": 850000000}
    centre = {"center_zoom": 1, "center_lon_e7": 0, "center_lat_e7": 0}
    return {**box, **centre, "min_zoom": 0, "max_zoom": LAST_ZOOM, "tile_compression": Compression.NONE}


def _colour() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (256, 256), (40, 120, 60)).save(file, "PNG")
    return file.getvalue()


def _land() -> bytes:
    square = "POLYGON((0 0, 0 4096, 4096 4096, 4096 0, 0 0))"
    layer = {"name": "earth", "features": [{"geometry": square, "properties": {"kind": "earth"}}]}
    return bytes(mapbox_vector_tile.encode([layer]))
