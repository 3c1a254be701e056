"""Deciding on one position for each row: what it states, what can be repaired, else the centre of its stated area.

Nothing is accepted by luck: of 185 whole-degree repairs in the national feed 62 landed in the right province, and
12 near the right subdistrict (domain notes 1.5). So a repair counts only inside the finest area the row states.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from facilities.imports.cells import text
from facilities.imports.claims import NOWHERE, Areas, Claim, Placed
from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.models import Level, PositionMethod
from geo.position_text import PositionReading, readings

if TYPE_CHECKING:
    from facilities.imports.profile import Reading

AGREE_WITHIN_M = 50.0
"""Two statements of one point differ by rounding; beyond this they are two points."""

REPAIR_WITHIN_M = 2_000.0
"""How far beyond the stated area a repaired position may fall: border lines are simplified, a gate may be outside."""

SAME_CLAIM_WITHIN_M = 1_000.0
"""Repairs this near to each other are one place read on two datums (450 m apart); the radius then covers both."""

COARSE_M = 20_000.0
"""A reading that may be further off than this, as whole degrees are, says less than the stated area does."""

STATED_RADIUS_M = 200.0
"""Registers do not say how their points were taken, nor on which datum. Read as Indian 1975 and shifted by PROJ's
default operation they would be 190 m off, and a large plant reaches as far from its gate; five decimals are 1 m."""

_PLAIN = frozenset({"degrees", "dms"})
_EXACT = frozenset({"swapped"})
"""Repairs that leave no choice: the ranges of Thailand's latitudes and longitudes do not meet."""
_NOTHING = frozenset({"", " ", "-", "0", "1", "0.0", "1.0"})
"""How an unknown coordinate is written (domain notes 1.2)."""

_PROVINCE_CODE, _DISTRICT_CODE, _SUBDISTRICT_CODE = 2, 4, 6
"""Digits of the codes."""
_COLUMNS = {_PROVINCE_CODE: "province", _DISTRICT_CODE: "district", _SUBDISTRICT_CODE: "subdistrict"}
_NO_REPAIRS: tuple[PositionReading, ...] = ()
_WGS84 = Geod(ellps="WGS84")


@dataclass(slots=True)
class _Case:
    """One row on its way to a position."""

    reading: "Reading"
    claim: Claim
    code: str
    plain: PositionReading | None
    repairs: tuple[PositionReading, ...]
    found: str = ""


def place_all(rows: "Sequence[Reading]", areas: Areas, claim: "Callable[[Reading], Claim | None]") -> None:
    """Set `place` of each row, and list what is wrong with it. The plain positions are looked up together."""
    cases: list[_Case] = []
    for reading in rows:
        said = claim(reading)
        if said is None:
            reading.place = NOWHERE
        else:
            cases.append(_case(reading, said, areas))
    _look_up(cases, areas)
    for case in cases:
        case.reading.place = _placed(case, areas)


def distance_m(one: LonLat, other: LonLat) -> float:
    """Geodesic metres."""
    metres: float = _WGS84.inv(one.lon, one.lat, other.lon, other.lat)[2]
    return metres


def _case(reading: "Reading", claim: Claim, areas: Areas) -> _Case:
    code = reading.reader.stated_code(areas, claim.province, claim.district, claim.subdistrict)
    if code and len(code) < _SUBDISTRICT_CODE and claim.subdistrict and areas.finest == Level.SUBDISTRICT:
        reading.complain("area_unknown", "subdistrict", claim.subdistrict, code)
    if reading.row.shape is None and claim.to_wgs84 is None:
        found = () if _says_nothing(claim) else readings(claim.lon, claim.lat)
        if not found or found[0].how == "degrees":  # all but a few rows of a register
            return _Case(reading, claim, code, found[0] if found else None, _NO_REPAIRS)
    written = _written(claim)
    drawn = _drawn(reading.row.shape) if reading.row.shape is not None else ()
    plain = [found for found in (*drawn, *written) if found.how in _PLAIN]
    repairs = tuple([found for found in (*drawn, *written) if found.how not in _PLAIN])
    return _Case(reading, claim, code, _agreed(reading, plain), repairs)


def _says_nothing(claim: Claim) -> bool:
    """Whether either cell is empty in one of the usual ways; half a position is none."""
    return (type(claim.lat) is str and claim.lat in _NOTHING) or (type(claim.lon) is str and claim.lon in _NOTHING)


def _written(claim: Claim) -> tuple[PositionReading, ...]:
    """What the two cells can mean; with a stated reference system, only that."""
    if claim.to_wgs84 is None:
        return readings(claim.lon, claim.lat)
    place = _stated_system(claim)
    return (PositionReading(place, "degrees", STATED_RADIUS_M),) if place else ()


def _stated_system(claim: Claim) -> LonLat | None:
    try:
        x, y = float(text(claim.lon).replace(",", "")), float(text(claim.lat).replace(",", ""))
    except ValueError:
        return None
    return claim.to_wgs84(x, y) if claim.to_wgs84 else None


def _drawn(shape: BaseGeometry) -> tuple[PositionReading, ...]:
    """The row's own shape, which is in WGS84 already; exchanged axes are a repair."""
    if shape.is_empty:
        return ()
    inside = shape if shape.geom_type == "Point" else shape.representative_point()
    x, y = inside.x, inside.y
    if _inside(x, y):
        return (PositionReading(LonLat(x, y), "degrees", 0.0),)
    return (PositionReading(LonLat(y, x), "swapped", 0.0),) if _inside(y, x) else ()


def _inside(lon: float, lat: float) -> bool:
    return abs(lon) <= 180 and abs(lat) <= 90 and THAILAND.contains(LonLat(lon, lat))


