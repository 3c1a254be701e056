"""The coordinate reference systems that the feature API speaks, by the names that OGC gives them (Part 2)."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from geo import crs as srids
from geo.datum import to_wgs84
from geo.errors import BadInput

Vertices = Any
"""A numpy array of x, y."""

_DEF = "http://www.opengis.net/def/crs/"


@dataclass(frozen=True)
class Crs:
    """One system. `srid` is its number in our database, `code` in its authority's register.

    `lat_first`: its axes are latitude, longitude, and so are its coordinates in whatever is sent in it. `digits` is
    how many decimals are sent: a centimetre and less.
    """

    authority: str
    code: str
    srid: int
    title: str
    lat_first: bool = False
    metres: bool = False

    @property
    def uri(self) -> str:
        """Its name on the wire."""
        return f"{_DEF}{self.authority}/{'1.3' if self.authority == 'OGC' else '0'}/{self.code}"

    @property
    def short(self) -> str:
        """Such as `EPSG:32647`; understood in requests too."""
        return f"{self.authority}:{self.code}"

    @property
    def digits(self) -> int:
        """Decimals of its coordinates."""
        return 3 if self.metres else 7

    @cached_property
    def _to_wgs84(self) -> Callable[[Vertices], Vertices] | None:
        return None if self.authority == "OGC" else to_wgs84(self.short)

    def lon_lat(self, vertices: Vertices) -> Vertices:
        """WGS84 longitude, latitude of vertices in the order of the system's axes. NaN or infinite where it ends."""
        in_order = vertices[:, ::-1] if self.lat_first else vertices
        return in_order if self._to_wgs84 is None else self._to_wgs84(in_order)


CRS84 = Crs("OGC", "CRS84", srids.WGS84, "WGS 84, longitude latitude")

SYSTEMS = (
    CRS84,
    Crs("EPSG", "4326", srids.WGS84, "WGS 84, latitude longitude", lat_first=True),
    Crs("EPSG", "3857", srids.WEB_MERCATOR, "WGS 84 / Pseudo-Mercator", metres=True),
    Crs("EPSG", "32647", srids.UTM_47N, "WGS 84 / UTM zone 47N", metres=True),
    Crs("EPSG", "32648", srids.UTM_48N, "WGS 84 / UTM zone 48N", metres=True),
    Crs("EPSG", "24047", srids.INDIAN_1975_UTM_47N, "Indian 1975 / UTM zone 47N", metres=True),
    Crs("EPSG", "24048", srids.INDIAN_1975_UTM_48N, "Indian 1975 / UTM zone 48N", metres=True),
    Crs("EPSG", "4240", srids.INDIAN_1975, "Indian 1975, latitude longitude", lat_first=True),
)

_BY_NAME = {name: system for system in SYSTEMS for name in (system.uri, system.short, f"[{system.short}]")}


def named(name: str, field: str) -> Crs:
    """The system of that name. Raises `BadInput` listing those there are."""
    found = _BY_NAME.get(name.replace("https:", "http:", 1))
    if found is None:
        known = ", ".join(system.uri for system in SYSTEMS)
        raise BadInput(f"{field} is one of {known}", field=field, value=name)
    return found


def on_the_globe(vertices: Vertices) -> bool:
    """Whether all are longitudes and latitudes."""
    return bool(np.isfinite(vertices).all() and (np.abs(vertices) <= (180, 90)).all())


def finite(*numbers: float) -> bool:
    """Whether none is NaN or infinite."""
    return all(math.isfinite(number) for number in numbers)
