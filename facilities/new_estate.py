"""An estate, zone or park as it comes in from a register: immutable, and already right when it exists."""

from dataclasses import dataclass

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from facilities.models import EstateKind, PointQuality
from geo.coordinates import LonLat
from geo.errors import BadInput

_LONGEST = {
    "name_th": 200,
    "name_en": 200,
    "operator_th": 200,
    "province_code": 2,
    "position_source": 80,
    "source": 80,
    "source_key": 80,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEstate:
    """One estate, named by (`source`, `source_key`). `boundary` is a valid MultiPolygon in WGS84 degrees.

    A point without a boundary says by its quality what it is worth. Raises `BadInput` naming the field.
    """

    kind: EstateKind
    source: str
    source_key: str
    name_th: str = ""
    name_en: str = ""
    operator_th: str = ""
    province_code: str = ""
    boundary: BaseGeometry | None = None
    point: LonLat | None = None
    point_quality: PointQuality = PointQuality.NONE
    position_source: str = ""
    error_radius_m: float | None = None

    def __post_init__(self) -> None:
        for name, longest in _LONGEST.items():
            if len(getattr(self, name)) > longest:
                raise BadInput(f"{name} holds at most {longest} characters", field=name, value=getattr(self, name))
        if not self.source or not self.source_key:
            raise BadInput("an estate needs a key in its source", field="source_key", value=self.source_key)
        if not self.name_th and not self.name_en:
            raise BadInput("an estate has a name", field="name_th", value="")
        if self.boundary is not None:
            object.__setattr__(self, "boundary", _multipolygon(self.boundary))
        if (self.point is None) != (self.point_quality == PointQuality.NONE):
            raise BadInput(
                "a point says its quality, and only a point does", field="point_quality", value=self.point_quality
            )


def _multipolygon(given: BaseGeometry) -> MultiPolygon:
    shape = shapely.force_2d(given)
    if isinstance(shape, Polygon):
        shape = MultiPolygon([shape])
    if not isinstance(shape, MultiPolygon) or shape.is_empty or not shape.is_valid:
        raise BadInput(
            "a boundary is one or more valid polygons", field="boundary", value=shapely.is_valid_reason(shape)
        )
    return shape
