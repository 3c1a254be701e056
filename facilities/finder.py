"""The register's share of the search box."""

from django.urls import reverse

from facilities.layer import NAME
from facilities.models import Facility
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.search import Hit


def find(text: str, viewer: Viewer, limit: int) -> list[Hit]:
    """Facilities by name, place or number, best first."""
    found = Facility.objects.seen_by(viewer).search(text).prefetch_related("licences")[:limit]
    return [_hit(facility) for facility in found]


def _hit(facility: Facility) -> Hit:
    place = facility.position
    return Hit(
        kind="facility",
        title=facility.name,
        detail=_detail(facility),
        score=facility.score,  # type: ignore[attr-defined]  # annotated by search
        place=LonLat(place.x, place.y) if place else None,
        zoom=16,
        layer=NAME,
        id=str(facility.pk),
        url=reverse("facilities:dossier", args=[facility.pk]),
    )


def _detail(facility: Facility) -> str:
    numbers = [licence.number for licence in facility.licences.all()[:1]]
    places = [facility.subdistrict_th, facility.district_th, facility.province_th]
    return " · ".join(filter(None, [*numbers, " ".join(filter(None, places))]))
