"""Table rows of a `NewFacility`, in the database's own spelling, for COPY and for comparing with what is stored."""

import json
import struct
from dataclasses import asdict, fields
from typing import Any

import shapely

from facilities.new_facility import NewFacility, NewFactory, NewMine, NewSme
from facilities.registration import parse
from facilities.search_text import text_of
from geo.coordinates import LonLat
from geo.crs import WGS84

TEXT_COLUMNS = (
    "kind",
    "status",
    "name_th",
    "name_en",
    "operator_th",
    "address_th",
    "subdistrict_th",
    "district_th",
    "province_th",
    "subdistrict_code",
    "province_code",
    "estate_name_th",
)
POSITION_COLUMNS = ("position_source", "position_method", "error_radius_m", "position_raw")
FACILITY_COLUMNS = (
    *TEXT_COLUMNS,
    *POSITION_COLUMNS,
    "source",
    "source_key",
    "site_key",
    "search_text",
    "hazard",
    "position",
    "footprint",
)
LICENCE_FACTS = (
    "issued_on",
    "expires_on",
    "fourteen",
    "eleven",
    "holder_th",
    "status",
    "factory_class",
    "activity_th",
    "horsepower",
    "workers",
    "capital_baht",
)
LICENCE_COLUMNS = (
    "facility_id",
    "number",
    "canonical",
    "form",
    "issuer",
    "year_be",
    "problems",
    "types",
    *LICENCE_FACTS,
)
CERTIFICATE_COLUMNS = (
    "facility_id",
    "canonical",
    "source",
    "scheme",
    "number",
    "standard",
    "scope_th",
    "holder_th",
    "issued_on",
    "expires_on",
)
ACTIVITY_COLUMNS = ("facility_id", "factory_type_id", "sub_item")
DETAIL_COLUMNS = {
    name: tuple(field.name for field in fields(detail))
    for name, detail in (("factory", NewFactory), ("mine", NewMine), ("sme", NewSme))
}
"""Columns of each detail table, by the name of the detail in `NewFacility`."""

_POINT_WITH_SRID = 0x20000001


def facility_row(new: NewFacility, hazardous: frozenset[int]) -> tuple[object, ...]:
    """In the order of `FACILITY_COLUMNS`. `hazardous` are the factory types in the high hazard set."""
    return (
        *(str(getattr(new, name)) for name in TEXT_COLUMNS),
        new.position_source,
        str(new.position_method),
        new.error_radius_m,
        new.position_raw,
        new.source,
        new.source_key,
        new.site_key,
        text_of(new),
        is_hazardous(new, hazardous),
        point_ewkb(new.position),
        footprint_ewkb(new),
    )


def is_hazardous(new: NewFacility, hazardous: frozenset[int]) -> bool:
    """Whether one of its activities is in the high hazard set."""
    return any(activity.type_code in hazardous for activity in new.activities)


def licence_rows(key: int, new: NewFacility) -> list[tuple[object, ...]]:
    """In the order of `LICENCE_COLUMNS`."""
    rows: dict[str, tuple[object, ...]] = {}
    for licence in new.licences:
        number = parse(licence.number)
        rows.setdefault(
            number.canonical,
            (
                key,
                number.printed,
                number.canonical,
                licence.form or number.form,
                number.issuer,
                number.year_be,
                as_json([*number.problems, *licence.problems]),
                list(licence.types),
                *(getattr(licence, name) for name in LICENCE_FACTS),
            ),
        )
    return list(rows.values())


def certificate_rows(key: int, new: NewFacility) -> list[tuple[object, ...]]:
    """In the order of `CERTIFICATE_COLUMNS`, each number once."""
    rows = {
        (canonical := parse(held.number).canonical): (key, canonical, new.source, *asdict(held).values())
        for held in new.certificates
    }
    return list(rows.values())


def activity_rows(key: int, new: NewFacility) -> list[tuple[object, ...]]:
    """In the order of `ACTIVITY_COLUMNS`, each activity once."""
    return [(key, activity.type_code, activity.sub_item) for activity in dict.fromkeys(new.activities)]


def detail_row(key: int, detail: NewFactory | NewMine | NewSme) -> tuple[object, ...]:
    """`facility_id`, then `DETAIL_COLUMNS` of its name."""
    return (key, *asdict(detail).values())


def point_ewkb(place: LonLat | None) -> str | None:
    """Hex EWKB of a WGS84 point."""
    return struct.pack("<BIIdd", 1, _POINT_WITH_SRID, WGS84, place.lon, place.lat).hex() if place else None


def footprint_ewkb(new: NewFacility) -> str | None:
    """Hex EWKB of the footprint."""
    if new.footprint is None:
        return None
    return str(shapely.to_wkb(shapely.set_srid(new.footprint, WGS84), hex=True, include_srid=True))


def as_json(value: list[Any] | None) -> str | None:
    """JSON text, Thai as it is."""
    return None if value is None else json.dumps(value, ensure_ascii=False)
