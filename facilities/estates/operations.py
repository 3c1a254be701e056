"""Everything that changes estates. A load never takes away ground that is known, nor moves what an officer drew."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Point
from django.db import transaction

from facilities.correctable import AN_OFFICER
from facilities.models import Estate, PointQuality
from facilities.new_estate import NewEstate
from geo import versions
from geo.changes import Actor, record
from geo.crs import WGS84
from geo.errors import BadInput

LAYER = "facilities"
"""Estates share the register's version: what stands on them is drawn with them."""

_TEXTS = ("kind", "name_th", "name_en", "operator_th", "province_code")
_PLACE = ("boundary", "point", "point_quality", "position_source", "error_radius_m")


@dataclass(frozen=True, slots=True)
class Stored:
    """How many estates a load brought, changed, and left as they were."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@transaction.atomic
def put_estates(news: Iterable[NewEstate], *, actor: Actor, reason: str) -> Stored:
    """Add estates, or bring those of the same (source, source_key) up to date.

    Where a load states no boundary, point, operator or English name, the known one stays; so does all that an officer
    drew. Each change is one line of the estate's history.
    """
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for new in news:
        counts[_put(new, actor, reason)] += 1
    stored = Stored(**counts)
    if stored.new or stored.changed:
        versions.bump(LAYER)
    return stored


@transaction.atomic
def draw_boundary(estate: Estate, boundary: GEOSGeometry | None, *, actor: Actor, reason: str) -> Estate:
    """An officer draws an estate's ground (WGS84 polygons), or with None takes a drawn one back.

    Raises `BadInput` for what is not valid polygons, and without a reason.
    """
    if not reason.strip():
        raise BadInput("a drawn boundary states its reason", field="reason", value=reason)
    drawn = _polygons(boundary) if boundary is not None else None
    stored = Estate.objects.select_for_update().get(pk=estate.pk)
    before = facts(stored)
    stored.boundary, stored.drawn_by_hand = drawn, drawn is not None
    stored.position_source = AN_OFFICER
    stored.save()
    record(actor, "estate.drawn", stored, reason=reason, before=before, after=facts(stored))
    versions.bump(LAYER)
    return stored


def facts(estate: Estate) -> dict[str, Any]:
    """An estate as its history keeps it; shapes as WKT."""
    shapes = {name: getattr(estate, name).wkt if getattr(estate, name) else None for name in ("boundary", "point")}
    return {**{name: getattr(estate, name) for name in (*_TEXTS, *_PLACE)}, **shapes}


def _put(new: NewEstate, actor: Actor, reason: str) -> str:
    held = Estate.objects.select_for_update().filter(source=new.source, source_key=new.source_key).first()
    estate = held or Estate(source=new.source, source_key=new.source_key)
    before = facts(estate) if held else None
    _take(estate, new)
    after = facts(estate)
    if after == before:
        return "unchanged"
    estate.save()
    record(actor, "estate.updated" if held else "estate.entered", estate, reason=reason, before=before, after=after)
    return "changed" if held else "new"


def _take(estate: Estate, new: NewEstate) -> None:
    for name in _TEXTS:
        if given := getattr(new, name):
            setattr(estate, name, str(given))
    if estate.drawn_by_hand:
        return
    if new.boundary is not None:
        estate.boundary = _polygons(GEOSGeometry(new.boundary.wkb_hex, srid=WGS84))
    if new.point is not None:
        estate.point = Point(new.point.lon, new.point.lat, srid=WGS84)
        estate.point_quality = str(PointQuality(new.point_quality))
    if new.boundary is not None or new.point is not None:
        estate.position_source, estate.error_radius_m = new.position_source, new.error_radius_m


def _polygons(shape: GEOSGeometry) -> MultiPolygon:
    if shape.geom_type == "Polygon":
        shape = MultiPolygon(shape, srid=shape.srid)
    if not isinstance(shape, MultiPolygon) or shape.empty or not shape.valid:
        raise BadInput("a boundary is one or more valid polygons", field="boundary", value=shape.valid_reason)
    return shape
