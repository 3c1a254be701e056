"""Open cases around a place, for an officer who is told of something there: the ones near, and those likely the same.

Who may not see exact places is answered by the cells of the blurred ones: asking from many places tells no more.
"""

from datetime import datetime
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.urls import reverse

from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.layers import Viewer
from geo.templatetags.phangut import metres
from incidents.features import BLUR_RADIUS_M, board_features
from incidents.models import Category, Report
from incidents.same import Question, Same, same_as
from incidents.shown_place import sees_place, shown_place, shown_text
from incidents.templatetags.incidents import age
from incidents.words import state_name, state_tone

WITHIN_M = 3_000.0
MOST = 30
_SHOWN_TEXT = 160

Json = dict[str, Any]


def around(
    place: LonLat,
    viewer: Viewer,
    *,
    now: datetime,
    category: Category | None = None,
    text: str = "",
    error_m: float = 0.0,
) -> Json:
    """`cases` nearest first, `same` likeliest first (with reasons), `features` for the map of all of them."""
    near = _near(place, viewer)
    same: list[Same] = []
    if category is not None and sees_place(viewer):
        question = Question(place, category, now, error_m, text)
        same = same_as(question, among=Report.objects.seen_by(viewer).open())
    shown = {report.pk: report for report in [*near, *(one.report for one in same)]}
    return {
        "cases": [_case(report, viewer) for report in near],
        "same": [_case(one.report, viewer) | {"reasons": [str(why) for why in one.reasons]} for one in same],
        "features": board_features(shown.values(), viewer),
    }


def _near(place: LonLat, viewer: Viewer) -> list[Report]:
    here = Point(place.lon, place.lat, srid=WGS84)
    rows = Report.objects.seen_by(viewer).open().select_related("category", "handled_by")
    if sees_place(viewer):
        found = rows.within_reach(here, WITHIN_M).annotate(away=Distance("position", here, spheroid=True))
        return list(found.filter(away__lte=WITHIN_M).order_by("away")[:MOST])
    candidates = rows.within_reach(here, WITHIN_M + 4 * BLUR_RADIUS_M).order_by("-received_at")[: 20 * MOST]
    return [report for report in candidates if _cell_is_near(shown_place(report, viewer), here)][:MOST]


def _cell_is_near(cell: LonLat, here: Point) -> bool:
    """Roughly: a cell is a kilometre wide anyway. A degree of latitude is 110.6 km."""
    return abs(cell.lat - here.y) * 110_600 <= WITHIN_M and abs(cell.lon - here.x) * 106_000 <= WITHIN_M


def _case(report: Report, viewer: Viewer) -> Json:
    away = getattr(report, "away", None) if sees_place(viewer) else None
    text = shown_text(report, viewer)
    return {
        "id": report.pk,
        "tracking_code": report.tracking_code,
        "url": reverse("incidents:dossier", args=[report.pk]),
        "category": report.category.name,
        "state": str(state_name(report.state)),
        "tone": state_tone(report.state),
        "age": age(report.received_at),
        "distance": metres(away.m) if away is not None else "",
        "office": report.handled_by.name,
        "text": text[:_SHOWN_TEXT] + ("…" if len(text) > _SHOWN_TEXT else ""),
    }
