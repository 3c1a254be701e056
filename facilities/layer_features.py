"""What the feature API and the exports give of a facility: every one of the register, placed or not."""

from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import Polygon
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from facilities import written
from facilities.models import Facility, Kind, Licence, Status
from facilities.registration import parse
from geo.crs import WGS84
from geo.layers import Property, Viewer
from geo.models import PositionMethod


def holding_number(number: str) -> Q:
    """Facilities of which a registration has this number, printed or of fourteen digits, in any writing."""
    canonical = parse(number).canonical
    if not canonical:
        return Q(pk__in=[])
    said = Q(canonical=canonical) | Q(fourteen=canonical)
    return Q(pk__in=Licence.objects.filter(said).values("facility"))


PROPERTIES = (
    Property("registrations", _("Registration numbers"), "list", holds=holding_number),
    Property("name_th", _("Name")),
    Property("name_en", _("Name in English")),
    Property("operator", _("Operator")),
    Property("kind", _("Kind"), choices=tuple(Kind.choices)),
    Property("status", _("Status"), choices=tuple(Status.choices)),
    Property("class", _("Class"), "integer"),
    Property("types", _("Factory types"), "list"),
    Property("hazard", _("High hazard"), "boolean"),
    Property("mineral_th", _("Mineral")),
    Property("horsepower", _("Horsepower"), "number"),
    Property("workers", _("Workers"), "integer"),
    Property("address_th", _("Address")),
    Property("subdistrict_th", _("Subdistrict")),
    Property("district_th", _("District")),
    Property("province_th", _("Province")),
    Property("subdistrict_code", _("Code of the subdistrict")),
    Property("province_code", _("Code of the province")),
    Property("estate", _("Industrial estate")),
    Property("position_source", _("Source of the position")),
    Property("position_method", _("How the position was found"), choices=tuple(PositionMethod.choices)),
    Property("error_radius_m", _("Error radius (m)"), "number"),
    Property("approximate", _("Approximate position"), "boolean"),
    Property("updated_at", _("Last changed"), "date-time"),
)


def features(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """The whole register, which is public. `geometry` is the footprint, else the position, else null."""
    named = {
        "registrations": written.registrations(),
        "operator": F("operator_th"),
        "class": F("factory__factory_class"),
        "types": written.types(),
        "mineral_th": F("mine__mineral_th"),
        "horsepower": F("factory__horsepower"),
        "workers": F("factory__workers"),
        "estate": F("estate_name_th"),
    }
    plain = [known.name for known in PROPERTIES if known.name not in named]
    found: QuerySet[Any, dict[str, Any]] = Facility.objects.seen_by(viewer).values(
        "id", *plain, **named, geometry=_true_geometry()
    )
    return found


def overlapping(viewer: Viewer, box: Polygon) -> Q:
    """Answered from the indexes of `footprint` and of `position`."""
    return Q(footprint__bboverlaps=box) | Q(footprint__isnull=True, position__bboverlaps=box)


def _true_geometry() -> Coalesce:
    any_shape = GeometryField(srid=WGS84)
    return Coalesce(Cast("footprint", any_shape), Cast("position", any_shape))
