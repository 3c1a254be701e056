"""From a file's coordinates to WGS84 longitude and latitude. Pure."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo.crs import EPSG_INDIAN_1975, WGS84
from geo.errors import BadInput

Vertices = Any
"""A numpy array of x, y."""

Transform = Callable[[Vertices], Vertices]

# PROJ picks EPSG:1812 for Indian 1975, which lands 185-191 m off (very likely a slip of sign in its rotations); these
# three parameters are what Thai surveyors use, and EPSG's own older sets agree with them within 3 m.
_INDIAN_1975 = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=push +v_3 "
    "+step +proj=cart +ellps=evrst30 +step +proj=helmert +x=204.4798 +y=837.8940 +z=294.7765 "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
_EVEREST_AXIS_M = 6_377_276.345


def to_wgs84(crs: str) -> Transform | None:
    """A function over vertices, or None where the file is in WGS84 already. Raises `BadInput` for an unknown CRS.

    Indian 1975, by whatever name (EPSG:24047, 24048, 4240, ESRI's WKT, PROJ text), goes through three parameters.
    """
    steps = _steps(crs)
    return partial(_over, steps) if steps else None


def point_to_wgs84(crs: str, x: float, y: float) -> tuple[float, float]:
    """The same for one point, quicker: longitude and latitude, infinite where there is no such place."""
    for step in _steps(crs):
        x, y = step.transform(x, y)
    return x, y


@lru_cache(maxsize=64)
def _steps(crs: str) -> tuple[Transformer, ...]:
    source, target = _crs(crs), CRS.from_epsg(WGS84)
    if source.equals(target, ignore_axis_order=True):
        return ()
    if not is_indian_1975(source):
        return (Transformer.from_crs(source, target, always_xy=True),)
    source = _unbound(source)
    degrees = source.geodetic_crs or CRS.from_epsg(EPSG_INDIAN_1975)
    return (Transformer.from_crs(source, degrees, always_xy=True), Transformer.from_pipeline(_INDIAN_1975))


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
            "The CRS is none that PROJ knows; state it (EPSG:24047, EPSG:32647 ...)", field="crs", value=text
        ) from None
    if source.is_geocentric or source.is_engineering or source.is_vertical:
        raise BadInput(
            "The CRS is not one of longitude and latitude or of a map; state another", field="crs", value=text
        )
    return source


def _unbound(source: CRS) -> CRS:
    """Without the way to WGS84 that the file says, so that going to degrees changes no datum."""
    return _unbound(source.source_crs) if source.is_bound and source.source_crs is not None else source


def _over(steps: tuple[Transformer, ...], vertices: Vertices) -> Vertices:
    x, y = vertices[:, 0], vertices[:, 1]
    for step in steps:
        x, y = step.transform(x, y)
    return np.column_stack((x, y))
