"""The offices as data, and where they are put while nobody has placed them."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import shapely
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from pyproj import Geod

from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.errors import NotFound
from geo.models import Area, Level, Office, PositionMethod

_FILE = Path(__file__).parent / "data" / "offices.csv"
_WGS84 = Geod(ellps="WGS84")
_MOVABLE = (PositionMethod.NONE, PositionMethod.CENTROID)


def office(code: str) -> Office:
    """One office by its stable code, such as `pio-25` or `diw`. Raises `NotFound`."""
    try:
        return Office.objects.get(code=code)
    except Office.DoesNotExist:
        raise NotFound("There is no office with this code", field="office", value=code) from None


def office_of(user: AbstractBaseUser | AnonymousUser) -> Office | None:
    """Where this user works, if that is known."""
    if not user.is_authenticated:
        return None
    return Office.objects.filter(members__user_id=user.pk).first()


@transaction.atomic
def load_offices() -> int:
    """Store the offices of `data/offices.csv`, names brought up to date; how many there are.

    Positions stay as they are, except for offices never placed: those get their province's centre.
    """
    with _FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        Office.objects.update_or_create(code=row.pop("code"), defaults=row)
    place_by_province(actor=Actor("load_reference"))
    return len(rows)


@transaction.atomic
def place_by_province(*, actor: Actor, on: date | None = None) -> int:
    """Put every office that nobody has placed at the centre of its province; how many moved.

    No verified office coordinates were at hand. The error radius reaches the farthest point of the province, so
    that it holds wherever in the province the office is.
    """
    centres = _province_centres(on or timezone.localdate())
    moved = 0
    for office in Office.objects.filter(position_method__in=_MOVABLE).exclude(province_code=""):
        if office.province_code in centres:
            moved += _place(office, *centres[office.province_code], actor=actor)
    return moved


@transaction.atomic
def place_by_hand(code: str, place: LonLat, *, error_radius_m: float, actor: Actor, reason: str) -> Office:
    """Put an office where an officer says it is; boundaries no longer move it. Raises `NotFound`."""
    placed = office(code)
    before = _where(placed)
    placed.position = Point(place.lon, place.lat, srid=WGS84)
    placed.error_radius_m, placed.position_source = error_radius_m, reason[:200]
    placed.position_method = PositionMethod.HAND
    placed.save(update_fields=["position", "error_radius_m", "position_source", "position_method"])
    record(actor, "place_office", placed, reason=reason, before=before, after=_where(placed))
    return placed


def centre(boundary: shapely.Geometry) -> tuple[LonLat, float]:
    """A point inside polygons in WGS84, and the geodesic metres from it to their farthest vertex, rounded up."""
    middle = boundary.centroid
    inside = middle if boundary.covers(middle) else boundary.representative_point()
    place = LonLat(round(inside.x, 6), round(inside.y, 6))
    vertices = shapely.get_coordinates(boundary)
    start = np.full((len(vertices), 2), (place.lon, place.lat))
    _, _, metres = _WGS84.inv(start[:, 0], start[:, 1], vertices[:, 0], vertices[:, 1])
    return place, float(np.ceil(metres.max()))


def _province_centres(on: date) -> dict[str, tuple[LonLat, float, str]]:
    provinces = Area.objects.in_force(on).filter(level=Level.PROVINCE).select_related("edition")
    return {
        area.code: (*centre(shapely.from_wkb(bytes(area.boundary.wkb))), f"centre of the province, {area.edition.name}")
        for area in provinces
    }


def _place(office: Office, place: LonLat, radius_m: float, source: str, *, actor: Actor) -> bool:
    before = _where(office)
    office.position = Point(place.lon, place.lat, srid=WGS84)
    office.error_radius_m, office.position_source = radius_m, source
    office.position_method = PositionMethod.CENTROID
    after = _where(office)
    if before == after:
        return False
    office.save(update_fields=["position", "error_radius_m", "position_source", "position_method"])
    record(actor, "place_office", office, before=before, after=after)
    return True


def _where(office: Office) -> dict[str, object]:
    position = [office.position.x, office.position.y] if office.position else None
    return {
        "position": position,
        "source": office.position_source,
        "method": str(office.position_method),
        "error_radius_m": office.error_radius_m,
    }
