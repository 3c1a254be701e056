"""Positions as other systems write them; all of Traffy's name the longitude first where they write a pair. Pure."""

from geo.coordinates import LonLat
from geo.errors import BadInput

_EMPTY = (None, "")


def of_numbers(lon: object, lat: object) -> LonLat | None:
    """Two numbers or their texts, each in a field of its own. None where both are empty or both are 0."""
    if lon in _EMPTY and lat in _EMPTY:
        return None
    place = LonLat.parse(lon, lat)
    return None if place.lon == place.lat == 0 else place


def of_pair(value: object, field: str = "coords") -> LonLat | None:
    """`["lng", "lat"]`: two texts or numbers. None where there is no list."""
    if value in (None, "", []):
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise BadInput("A position of this source is a list of longitude and latitude", field=field, value=value)
    return of_numbers(*value)


def of_text(value: object, field: str = "coords") -> LonLat | None:
    """`"lng,lat"`: one text. None where it is empty."""
    text = value.strip() if isinstance(value, str) else value
    if text in _EMPTY:
        return None
    parts = text.split(",") if isinstance(text, str) else []
    if len(parts) != 2:
        raise BadInput("A position of this source is longitude,latitude", field=field, value=value)
    return of_numbers(*parts)