def _agreed(reading: "Reading", plain: list[PositionReading]) -> PositionReading | None:
    """The first; where a second lies elsewhere, its distance is the error."""
    if not plain:
        return None
    first, *others = plain
    apart_m = max((distance_m(first.place, other.place) for other in others), default=0.0)
    if apart_m <= AGREE_WITHIN_M:
        return first
    reading.complain("positions_differ", "lat", first.place, f"{apart_m:.0f} m")
    return PositionReading(first.place, first.how, apart_m)


def _look_up(cases: list[_Case], areas: Areas) -> None:
    checked = [case for case in cases if case.plain is not None and case.code]
    places = [case.plain.place for case in checked if case.plain is not None]
    if places:
        codes = areas.codes_at([place.lon for place in places], [place.lat for place in places])
        for case, code in zip(checked, codes, strict=True):
            case.found = code


def _placed(case: _Case, areas: Areas) -> Placed:
    plain = case.plain
    if (plain is not None and plain.error_radius_m <= COARSE_M) or (plain is not None and not case.code):
        return _as_stated(case, plain, areas)
    if (repaired := _repaired(case, areas)) is not None:
        return repaired
    return _from_area(case, areas)


def _as_stated(case: _Case, plain: PositionReading, areas: Areas) -> Placed:
    """Kept as stated, right or wrong; outside its stated area, it may be off by at least the way back."""
    radius, outside_m = max(STATED_RADIUS_M, plain.error_radius_m), 0.0
    if case.code and not case.found.startswith(case.code):
        outside_m = areas.distance_m(case.code, plain.place.lon, plain.place.lat)
        if outside_m > radius:
            _say_outside(case, outside_m)
            radius = outside_m
    return Placed(plain.place, PositionMethod.STATED, radius, _raw(case), case.code, outside_m)


def _say_outside(case: _Case, outside_m: float) -> None:
    """Under the column of the finest area that could be checked."""
    column = _COLUMNS[len(case.code)]
    case.reading.complain("outside_subdistrict", column, case.code, f"{outside_m:.0f} m, {case.found}")


def _repaired(case: _Case, areas: Areas) -> Placed | None:
    """The only repair that lies where the row says it is; None, with the reason listed, otherwise."""
    fitting, refused_by = _fitting(case, areas)
    if not fitting:
        if refused_by:
            _refuse(case, refused_by)
        return None
    best, *others = fitting
    spread_m = max((distance_m(best.place, other.place) for other in others), default=0.0)
    if spread_m > SAME_CLAIM_WITHIN_M:
        _refuse(case, "repair_ambiguous")
        return None
    rule = "position_swapped" if best.how == "swapped" else "position_repaired"
    case.reading.complain(rule, "lat", _raw(case), best.how)
    radius = max(STATED_RADIUS_M, best.error_radius_m, spread_m)
    return Placed(best.place, PositionMethod.REPAIRED, radius, _raw(case), case.code)


def _fitting(case: _Case, areas: Areas) -> tuple[Sequence[PositionReading], str]:
    """The repairs that may be believed; without any, the rule that refused them."""
    if not case.repairs:
        return (), ""
    checkable = len(case.code) >= _DISTRICT_CODE
    believed = [found for found in case.repairs if checkable or found.how in _EXACT]
    if not believed:
        return (), "repair_unchecked"
    landing = [found for found in believed if not case.code or _lands(case, found, areas)]
    return landing, "repair_outside"


def _lands(case: _Case, found: PositionReading, areas: Areas) -> bool:
    return areas.distance_m(case.code, found.place.lon, found.place.lat) <= REPAIR_WITHIN_M


def _refuse(case: _Case, rule: str) -> None:
    tried = ", ".join(f"{found.how} {found.place}" for found in case.repairs)
    case.reading.complain(rule, "lat", _raw(case), tried)


def _from_area(case: _Case, areas: Areas) -> Placed:
    """The centre of the stated area, never taken for a pin: its radius covers the area."""
    raw = _raw(case)
    _say_missing(case, raw)
    if not case.code:
        return Placed(None, PositionMethod.NONE, None, raw, "")
    centre, radius_m = areas.centre(case.code)
    return Placed(centre, PositionMethod.CENTROID, radius_m, raw, case.code)


def _say_missing(case: _Case, raw: str) -> None:
    claim, shape = case.claim, case.reading.row.shape
    if case.plain is not None:
        rule = "position_coarse"
    elif text(claim.lon) in _NOTHING and text(claim.lat) in _NOTHING and (shape is None or _is_origin(shape)):
        rule = "position_missing"
    elif case.repairs:
        return  # the refusal of the repairs says it
    else:
        rule = "position_outside_thailand" if _on_the_globe(claim) or shape is not None else "position_unreadable"
    case.reading.complain(rule, "lat", raw, case.code)


def _is_origin(shape: BaseGeometry) -> bool:
    """Empty, or at 0, 0, which is how an unknown place is drawn."""
    return bool(shape.is_empty or (shape.geom_type == "Point" and shape.x == 0 and shape.y == 0))


def _on_the_globe(claim: Claim) -> bool:
    try:
        return abs(float(text(claim.lon))) <= 180 and abs(float(text(claim.lat))) <= 180
    except ValueError:
        return False


def _raw(case: _Case) -> str:
    """Both cells as they came."""
    if case.claim.raw:
        return case.claim.raw[:200]
    header = case.reading.reader.header
    if "lat" not in header:
        return ""
    return f"{header['lat']} {case.claim.lat} {header.get('lon', '')} {case.claim.lon}"[:200]
