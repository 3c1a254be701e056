"""Public reads of Traffy: GeoJSON, the share search, the CSV dump and the flat file made of it. Pure.

One platform, three conventions: the GeoJSON writes naive Thai time and a pair of numbers, the search and the dump
write UTC as `+00`, the search a pair of texts, the dump one text, the flat file two columns.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from geo.coordinates import LonLat
from geo.errors import BadInput
from incidents.outside import moments, places, statuses
from incidents.outside.tickets import StatedArea, Ticket, description_of, facts, names, required, words
from incidents.outside.traffy.numbers import ticket_id

Row = Mapping[str, Any]


def parse_feature(feature: Row) -> Ticket:
    """One feature of `teamchadchart-stat-api/geojson`."""
    row, geometry = feature.get("properties"), feature.get("geometry") or {}
    if not isinstance(row, dict) or not isinstance(geometry, dict):
        raise BadInput("A feature has properties and a geometry", field="properties", value=type(row).__name__)
    at = moments.bangkok(required(row, "timestamp"), "timestamp")
    later = [moments.bangkok(row[name], name) for name in _LATER if row.get(name)]
    place = places.of_pair(geometry.get("coordinates"), "coordinates")
    types = names(row.get("problem_type_fondue") or row.get("type"))
    return _ticket(row, "description", place, (at, moments.stated([at, *later])), types, row.get("state_type_latest"))


def parse_shared(row: Row) -> Ticket:
    """One result of `share/teamchadchart/search`."""
    at = moments.with_offset(required(row, "timestamp"), "timestamp")
    later = [moments.with_offset(row[name], name) for name in _LATER if row.get(name)]
    types = names(row.get("problem_type_abdul") or row.get("type"))
    place = places.of_pair(row.get("coords"))
    newest = moments.stated([at, *later])
    return _ticket(row, "description", place, (at, newest), types, row.get("state_type_latest"))


def parse_dump(row: Row) -> Ticket:
    """One row of `bangkok_traffy.csv`."""
    at = moments.with_offset(required(row, "timestamp"), "timestamp")
    last = row.get("last_activity")
    newest = moments.stated([at, moments.with_offset(last, "last_activity") if last else None])
    return _ticket(row, "comment", places.of_text(row.get("coords")), (at, newest), names(row.get("type")), "")


def parse_flat(row: Row) -> Ticket:
    """One row of the flat file: the dump with `lon`, `lat`, `type_id` and `status` beside the label in `state`."""
    at = moments.with_offset(required(row, "timestamp"), "timestamp")
    types = (*names(row.get("type")), *names(row.get("type_id")))
    place = places.of_numbers(row.get("lon"), row.get("lat"))
    return _ticket(row, "comment", place, (at, at), types, row.get("status"))


_LATER = ("timestamp_inprogress", "timestamp_finished", "last_activity")


def _ticket(
    row: Row,
    text: str,
    place: LonLat | None,
    at: tuple[datetime, datetime],
    types: tuple[str, ...],
    state_type: object,
) -> Ticket:
    label = words(row.get("state"))[:80]
    return Ticket(
        key=ticket_id(row),
        description=description_of(row.get(text), names(row.get("type"))),
        reported_at=at[0],
        state_at=at[1],
        types=types,
        place=place,
        area=StatedArea(*(words(row.get(name)) for name in ("province", "district", "subdistrict"))),
        address=words(row.get("address"))[:300],
        state_type=statuses.type_of(label, words(state_type)),
        state_text=label,
        organisations=names(row.get("org") or row.get("organization")),
        details=facts(
            star=row.get("star"),
            reopened=row.get("count_reopen"),
            photos=row.get("photo_url") or row.get("photo"),
            type=row.get("type") or ",".join(types),
            number=row.get("message_id"),
        ),
    )
