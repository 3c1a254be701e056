"""Everything an import may set, as one dictionary: of an incoming facility, and of a stored one, in equal spelling."""

from datetime import date
from typing import Any

import shapely

from facilities import rows
from facilities.models import Facility
from facilities.new_facility import NewFacility
from facilities.registration import parse
from facilities.search_text import text_of

Facts = dict[str, Any]
"""JSON-ready. `licences` maps canonical numbers to the printed number and the day it was given."""

PLACE = ("lon", "lat", *rows.POSITION_COLUMNS)
"""What a hand correction holds against every import."""


def of_new(new: NewFacility, hazardous: frozenset[int]) -> Facts:
    """The facts an incoming facility states."""
    numbers = {
        (number := parse(item.number)).canonical: [number.printed, _day(item.issued_on)] for item in new.licences
    }
    return {
        **_texts(new),
        "lon": new.position.lon if new.position else None,
        "lat": new.position.lat if new.position else None,
        "footprint": shapely.to_wkb(new.footprint, hex=True, byte_order=1) if new.footprint else None,
        "search_text": text_of(new),
        "hazard": rows.is_hazardous(new, hazardous),
        "licences": numbers,
        "activities": sorted([item.type_code, item.sub_item or 0] for item in set(new.activities)),
        **{name: _detail(getattr(new, name), name) for name in rows.DETAIL_COLUMNS},
    }


def of_stored(facility: Facility) -> Facts:
    """The facts of a facility loaded by `Facility.objects.with_parts()`."""
    return {
        **_texts(facility),
        "lon": facility.position.x if facility.position else None,
        "lat": facility.position.y if facility.position else None,
        "footprint": bytes(facility.footprint.wkb).hex().upper() if facility.footprint else None,
        "search_text": facility.search_text,
        "hazard": facility.hazard,
        "licences": {item.canonical: [item.number, _day(item.issued_on)] for item in facility.licences.all()},
        "activities": sorted([item.factory_type_id, item.sub_item or 0] for item in facility.activities.all()),
        **{name: _detail(getattr(facility, name, None), name) for name in rows.DETAIL_COLUMNS},
    }


def difference(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """The facts that `after` changes, before and after. Numbers that only `before` holds are kept, so not counted."""
    after = {**after, "licences": {**before["licences"], **after["licences"]}}
    changed = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _texts(held: NewFacility | Facility) -> Facts:
    values: Facts = {name: str(getattr(held, name)) for name in (*rows.TEXT_COLUMNS, "position_source")}
    values |= {"position_method": str(held.position_method), "position_raw": held.position_raw}
    return {**values, "error_radius_m": held.error_radius_m}


def _detail(held: object, name: str) -> Facts | None:
    if held is None:
        return None
    return {column: _plain(getattr(held, column)) for column in rows.DETAIL_COLUMNS[name]}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
