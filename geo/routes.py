"""JSON API of the foundation: search and areas."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from geo import search
from geo.layers import Viewer
from geo.models import Area, Level

router = Router(tags=["geo"])

Limit = Annotated[int, Query(ge=1, le=100)]
Text = Annotated[str, Query(max_length=200)]


class Place(Schema):
    """WGS84 degrees."""

    lon: float
    lat: float


class Bounds(Schema):
    """WGS84 degrees."""

    west: float
    south: float
    east: float
    north: float


class HitOut(Schema):
    """One answer of the search box; `score` is 0 to 1. `layer` is empty where nothing can be selected.

    `bounds` is the extent of what has one. `id` is the key within the layer, of an area its code.
    """

    kind: str
    title: str
    detail: str
    score: float
    place: Place | None
    zoom: int
    bounds: Bounds | None
    layer: str
    id: str
    url: str


class HitsOut(Schema):
    """Best first."""

    items: list[HitOut]


class AreaOut(Schema):
    """One administrative area in force today; `parent_code` is empty for provinces."""

    level: str
    code: str
    parent_code: str
    name_th: str
    name_en: str
    edition: str
    quality: str


class AreasOut(Schema):
    """In order of code."""

    items: list[AreaOut]


@router.get("/search", response=HitsOut, url_name="search")
def find(request: HttpRequest, q: Text = "", limit: Limit = 10) -> dict[str, Any]:
    """Facilities, areas, coordinates, tracking codes: whatever the text may name that this caller may see."""
    hits = search.find(q, Viewer.of(request.user), limit)
    return {"items": [asdict(hit) for hit in hits]}


@router.get("/areas", response=AreasOut, url_name="areas")
def areas(request: HttpRequest, level: Level | None = None, q: Text = "", parent: Text = "") -> dict[str, Any]:
    """Areas in force today, without geometry: by level, by parent's code, by part of the name."""
    wanted = Area.objects.in_force(timezone.localdate()).select_related("edition").defer("boundary")
    if level:
        wanted = wanted.filter(level=level)
    if parent:
        wanted = wanted.filter(parent_code=parent)
    found = wanted.named(q, 100) if q else wanted.order_by("code")
    return {"items": [_area(area) for area in found]}


def _area(area: Area) -> dict[str, str]:
    names = ("level", "code", "parent_code", "name_th", "name_en")
    return {name: getattr(area, name) for name in names} | {
        "edition": area.edition.name,
        "quality": area.edition.quality,
    }
