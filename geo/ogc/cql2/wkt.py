"""Geometries as CQL2 text writes them, in the well-known text of OGC, to GeoJSON."""

from typing import Any

from geo.ogc.cql2.reader import Reader

Json = dict[str, Any]

TYPES = {
    "point": ("Point", 0),
    "linestring": ("LineString", 1),
    "polygon": ("Polygon", 2),
    "multipoint": ("MultiPoint", 1),
    "multilinestring": ("MultiLineString", 2),
    "multipolygon": ("MultiPolygon", 3),
    "geometrycollection": ("GeometryCollection", 0),
}
"""GeoJSON's name, and how many lists lie around a position."""


def geometry(reader: Reader, word: str) -> Json:
    """From behind the word that names the type. Raises `BadInput` where the numbers are not as the type wants."""
    reader.take_word("z")
    name, lists = TYPES[word]
    if word == "geometrycollection":
        return {"type": name, "geometries": _collection(reader)}
    if word == "point":
        reader.expect_sign("(")
        found: Any = _position(reader)
        reader.expect_sign(")")
        return {"type": name, "coordinates": found}
    return {"type": name, "coordinates": _lists(reader, lists, bracketed=word == "multipoint")}


def _collection(reader: Reader) -> list[Json]:
    reader.expect_sign("(")
    found = []
    while True:
        token = reader.take()
        if token.word not in TYPES or token.word == "geometrycollection":
            raise reader.surprise("POINT, LINESTRING or another geometry", token)
        found.append(geometry(reader, token.word))
        if not reader.take_sign(","):
            reader.expect_sign(")")
            return found


def _lists(reader: Reader, lists: int, *, bracketed: bool) -> list[Any]:
    """`bracketed`: positions may have brackets of their own, as in MULTIPOINT((1 2), (3 4))."""
    reader.expect_sign("(")
    found: list[Any] = []
    while True:
        if lists > 1:
            found.append(_lists(reader, lists - 1, bracketed=False))
        elif bracketed and reader.take_sign("("):
            found.append(_position(reader))
            reader.expect_sign(")")
        else:
            found.append(_position(reader))
        if not reader.take_sign(","):
            reader.expect_sign(")")
            return found


def _position(reader: Reader) -> list[float]:
    """Two numbers, or three."""
    found = [_number(reader), _number(reader)]
    if reader.now.kind == "number" or reader.now.is_sign("-"):
        found.append(_number(reader))
    return found


def _number(reader: Reader) -> float:
    negative = reader.take_sign("-")
    token = reader.take()
    if token.kind != "number":
        raise reader.surprise("a number", token)
    return -float(token.text) if negative else float(token.text)
