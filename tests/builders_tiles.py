"""Decoded tiles."""

from typing import Any
from urllib.parse import parse_qsl

import mapbox_vector_tile
from pyproj import Transformer

from geo.coordinates import LonLat
from geo.crs import WEB_MERCATOR, WGS84
from geo.layers import Viewer, layer_for
from tiles import sql
from tiles.grid import TileCoord
from tiles.question import narrowed, parse

PUBLIC = Viewer()
_to_degrees = Transformer.from_crs(WEB_MERCATOR, WGS84, always_xy=True)
_to_mercator = Transformer.from_crs(WGS84, WEB_MERCATOR, always_xy=True)


def features(layer: str, tile: TileCoord, viewer: Viewer = PUBLIC, asked: str = "", part: str = "") -> list[Any]:
    """The features of the layer, or of another `part` of its tile; an empty list for an empty tile.

    `asked` is the query string.
    """
    declared = layer_for(viewer, layer)
    question = parse(declared, viewer, parse_qsl(asked))
    raw = sql.run(sql.statement(declared, sql.rows(declared, viewer, tile.z, question), tile, question.form))
    return decoded(raw, part or layer)


def decoded(raw: bytes, part: str) -> list[Any]:
    """The features of one part of a tile."""
    found: list[Any] = mapbox_vector_tile.decode(raw).get(part, {}).get("features", []) if raw else []
    return found


def total(found: list[Any]) -> int:
    """How many rows of the layer the features stand for."""
    return sum(feature["properties"].get("count", 1) for feature in found)


def tile_of(place: LonLat, zoom: int) -> TileCoord:
    """The tile that holds a place."""
    east, north = _to_mercator.transform(place.lon, place.lat)
    width = TileCoord(zoom, 0, 0).width_m
    world = TileCoord(0, 0, 0).bounds()
    return TileCoord(zoom, int((east - world.west) / width), int((world.north - north) / width))


def tile_of_metres(place: tuple[float, float], zoom: int) -> TileCoord:
    """The tile that holds a place of Web Mercator."""
    width, world = TileCoord(zoom, 0, 0).width_m, TileCoord(0, 0, 0).bounds()
    return TileCoord(zoom, int((place[0] - world.west) // width), int((world.north - place[1]) // width))


def asked_rows(layer: str, viewer: Viewer, asked: str) -> dict[int, tuple[float, float]]:
    """The table's own answer: where each feature is in Web Mercator, by id."""
    declared = layer_for(viewer, layer)
    rows = narrowed(declared, viewer, None, parse(declared, viewer, parse_qsl(asked)))
    return {row["id"]: (row["geometry"].x, row["geometry"].y) for row in rows.order_by("pk")}


def corner(tile: TileCoord) -> LonLat:
    """The north-west corner of a tile."""
    bounds = tile.bounds()
    return LonLat(*_to_degrees.transform(bounds.west, bounds.north))
