"""A load that says something new against an officer's correction: the correction stands, and the matter is opened."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from facilities.imports.placing import distance_m
from facilities.models import Facility, Matter, WorkItem
from facilities.new_facility import NewFacility
from facilities.quality.weight import HAZARDOUS
from geo.coordinates import LonLat

GONE = "gone"
"""`settled_how` of a matter that is no more."""

_SAME_PLACE_M = 1.0


def judge(facility: Facility, said: NewFacility, corrections: Mapping[str, Any], replaced: Mapping[str, Any]) -> None:
    """Open, bring up to date or settle the one matter of this kind.

    `said` is the site without its corrections. What the register said already when the correction was made is no
    news: only another word than both is a dispute.
    """
    detail = {
        field: {"corrected": value, "said": now}
        for field, value in corrections.items()
        if (now := _against(field, said, value, replaced.get(field))) is not None
    }
    open_item = WorkItem.objects.filter(facility=facility, matter=Matter.DISPUTED, settled_at__isnull=True).first()
    if not detail:
        if open_item:
            WorkItem.objects.filter(pk=open_item.pk).update(settled_at=timezone.now(), settled_how=GONE)
    elif open_item:
        WorkItem.objects.filter(pk=open_item.pk).update(detail=detail)
    elif not _accepted_before(facility, detail):
        _open(facility, detail)


def _open(facility: Facility, detail: dict[str, Any]) -> None:
    WorkItem.objects.create(
        facility=facility,
        matter=Matter.DISPUTED,
        detail=detail,
        found_at=timezone.now(),
        weight=HAZARDOUS if facility.hazard else 0,
    )


def _accepted_before(facility: Facility, detail: dict[str, Any]) -> bool:
    return WorkItem.objects.filter(facility=facility, matter=Matter.DISPUTED, accepted=True, detail=detail).exists()


def _against(field: str, said: NewFacility, corrected: Any, replaced: Any) -> Any:
    """What the sources say now, where it is neither the correction nor what it replaced; None else."""
    if field == "position":
        return _other_place(said, corrected, replaced)
    now = str(getattr(said, field))
    return now if now and now not in (corrected, replaced) else None


def _other_place(said: NewFacility, corrected: Any, replaced: Any) -> dict[str, float] | None:
    place = said.position
    if place is None or (replaced and _near(place, replaced, _SAME_PLACE_M)):
        return None
    if _near(place, corrected, corrected["error_radius_m"] + (said.error_radius_m or 0)):
        return None
    return {"lon": place.lon, "lat": place.lat}


def _near(place: LonLat, other: Mapping[str, Any], within_m: float) -> bool:
    if other.get("lon") is None:
        return False
    return distance_m(place, LonLat(other["lon"], other["lat"])) <= within_m
