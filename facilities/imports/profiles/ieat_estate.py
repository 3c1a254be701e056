"""Profile `ieat-estate`: industrial estates, zones and parks, as polygons or as points that are only points.

IEAT's own layer holds 72 points: 70 estates, two head offices, and 33 points that are some other estate's (domain
notes 4). No jurisdiction is ever decided from such a point, so each says what it is worth.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from facilities.imports import addresses, cells
from facilities.imports.claims import Claim, Placed
from facilities.imports.ground import ground
from facilities.imports.profile import Column, New, Profile, Reading, Row, RowReader
from facilities.models import EstateKind, PointQuality
from facilities.new_estate import NewEstate
from facilities.provinces import BY_CODE
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.models import PositionMethod

NAME = "ieat-estate"

_KINDS = (
    ("เขตประกอบการ", EstateKind.ZONE), ("industrial zone", EstateKind.ZONE), ("industrial land", EstateKind.ZONE),
    ("สวนอุตสาหกรรม", EstateKind.PARK), ("industrial park", EstateKind.PARK),
    ("เขตส่งเสริม", EstateKind.PROMOTION), ("promotion zone", EstateKind.PROMOTION),
)  # fmt: skip
"""By the words of a name. Only what none of them fits is an estate under the IEAT Act."""

_HEAD_OFFICE = ("สำนักงานใหญ่", "head office", "headquarters", "สำนักงาน กนอ", "อาคารสำนักงาน")
_AUTHORITY = frozenset(
    {"การนิคมอุตสาหกรรมแห่งประเทศไทย", "กนอ.", "กนอ", "industrial estate authority of thailand", "ieat"}
)

_QUALITIES = {
    "ok": PointQuality.OWN,
    "own": PointQuality.OWN,
    "shared_point": PointQuality.SHARED,
    "shared_point_probable_owner": PointQuality.SHARED,
    "shared": PointQuality.SHARED,
    "wrong_province": PointQuality.WRONG,
    "wrong": PointQuality.WRONG,
}
_WRONG_BEYOND_M = 2_000.0
"""Border lines are simplified, and Map Ta Phut's port lies on new land 1.1 km outside every published polygon."""

_ERROR_RADIUS_M = {PointQuality.OWN: 1_500.0, PointQuality.SHARED: 20_000.0, PointQuality.WRONG: 50_000.0}
"""An estate is about 3 km across; a shared or wrong point is that of an office somewhere in the region."""

COLUMNS = (
    Column("ieat_layer_id", "id", aliases=("OBJECTID", "FID", "id", "รหัส", "code")),
    Column("name_th", "name", aliases=("name", "ชื่อนิคม", "ชื่อ", "NAME_T", "IE_NAME")),
    Column("name_en", "name_en", aliases=("NAME_E", "IE_NAME_EN")),
    Column("kind", "kind", aliases=("type", "ประเภท")),
    Column("operator", "operator", aliases=("ผู้บริหาร", "developer", "ผู้พัฒนา")),
    Column("province_th", "province", aliases=("จังหวัด", "province", "PROV_NAM_T")),
    Column("province_code", "province_code", cells.digits),
    Column("lat", "lat", aliases=("latitude", "ละติจูด", "Y")),
    Column("lon", "lon", aliases=("lng", "longitude", "ลองจิจูด", "X")),
    Column("coord_quality", "quality"),
    Column("name_and_point_source", "point_source"),
)


def key(reader: RowReader, row: Row) -> str:
    """The layer's own number, else the name."""
    return next(filter(None, (cells.text(reader.cell(row, name)) for name in ("id", "name", "name_en"))), "")


def claim(reading: Reading) -> Claim:
    """The point or the two columns, within a province: none of the lists names more."""
    read = reading.fields
    return Claim(read["lon"], read["lat"], _province_name(reading), "", "")


def build(reading: Reading) -> NewEstate:
    """The estate of one row. Raises `BadInput` for a head office."""
    read = reading.fields
    _refuse_head_office(reading)
    boundary = ground(reading)
    point, quality = _point(reading)
    return NewEstate(
        kind=_kind(reading),
        source=reading.reader.profile.name,
        source_key=reading.key,
        name_th=read["name"],
        name_en=read["name_en"],
        operator_th=read["operator"],
        province_code=_province_code(reading),
        boundary=boundary,
        point=point,
        point_quality=quality,
        position_source=(read["point_source"] or reading.reader.profile.name)[:80] if point or boundary else "",
        error_radius_m=_ERROR_RADIUS_M.get(quality) if boundary is None else None,
    )


def _refuse_head_office(reading: Reading) -> None:
    for name in (reading.fields["name"], reading.fields["name_en"]):
        lowered = name.lower()
        if lowered in _AUTHORITY or any(word in lowered for word in _HEAD_OFFICE):
            raise BadInput("A head office is no estate", field="name", value=name, rule="head_office")


def _kind(reading: Reading) -> EstateKind:
    stated = reading.fields["kind"].lower()
    if stated in EstateKind.values:
        return EstateKind(stated)
    names = f"{stated} {reading.fields['name']} {reading.fields['name_en']}".lower()
    return next((kind for word, kind in _KINDS if word in names), EstateKind.ESTATE)


def _point(reading: Reading) -> tuple[LonLat | None, PointQuality]:
    """A centre of the province is no point of an estate."""
    place = reading.place
    if place is None or place.position is None or place.method == PositionMethod.CENTROID:
        return None, PointQuality.NONE
    stated = _QUALITIES.get(reading.fields["quality"].lower())
    return place.position, stated or (PointQuality.WRONG if _is_elsewhere(place) else PointQuality.OWN)


def _is_elsewhere(place: Placed) -> bool:
    return place.outside_m > _WRONG_BEYOND_M


def _province_name(reading: Reading) -> str:
    read = reading.fields
    by_code = BY_CODE.get(read["province_code"])
    return read["province"] or (by_code.name_th if by_code else "")


def _province_code(reading: Reading) -> str:
    stated = reading.fields["province_code"]
    return addresses.province_code(reading, stated if stated in BY_CODE else "")


def shared_points(rows: Sequence[tuple[Reading, New]]) -> Sequence[tuple[Reading, New]]:
    """The same rows, every point that two or more estates have marked as shared, unless it is worse than that."""
    owners: dict[LonLat, list[str]] = defaultdict(list)
    for _, new in rows:
        if isinstance(new, NewEstate) and new.point is not None and new.boundary is None:
            owners[new.point].append(new.source_key)
    return [(reading, _marked(reading, new, owners)) for reading, new in rows]


def _marked(reading: Reading, new: New, owners: dict[LonLat, list[str]]) -> New:
    if not isinstance(new, NewEstate) or new.point is None or new.point_quality == PointQuality.WRONG:
        return new
    others = len(owners[new.point]) - 1
    if others < 1:
        return new
    reading.complain("position_shared", "lat", new.point, str(others))
    return replace(new, point_quality=PointQuality.SHARED, error_radius_m=_ERROR_RADIUS_M[PointQuality.SHARED])


PROFILE = Profile(
    name=NAME,
    title="Industrial estates, zones and parks (IEAT)",
    columns=COLUMNS,
    key=key,
    build=build,
    claim=claim,
    target="estate",
    precedence=10,
    across=shared_points,
)
