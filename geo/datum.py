"""From a file's coordinates to WGS84 longitude and latitude."""

from collections.abc import Callable
from typing import Any

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo.crs import WGS84
from geo.errors import BadInput

Vertices = Any
"""A numpy array of x, y."""

# PROJ picks EPSG:1812 for Indian 1975, which lands 185-191 m off; these three parameters are what Thai surveyors use.
_INDIAN_1975 = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=push +v_3 "
    "+step +proj=cart +ellps=evrst30 +step +proj=helmert +x=204.4798 +y=837.8940 +z=294.7765 "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)


def to_wgs84(crs: str) -> Callable[[Vertices], Vertices] | None:
    """A function over vertices, or None where the file is in WGS84 already. Raises `BadInput` for an unknown CRS."""
    try:
        source = CRS.from_user_input(crs)
    except CRSError:
        raise BadInput(
            "The CRS is none that PROJ knows; state it with --crs EPSG:...", field="crs", value=crs
        ) from None
    if source.equals(CRS.from_epsg(WGS84), ignore_axis_order=True):
        return None
    geographic = source.geodetic_crs
    if geographic is not None and geographic.name.startswith("Indian 1975"):
        return _chain(_plain(source, geographic), Transformer.from_pipeline(_INDIAN_1975))
    return _plain(source, CRS.from_epsg(WGS84))


def _plain(source: CRS, target: CRS) -> Callable[[Vertices], Vertices]:
    return _over(Transformer.from_crs(source, target, always_xy=True))


def _over(transformer: Transformer) -> Callable[[Vertices], Vertices]:
    return lambda vertices: np.column_stack(transformer.transform(vertices[:, 0], vertices[:, 1]))


def _chain(first: Callable[[Vertices], Vertices], second: Transformer) -> Callable[[Vertices], Vertices]:
    then = _over(second)
    return lambda vertices: then(first(vertices))
