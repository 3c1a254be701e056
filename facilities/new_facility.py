"""A facility as it comes in, from an import, a form or a demo: immutable, and already right when it exists."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter, gt

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from facilities.models import Kind, Status
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.models import PositionMethod


@dataclass(frozen=True, slots=True)
class NewLicence:
    """One registration: its number as printed, its other writings, and what it says of itself.

    `fourteen` and `eleven` are digits only. `types` are five-digit codes as numbers: 906 is type 9(6).
    """

    number: str
    issued_on: date | None = None
    fourteen: str = ""
    eleven: str = ""
    expires_on: date | None = None
    holder_th: str = ""
    status: Status = Status.UNKNOWN
    factory_class: int | None = None
    types: tuple[int, ...] = ()
    activity_th: str = ""
    horsepower: float | None = None
    workers: int | None = None
    capital_baht: float | None = None
    form: str = ""
    """Where the source knows it: `dressing` and `metallurgy` cannot be told by the number."""
    problems: tuple[str, ...] = ()
    """What its writings contradict each other in; what is wrong with the number itself is told by the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCertificate:
    """One product certificate (มอก., มอก.เอส, มผช.). `scheme` is a value of `Scheme`."""

    scheme: str
    number: str
    standard: str = ""
    scope_th: str = ""
    holder_th: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewActivity:
    """A factory type 1..107 with its sub-item, such as 9(6)."""

    type_code: int
    sub_item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFactory:
    """What only a factory has. `factory_class` is จำพวก 1, 2 or 3."""

    factory_class: int | None = None
    activity_th: str = ""
    isic: str = ""
    horsepower: float | None = None
    workers: int | None = None
    capital_baht: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMine:
    """What only a concession has."""

    mineral_th: str = ""
    mineral_en: str = ""
    holder_th: str = ""
    approved_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSme:
    """What only an SME or community site has."""

    product_th: str = ""
    standard: str = ""


_LONGEST = {
    "name_th": 300,
    "name_en": 300,
    "operator_th": 300,
    "position_source": 80,
    "position_raw": 200,
    "address_th": 400,
    "subdistrict_th": 120,
    "district_th": 120,
    "province_th": 120,
    "subdistrict_code": 6,
    "province_code": 2,
    "estate_name_th": 200,
    "source": 40,
    "source_key": 80,
    "site_key": 32,
}
# Asked of every row of a national register, so in one sweep.
_LIMITED, _LIMITS = attrgetter(*_LONGEST), tuple(_LONGEST.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFacility:
    """One facility with its details, licences and activities, named by (`source`, `source_key`).

    `footprint` is a polygon in WGS84 degrees, as a shapely geometry or WKB; afterwards a valid MultiPolygon. Where
    a footprint comes without a position, the position is a point inside it. Raises `BadInput` naming the field.
    """

    kind: Kind
    source: str
    source_key: str
    status: Status = Status.UNKNOWN
    name_th: str = ""
    name_en: str = ""
    operator_th: str = ""
    position: LonLat | None = None
    footprint: BaseGeometry | bytes | None = None
    position_source: str = ""
    position_method: PositionMethod = PositionMethod.NONE
    error_radius_m: float | None = None
    position_raw: str = ""
    address_th: str = ""
    subdistrict_th: str = ""
    district_th: str = ""
    province_th: str = ""
    subdistrict_code: str = ""
    province_code: str = ""
    estate_name_th: str = ""
    site_key: str = ""
    licences: tuple[NewLicence, ...] = ()
    certificates: tuple[NewCertificate, ...] = ()
    activities: tuple[NewActivity, ...] = ()
    factory: NewFactory | None = None
    mine: NewMine | None = None
    sme: NewSme | None = None

    def __post_init__(self) -> None:
        if any(map(gt, map(len, _LIMITED(self)), _LIMITS)):
            self._refuse_too_long()
        if not self.source or not self.source_key:
            raise BadInput("a facility needs a key in its source", field="source_key", value=self.source_key)
        if self.footprint is not None:
            self._take_footprint(self.footprint)
        if (self.position is None) != (self.position_method == PositionMethod.NONE):
            raise BadInput(
                "a position says how it came to be, and only a position does",
                field="position_method",
                value=self.position_method,
            )

    def _refuse_too_long(self) -> None:
        for name, longest in _LONGEST.items():
            if len(getattr(self, name)) > longest:
                raise BadInput(f"{name} holds at most {longest} characters", field=name, value=getattr(self, name))

    def _take_footprint(self, given: BaseGeometry | bytes) -> None:
        footprint = _multipolygon(given)
        object.__setattr__(self, "footprint", footprint)
        if self.position is None:
            inside = footprint.representative_point()
            object.__setattr__(self, "position", LonLat(inside.x, inside.y))
            if self.position_method == PositionMethod.NONE:
                object.__setattr__(self, "position_method", PositionMethod.STATED)


def _multipolygon(given: BaseGeometry | bytes) -> MultiPolygon:
    shape = shapely.force_2d(shapely.from_wkb(given) if isinstance(given, bytes) else given)
    if isinstance(shape, Polygon):
        shape = MultiPolygon([shape])
    if not isinstance(shape, MultiPolygon) or shape.is_empty or not shape.is_valid:
        raise BadInput(
            "a footprint is one or more valid polygons", field="footprint", value=shapely.is_valid_reason(shape)
        )
    return shape
