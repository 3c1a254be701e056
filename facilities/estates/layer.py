"""The estates layer: outlines where the ground is known; elsewhere a sign that says that it is only a point."""

from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import Polygon
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from facilities.estates.operations import LAYER
from facilities.models import Estate, EstateKind, PointQuality
from geo import versions
from geo.crs import WGS84
from geo.layers import Field, Layer, Property, Sign, Viewer, register
from geo.touches import Touched

NAME = "estates"

FIELDS = (
    Field("kind", _("Kind")),
    Field("name_th", _("Name")),
    Field("name_en", _("Name in English")),
    Field("only_a_point", _("Only a point")),
    Field("point_quality", _("What the point is worth")),
)

PROPERTIES = (
    Property("kind", _("Kind"), choices=tuple(EstateKind.choices)),
    Property("name_th", _("Name")),
    Property("name_en", _("Name in English")),
    Property("operator_th", _("Run by")),
    Property("province_code", _("Code of the province")),
    Property("only_a_point", _("Only a point"), "boolean"),
    Property("point_quality", _("What the point is worth"), choices=tuple(PointQuality.choices)),
    Property("position_source", _("Source of the position")),
    Property("error_radius_m", _("Error radius (m)"), "number"),
)

_SHAPES = {
    EstateKind.ESTATE: "area",
    EstateKind.ZONE: "area-dashed",
    EstateKind.PARK: "area-dotted",
    EstateKind.PROMOTION: "area-mixed",
}
"""The line of the outline on the map is the line of the sign."""

_FIRST_ZOOM = 6


def rows(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """Every estate with a boundary or a point. Estates are public."""
    names = [field.name for field in FIELDS if field.name != "only_a_point"]
    placed = Estate.objects.filter(mercator__isnull=False)
    found: QuerySet[Any, dict[str, Any]] = placed.values(
        "id", *names, only_a_point=_only_a_point(), geometry=F("mercator")
    )
    return found


def features(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """All of them; `geometry` is the boundary, else the point, else null."""
    any_shape = GeometryField(srid=WGS84)
    names = [known.name for known in PROPERTIES if known.name != "only_a_point"]
    truth = Coalesce(Cast("boundary", any_shape), Cast("point", any_shape))
    found: QuerySet[Any, dict[str, Any]] = Estate.objects.values(
        "id", *names, only_a_point=_only_a_point(), geometry=truth
    )
    return found


def overlapping(viewer: Viewer, box: Polygon) -> Q:
    """By the same two columns as the geometry."""
    return Q(boundary__bboverlaps=box) | Q(boundary__isnull=True, point__bboverlaps=box)


def signs() -> tuple[Sign, ...]:
    """The line says the kind; a dot says that only a point is known."""
    kinds = [Sign("kind", kind, kind.label, "shape", shape) for kind, shape in _SHAPES.items()]
    own = (Sign("", "", "", "shape", "area"), Sign("", "", "", "fill", "hollow"))
    point = Sign("only_a_point", "true", _("Only a point: its ground is not known"), "mark", "dot")
    return (*own, *kinds, point)


def publish() -> None:
    """Called once, in `AppConfig.ready()`."""
    register(
        Layer(
            name=NAME,
            title=_("Industrial estates and zones"),
            geometry="polygon",
            rows=rows,
            fields=FIELDS,
            version=lambda: versions.current(LAYER),
            min_zoom=_FIRST_ZOOM,
            signs=signs(),
            panel_url="/facilities/estates/{id}/panel/",
            features=features,
            properties=PROPERTIES,
            touched=Touched("estates"),
            place=lambda _viewer: "mercator",
            overlapping=overlapping,
        )
    )


def _only_a_point() -> Case:
    known = When(boundary__isnull=False, then=Value(False))
    return Case(known, default=Value(True), output_field=BooleanField())
