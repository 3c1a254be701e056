"""What belongs to a site and goes along when sites are merged or split, and how to hand it over and back."""

from collections.abc import Mapping
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Model

from facilities.models import (
    Certificate,
    Facility,
    FactoryActivity,
    Licence,
    SourceRecord,
    StatusEntry,
    Substance,
    SuccessCase,
)
from geo.models import PositionMethod

Moved = dict[str, list[int]]
"""Primary keys, by the name of the part."""

PARTS: Mapping[str, type[Model]] = {
    "licences": Licence,
    "certificates": Certificate,
    "records": SourceRecord,
    "status_entries": StatusEntry,
    "substances": Substance,
    "success_cases": SuccessCase,
    "activities": FactoryActivity,
}
_ONCE = {
    "licences": ("canonical",),
    "certificates": ("canonical",),
    "activities": ("factory_type_id", "sub_item"),
}
"""What a site holds once: of two the same, the one that is there already stays."""

_PLACE = ("position", "footprint", "position_source", "position_method", "error_radius_m", "position_raw", "site_key")


def hand_over(giver: Facility, taker: Facility) -> Moved:
    """Give all parts of one site to another; which of them went."""
    return {name: _give(name, giver, taker) for name in PARTS}


def hand_back(moved: Moved, holder: Facility, owner: Facility) -> None:
    """The parts that `holder` still has of those that once went."""
    for name, keys in moved.items():
        PARTS[name]._default_manager.filter(pk__in=keys, facility_id=holder.pk).update(facility_id=owner.pk)


def lift_place(facility: Facility) -> dict[str, Any]:
    """Take a site off the map; what it takes to put it back, JSON-ready."""
    held = {name: _plain(getattr(facility, name)) for name in _PLACE}
    facility.position = facility.footprint = facility.error_radius_m = None
    facility.position_method = PositionMethod.NONE
    facility.position_source = facility.position_raw = facility.site_key = ""
    return held


def restore_place(facility: Facility, held: Mapping[str, Any]) -> None:
    """The reverse of `lift_place`; the caller saves."""
    for name in _PLACE:
        value = held[name]
        setattr(facility, name, GEOSGeometry(value) if name in ("position", "footprint") and value else value)


PLACE_FIELDS = [*_PLACE, "merged_into", "updated_at"]
"""To be saved after either."""


def _give(name: str, giver: Facility, taker: Facility) -> list[int]:
    rows = PARTS[name]._default_manager
    once = _ONCE.get(name, ())
    taken = set(rows.filter(facility_id=taker.pk).values_list(*once)) if once else set()
    given = [
        key
        for key, *held in rows.filter(facility_id=giver.pk).values_list("pk", *once)
        if tuple(held) not in taken or not once
    ]
    rows.filter(pk__in=given).update(facility_id=taker.pk)
    return given


def _plain(value: Any) -> Any:
    return (
        value.hexewkb.decode() if isinstance(value, GEOSGeometry) else str(value) if isinstance(value, str) else value
    )
