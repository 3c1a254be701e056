"""From a file's coordinates to WGS84 longitude and latitude. Pure."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo.crs import INDIAN_1975, WGS84
from geo.errors import BadInput

Vertices = Any
"""A numpy array of x, y."""

# PROJ picks EPSG:1812 for Indian 1975, which lands 185-191 m off (very likely a slip of sign in its rotations); these
# three parameters are what Thai surveyors use, and EPSG's own older sets agree with them within 3 m.
_INDIAN_1975 = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=push +v_3 "
    "+step +proj=cart +ellps=evrst30 +step +proj=helmert +x=204.4798 +y=837.8940 +z=294.7765 "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
_EVEREST_AXIS_M = 6_377_276.345


@lru_cache(maxsize=64)
def to_wgs84(crs: str) -> Callable[[Vertices], Vertices] | None:
    """A function over vertices, or None where the file is in WGS84 already. Raises `BadInput` for an unknown CRS.

    Indian 1975, by whatever name (EPSG:24047, 24048, 4240, ESRI's WKT, PROJ text), goes through three parameters.
    """
    source = _crs(crs)
    if source.equals(CRS.from_epsg(WGS84), ignore_axis_order=True):
        return None
    if is_indian_1975(source):
        return _chain(_plain(source, _geographic(source)), Transformer.from_pipeline(_INDIAN_1975))
    return _plain(source, CRS.from_epsg(WGS84))


def is_indian_1975(source: CRS) -> bool:
    """By the name of its datum, or for want of one (`+ellps=evrst30`) by its ellipsoid: in Thailand they are one."""
    if source.is_bound and source.source_crs is not None:
        # What a file says of the way to WGS84 is mostly PROJ's wrong default, written down.
        return is_indian_1975(source.source_crs)
    names = [source.name, *(part.name for part in (source.geodetic_crs, source.datum) if part is not None)]
    if any(re.search(r"indian[\s_]*1975", name, re.IGNORECASE) for name in names):
        return True
    ellipsoid = source.ellipsoid
    is_everest = ellipsoid is not None and abs(ellipsoid.semi_major_metre - _EVEREST_AXIS_M) < 0.01
    return is_everest and source.datum is not None and source.datum.name.lower().startswith("unknown")


def _crs(text: str) -> CRS:
    try:
        source = CRS.from_user_input(text)
    except CRSError:
        raise BadInput(
            "The CRS is none that PROJ knows; state it with --crs EPSG:...", field="crs", value=text
        ) from None
    if source.is_geocentric or source.is_engineering or source.is_vertical:
        raise BadInput("The CRS is not one of longitude and latitude or of a map; state another", field="crs", value=text)
    return source


def _geographic(source: CRS) -> CRS:
    """Indian 1975 in degrees as this source has it, so that going there changes no datum."""
    while source.is_bound and source.source_crs is not None:
        source = source.source_crs
    return source.geodetic_crs or CRS.from_epsg(INDIAN_1975)


def _plain(source: CRS, target: CRS) -> Callable[[Vertices], Vertices]:
    while source.is_bound and is_indian_1975(source) and source.source_crs is not None:
        source = source.source_crs
    return _over(Transformer.from_crs(source, target, always_xy=True))


def _over(transformer: Transformer) -> Callable[[Vertices], Vertices]:
    return lambda vertices: np.column_stack(transformer.transform(vertices[:, 0], vertices[:, 1]))


def _chain(first: Callable[[Vertices], Vertices], second: Transformer) -> Callable[[Vertices], Vertices]:
    then = _over(second)
    return lambda vertices: then(first(vertices))
