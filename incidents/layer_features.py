"""What the feature API and the exports give of a report: to the public its subject and a blurred place, no more; to who
sees no exact places a blurred place and the masked text.

As in `incidents.layer`, which says why: what is withheld is not in the rows at all, so that no filter can ask for it.
"""

from typing import Any

from django.contrib.gis.db.models.functions import Transform
from django.contrib.gis.geos import Polygon
from django.db.models import CharField, DateTimeField, F, FloatField, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from geo.crs import WGS84
from geo.layers import Property, Viewer
from geo.models import PositionMethod
from incidents.models import Report, Urgency
from incidents.models.report import STATE_CHOICES
from incidents.shown_place import SEES_PLACE, SEES_REPORTS, sees_place

PROPERTIES = (
    Property("category", _("Subject")),
    Property("tracking_code", _("Tracking code"), permission=SEES_REPORTS),
    Property("state", _("State"), choices=tuple(STATE_CHOICES), permission=SEES_REPORTS),
    Property("urgency", _("Urgency"), choices=tuple(Urgency.choices), permission=SEES_REPORTS),
    Property("received", _("Received on"), "date-time", permission=SEES_REPORTS),
    Property("description", _("Description"), permission=SEES_REPORTS),
    Property("handled_by", _("Handled by"), permission=SEES_REPORTS),
    Property(
        "position_method",
        _("How the position was found"),
        choices=tuple(PositionMethod.choices),
        permission=SEES_REPORTS,
    ),
    Property("error_radius_m", _("Error radius (m)"), "number", permission=SEES_PLACE),
)

_CELL = Transform("blurred", WGS84)
_WITHHELD = {"date-time": DateTimeField, "number": FloatField}


def features(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """What this viewer may see, blurred unless the viewer may see exact places."""
    seen = Report.objects.seen_by(viewer)
    if not viewer.may(SEES_REPORTS):
        return _public(seen)
    return _exact(seen) if sees_place(viewer) else _blurred(seen)


def overlapping(viewer: Viewer, box: Polygon) -> Q:
    """Answered from the index of the column that this viewer may see."""
    return Q(position__bboverlaps=box) if sees_place(viewer) else Q(blurred__bboverlaps=box)


def _exact(seen: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
    return _told(seen, geometry=F("position"))


def _blurred(seen: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
    nothing = Value(None, output_field=FloatField())
    return _told(seen, geometry=_CELL, description=F("public_text"), error_radius_m=nothing)


def _told(seen: "QuerySet[Any]", **changed: Any) -> "QuerySet[Any, dict[str, Any]]":
    named = {"urgency": F("category__urgency"), "received": F("received_at"), **changed}
    plain = (known.name for known in PROPERTIES if known.name not in named)
    # values() before annotate(): a field that is not selected leaves its name free.
    found: QuerySet[Any, dict[str, Any]] = seen.values("id", *plain).annotate(**named)
    return found


def _public(seen: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
    withheld = {
        known.name: Value(None, output_field=_WITHHELD.get(known.type, CharField)())
        for known in PROPERTIES
        if known.permission
    }
    found: QuerySet[Any, dict[str, Any]] = seen.values("id", "category").annotate(**withheld, geometry=_CELL)
    return found
