"""Everything an import may set, as one dictionary: of an incoming facility, and of a stored one, in equal spelling."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any

import shapely

from facilities import rows
from facilities.models import Facility
from facilities.new_facility import NewFacility
from facilities.search_text import text_of

Facts = dict[str, Any]
"""JSON-ready. `licences` maps canonical numbers to the printed number and the day it was given, `licence_facts` to its
status and whatever else may change, `certificates` to what they certify."""

_BY_NUMBER = ("licences", "licence_facts", "certificates")
_CANONICAL, _PRINTED, _ISSUED, _STATUS = map(rows.LICENCE_COLUMNS.index, ("canonical", "number", "issued_on", "status"))
_CHANGING = [
    place
    for place, name in enumerate(rows.LICENCE_COLUMNS)
    if name not in ("facility_id", "number", "canonical", "issued_on", "status", "problems")
]


def of_new(new: NewFacility, hazardous: frozenset[int]) -> Facts:
    """The facts an incoming facility states."""
    licences = {row[_CANONICAL]: row for row in rows.licence_rows(0, new)}
    return {
        **_texts(new),
        "lon": new.position.lon if new.position else None,
        "lat": new.position.lat if new.position else None,
        "footprint": shapely.to_wkb(new.footprint, hex=True, byte_order=1) if new.footprint else None,
        "search_text": text_of(new),
        "hazard": rows.is_hazardous(new, hazardous),
        "licences": {canonical: _number(row) for canonical, row in licences.items()},
        "licence_facts": {canonical: _licence_facts(row) for canonical, row in licences.items()},
        "certificates": {row[1]: _plain_all(row[3:]) for row in rows.certificate_rows(0, new)},
        "activities": sorted([item.type_code, item.sub_item or 0] for item in set(new.activities)),
        **{name: _detail(getattr(new, name), name) for name in rows.DETAIL_COLUMNS},
    }


def of_stored(facility: Facility) -> Facts:
    """The facts of a facility loaded by `Facility.objects.with_parts()`."""
    licences = {
        item.canonical: tuple(getattr(item, name) for name in rows.LICENCE_COLUMNS) for item in facility.licences.all()
    }
    return {
        **_texts(facility),
        "lon": facility.position.x if facility.position else None,
        "lat": facility.position.y if facility.position else None,
        "footprint": bytes(facility.footprint.wkb).hex().upper() if facility.footprint else None,
        "search_text": facility.search_text,
        "hazard": facility.hazard,
        "licences": {canonical: _number(row) for canonical, row in licences.items()},
        "licence_facts": {canonical: _licence_facts(row) for canonical, row in licences.items()},
        "certificates": {
            item.canonical: _plain_all(getattr(item, name) for name in rows.CERTIFICATE_COLUMNS[3:])
            for item in facility.certificates.all()
        },
        "activities": sorted([item.factory_type_id, item.sub_item or 0] for item in facility.activities.all()),
        **{name: _detail(getattr(facility, name, None), name) for name in rows.DETAIL_COLUMNS},
    }


def difference(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """The facts that `after` changes, before and after. Numbers that only `before` holds are kept, so not counted."""
    after = {**after, **{name: {**before[name], **after[name]} for name in _BY_NUMBER}}
    changed = [name for name in after if before[name] != after[name]]
    old, new = {name: before[name] for name in changed}, {name: after[name] for name in changed}
    for name in ("licence_facts", "certificates"):
        if name in new:
            old[name], new[name] = _differing(old[name], new[name])
    return old, new


def _texts(held: NewFacility | Facility) -> Facts:
    values: Facts = {name: str(getattr(held, name)) for name in (*rows.TEXT_COLUMNS, "position_source")}
    values |= {"position_method": str(held.position_method), "position_raw": held.position_raw}
    return {**values, "error_radius_m": held.error_radius_m}


def _detail(held: object, name: str) -> Facts | None:
    if held is None:
        return None
    return {column: _plain(getattr(held, column)) for column in rows.DETAIL_COLUMNS[name]}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Enum) else value


def _number(row: Sequence[Any]) -> list[Any]:
    return [row[_PRINTED], _plain(row[_ISSUED])]


def _licence_facts(row: Sequence[Any]) -> list[Any]:
    """Status first; then whatever else may change."""
    return [str(row[_STATUS]), *_plain_all(row[place] for place in _CHANGING)]


def _differing(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """The numbers whose facts differ."""
    changed = [number for number in after if before.get(number) != after[number]]
    return {number: before[number] for number in changed if number in before}, {
        number: after[number] for number in changed
    }


def _plain_all(values: Iterable[Any]) -> list[Any]:
    return [_plain(value) for value in values]
