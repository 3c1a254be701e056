"""Corrections: an officer's word on one field of a site, laid over what the registers say. No load overwrites it."""

from datetime import datetime
from typing import Any

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.correctable import AN_OFFICER, POSITION, SUBDISTRICT, checked, checked_radius
from facilities.models import Correction, Facility
from facilities.models.facility import APPROXIMATE_BEYOND_M
from facilities.operations import settle
from facilities.quality import refresh
from facilities.search_text import text_of
from facilities.stated_area import NAMED, names_along
from geo import versions
from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.errors import BadInput, Conflict
from geo.models import PositionMethod

LAYER = "facilities"


@transaction.atomic
def correct(
    facility: Facility, field: str, value: Any, *, actor: Actor, reason: str, now: datetime | None = None
) -> Facility:
    """Set one field of a site as the officer says it is; returns the stored site.

    `field` is one of `facilities.correctable`; a position is `{"lon", "lat", "error_radius_m"}` in WGS84. A corrected
    subdistrict brings its names, district and province along. The footprint stays as it is. Raises `BadInput` naming
    the field for a value it cannot hold and for an empty reason.
    """
    _require(reason)
    stored = _locked(facility)
    for name, said in _along(field, checked(field, value)).items():
        _lay(stored, name, said, actor, reason, now or timezone.now())
    refresh([stored.pk])
    return stored


@transaction.atomic
def withdraw(correction: Correction, *, actor: Actor, reason: str, now: datetime | None = None) -> Facility:
    """Take a correction back: the field is again what the registers say. Raises `Conflict` where it is withdrawn."""
    _require(reason)
    stored = _locked(correction.facility)
    together = (SUBDISTRICT, *NAMED) if correction.field == SUBDISTRICT else (correction.field,)
    standing = list(stored.corrections.filter(field__in=together, withdrawn_at__isnull=True))
    if correction not in standing:
        raise Conflict(_("This correction has been withdrawn already"), correction=correction.pk)
    for one in standing:
        _lift(stored, one, actor, reason, now or timezone.now())
    settle([stored.pk], actor=actor, reason=reason)
    refresh([stored.pk])
    stored.refresh_from_db()
    return stored


def move_facility(facility: Facility, place: LonLat, *, actor: Actor, reason: str, error_radius_m: float) -> Facility:
    """Put a facility where an officer says it is. No import moves it again. The footprint stays as it is."""
    value = {"lon": place.lon, "lat": place.lat, "error_radius_m": checked_radius(error_radius_m)}
    return correct(facility, POSITION, value, actor=actor, reason=reason)


def position_value(place: Point, error_radius_m: float | None) -> dict[str, float]:
    """A stored position as the value of a correction; an unknown radius counts as 500 m."""
    return {"lon": place.x, "lat": place.y, "error_radius_m": error_radius_m or APPROXIMATE_BEYOND_M}


def standing(facility: Facility) -> dict[str, Correction]:
    """The corrections that hold for a site, by field."""
    return {one.field: one for one in facility.corrections.filter(withdrawn_at__isnull=True)}


def position_facts(facility: Facility) -> dict[str, Any]:
    """The position as the history keeps it."""
    return {
        "lon": facility.position.x if facility.position else None,
        "lat": facility.position.y if facility.position else None,
        "position_source": facility.position_source,
        "position_method": str(facility.position_method),
        "error_radius_m": facility.error_radius_m,
    }


def _along(field: str, value: Any) -> dict[str, Any]:
    return {field: value, **names_along(value)} if field == SUBDISTRICT else {field: value}


def _lay(stored: Facility, field: str, value: Any, actor: Actor, reason: str, now: datetime) -> None:
    before = _said(stored, field)
    earlier = stored.corrections.filter(field=field, withdrawn_at__isnull=True).first()
    if earlier:
        stored.corrections.filter(pk=earlier.pk).update(withdrawn_at=now)
    Correction.objects.create(
        facility=stored,
        field=field,
        value=value,
        # Under a correction lies the register's word, not the correction before.
        replaced=earlier.replaced if earlier else before,
        made_at=now,
        made_by_id=actor.user_id,
        made_by_label=actor.label,
        reason=reason,
    )
    _write(stored, field, _by_hand(value) if field == POSITION else value)
    _announce(stored, "moved" if field == POSITION else "corrected", field, before, actor, reason)


def _by_hand(value: dict[str, float]) -> dict[str, Any]:
    return {**value, "position_method": PositionMethod.HAND, "position_source": AN_OFFICER}


def _lift(stored: Facility, correction: Correction, actor: Actor, reason: str, now: datetime) -> None:
    before = _said(stored, correction.field)
    stored.corrections.filter(pk=correction.pk).update(withdrawn_at=now)
    _write(stored, correction.field, correction.replaced)
    _announce(stored, "correction_withdrawn", correction.field, before, actor, reason)


def _said(facility: Facility, field: str) -> Any:
    return position_facts(facility) if field == POSITION else str(getattr(facility, field))


def _write(stored: Facility, field: str, value: Any) -> None:
    if field != POSITION:
        setattr(stored, field, value)
        stored.search_text = text_of(stored)
        stored.save(update_fields=[field, "search_text", "updated_at"])
        return
    placed = value["lon"] is not None
    stored.position = Point(value["lon"], value["lat"], srid=WGS84) if placed else None
    for name in ("position_method", "position_source", "error_radius_m"):
        setattr(stored, name, value[name])
    stored.save(update_fields=["position", "position_method", "position_source", "error_radius_m", "updated_at"])


def _announce(stored: Facility, what: str, field: str, before: Any, actor: Actor, reason: str) -> None:
    after = _said(stored, field)
    facts = (before, after) if field == POSITION else ({field: before}, {field: after})
    record(actor, f"facility.{what}", stored, reason=reason, before=facts[0], after=facts[1])
    versions.bump(LAYER)


def _locked(facility: Facility) -> Facility:
    return Facility.objects.locked().get(pk=facility.pk)


def _require(reason: str) -> None:
    if not reason.strip():
        raise BadInput(_("Say how you know it"), field="reason", value=reason)
