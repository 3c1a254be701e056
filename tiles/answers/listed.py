"""The features themselves, page by page: what is inside a drawn shape, nearest first where a place is named."""

from dataclasses import dataclass
from typing import Any, Self

from django.contrib.gis.geos import Point
from django.db.models import BigIntegerField, FloatField, Func, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from geo.coordinates import LonLat
from geo.filters import refused
from geo.layers import Layer, Viewer
from geo.place_filters import ground, lon_lat, near, spot
from tiles.question import Question, narrowed

USUAL, MOST = 50, 500


@dataclass(frozen=True, slots=True)
class Page:
    """So many rows, after the one whose key is `after`."""

    limit: int = USUAL
    after: str = ""

    @classmethod
    def parse(cls, limit: str, after: str) -> Self:
        """From the address. Raises `BadInput` naming `limit`; `after` is read where the order is known."""
        if not limit:
            return cls(after=after)
        if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:9]) <= MOST):
            raise refused("limit", limit, _("must be a whole number from 1 to %(most)d") % {"most": MOST})
        return cls(int(limit), after)


def listed(layer: Layer, viewer: Viewer, question: Question, page: Page) -> dict[str, Any]:
    """`{"count", "items", "next"}`: of all, of this page, and the key that the next page comes after, or null.

    In the order of id; nearest first where the question names one place to be near.
    """
    found = narrowed(layer, viewer, None, question)
    place = _place(question)
    ordered = _by_distance(layer, viewer, found, place, page) if place else _by_id(found, page)
    rows = list(ordered[: page.limit + 1])
    shown = rows[: page.limit]
    titles = layer.titles(viewer, [row["id"] for row in shown]) if layer.titles else {}
    return {
        "count": found.order_by().count(),
        "items": [_item(layer, row, titles) for row in shown],
        "next": _key(shown[-1]) if len(rows) > page.limit else None,
    }


def _place(question: Question) -> LonLat | None:
    values = dict(question.choices).get("near", ())
    return near(values[0])[0] if len(values) == 1 else None


def _by_id(found: "QuerySet[Any, dict[str, Any]]", page: Page) -> "QuerySet[Any, dict[str, Any]]":
    after = Q(pk__gt=_whole(page.after, page.after)) if page.after else Q()
    return found.filter(after).order_by("pk")


def _by_distance(
    layer: Layer, viewer: Viewer, found: "QuerySet[Any, dict[str, Any]]", place: LonLat, page: Page
) -> "QuerySet[Any, dict[str, Any]]":
    """In whole centimetres: a key that is written and read again must be the same number."""
    exact = layer.apart_m(place) if layer.apart_m else _apart(layer, viewer, place)
    found = found.annotate(apart_cm=Cast(Func(exact * 100, function="round"), BigIntegerField()))
    if page.after:
        apart_cm, number = (_whole(page.after, part) for part in page.after.partition("-")[::2])
        found = found.filter(Q(apart_cm__gt=apart_cm) | Q(apart_cm=apart_cm, pk__gt=number))
    return found.order_by("apart_cm", "pk")


def _apart(layer: Layer, viewer: Viewer, place: LonLat) -> Func:
    column = layer.place(viewer) if layer.place else "geometry"
    return Func(ground(column), spot(place), function="ST_Distance", output_field=FloatField())


def _key(row: dict[str, Any]) -> str:
    return f"{row['apart_cm']}-{row['id']}" if "apart_cm" in row else str(row["id"])


def _item(layer: Layer, row: dict[str, Any], titles: dict[int, Any]) -> dict[str, Any]:
    known = {field.name: row[field.name] for field in layer.fields if row[field.name] not in (None, "")}
    place = lon_lat(_middle(row["geometry"]))
    item = {"id": row["id"], "title": str(titles.get(row["id"], row["id"])), "lon": place.lon, "lat": place.lat}
    if "apart_cm" in row:
        item["distance_m"] = row["apart_cm"] / 100
    return {**item, "properties": known}


def _middle(geometry: Any) -> Point:
    middle: Point = geometry if isinstance(geometry, Point) else geometry.point_on_surface
    return middle


def _whole(key: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise refused("after", key, _("must be what the page before gave as next"))
    return int(text)
