"""The estates' share of the search box."""

from django.urls import reverse

from facilities.estates.layer import NAME
from facilities.models import Estate
from geo.bbox import Bbox
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.search import Hit
from geo.thai import search_form

_START, _INSIDE = 0.86, 0.6
_ZOOM = 13
_KINDS = ("นิคมอุตสาหกรรม", "เขตประกอบการอุตสาหกรรม", "เขตส่งเสริมอุตสาหกรรม", "เขตอุตสาหกรรม", "สวนอุตสาหกรรม")


def find(text: str, viewer: Viewer, limit: int) -> list[Hit]:
    """Estates whose Thai or English name holds the text; nothing for fewer than two letters."""
    needle = search_form(text)
    if len(needle) < 2:
        return []
    # Some eighty rows, spelled by three registers: compared as people spell them, not as they are stored.
    found = [estate for estate in Estate.objects.order_by("pk") if needle in search_form(_names(estate))]
    return sorted((_hit(estate, needle) for estate in found), key=lambda hit: -hit.score)[:limit]


def _names(estate: Estate) -> str:
    return f"{estate.name_th} {estate.name_en}"


def _own_name(name: str) -> str:
    """Without the word that says what it is."""
    written = search_form(name)
    return next((written.removeprefix(kind) for kind in _KINDS if written.startswith(kind)), written)


def _hit(estate: Estate, needle: str) -> Hit:
    place = estate.boundary.point_on_surface if estate.boundary else estate.point
    starts = any(_own_name(name).startswith(needle) for name in (estate.name_th, estate.name_en) if name)
    starts = starts or search_form(_names(estate)).startswith(needle)
    return Hit(
        kind="estate",
        title=estate.name,
        detail=estate.get_kind_display(),
        score=_START if starts else _INSIDE,
        place=LonLat(place.x, place.y) if place else None,
        zoom=_ZOOM,
        bounds=Bbox(*estate.boundary.extent) if estate.boundary else None,
        layer=NAME,
        id=str(estate.pk),
        url=reverse("facilities:estate", args=[estate.pk]),
    )
