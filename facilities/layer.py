"""The facilities layer: declared here once for tiles, feature API, exports and legend."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, FloatField, Func, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from facilities.exports.formats import FORMATS
from facilities.filters import FILTERS
from facilities.filters.whats import kind_for
from facilities.layer_features import PROPERTIES, features, overlapping
from facilities.models import Facility, Kind, Status
from facilities.past import status_on, stood
from facilities.visibility import HIDDEN, PERMISSION
from geo import versions
from geo.coordinates import LonLat
from geo.layers import Export, Field, Layer, Sign, Viewer, register
from geo.models import Level
from geo.place_filters import spot
from geo.touches import Touched

NAME = "facilities"

FIELDS = (
    Field("kind", _("Kind")),
    Field("status", _("Status")),
    Field("hazard", _("High hazard")),
    Field("approximate", _("Approximate position")),
    Field("name_th", _("Name"), low_zoom=False),
    Field("name_en", _("Name in English"), low_zoom=False),
)

_SHAPES = {
    Kind.FACTORY: "square",
    Kind.MINE: "triangle",
    Kind.SME: "circle",
    Kind.SEIZED: "diamond-sealed",
    Kind.SUSPECTED: "diamond-broken",
}
"""Seized and suspected sites are diamonds both: a seal round the one, a broken line round the other."""

_FILLS = {
    Status.OPERATING: "solid",
    Status.LICENSED: "dotted",
    Status.STOPPED: "half",
    Status.SUSPENDED: "bars",
    Status.CLOSED: "cross",
    Status.STRUCK_OFF: "hollow",
    Status.UNKNOWN: "dash",
}

_WORST_FIRST = (
    Status.CLOSED,
    Status.SUSPENDED,
    Status.STOPPED,
    Status.UNKNOWN,
    Status.OPERATING,
    Status.LICENSED,
    Status.STRUCK_OFF,
)
"""Under an order first; what is off the register last."""

_NAMES = ("name_th", "name_en", "operator_th", "source_key")
_EXPORT = "/facilities/export/"


def rows(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """Every facility that has a position and that the viewer may know of."""
    names = [field.name for field in FIELDS]
    placed = Facility.objects.seen_by(viewer).filter(mercator__isnull=False)
    found: QuerySet[Any, dict[str, Any]] = placed.values("id", *names, geometry=F("mercator"))
    return found


def rows_as_of(viewer: Viewer, day: date) -> "QuerySet[Any, dict[str, Any]]":
    """As it stood at the end of a day: the sites that stood then, in the status of then, at the places of today."""
    names = [field.name for field in FIELDS if field.name != "status"]
    placed = Facility.objects.seen_by(viewer).filter(stood(day), mercator__isnull=False)
    # values() before annotate(): a field that is not selected leaves its name free, and filters mean the new one.
    found: QuerySet[Any, dict[str, Any]] = placed.values("id", *names).annotate(
        status=status_on(day), geometry=F("mercator")
    )
    return found


def titles(viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
    """Their names in the language of the moment."""
    return {site.pk: site.name for site in Facility.objects.seen_by(viewer).filter(pk__in=ids).only(*_NAMES)}


def apart_m(place: LonLat) -> Func:
    """To the footprint where it is known, as `near` asks."""
    return Func(F("shape"), spot(place), function="ST_Distance", output_field=FloatField())


def area_code(viewer: Viewer, level: str) -> "tuple[Q, str | Combinable]":
    """As the register states it, which is public; as the filter `area` compares it."""
    if level == Level.PROVINCE:
        return Q(province_code__gt=""), F("province_code")
    code = F("subdistrict_code") if level == Level.SUBDISTRICT else Left("subdistrict_code", 4)
    return Q(subdistrict_code__gt=""), code


def signs() -> tuple[Sign, ...]:
    """Shape says kind, fill says status, marks warn."""
    secret = dict.fromkeys(HIDDEN, PERMISSION)
    shapes = [Sign("kind", kind, kind.label, "shape", shape, secret.get(kind, "")) for kind, shape in _SHAPES.items()]
    fills = [Sign("status", status, status.label, "fill", fill) for status, fill in _FILLS.items()]
    hazard = Sign("hazard", "true", _("High hazard"), "mark", "flame")
    approximate = Sign("approximate", "true", _("Approximate position"), "mark", "halo")
    return (*shapes, *fills, hazard, approximate)


def version() -> str:
    """Grows with every change of the register."""
    return versions.current(NAME)


def publish() -> None:
    """Called once, in `AppConfig.ready()`."""
    register(
        Layer(
            name=NAME,
            title=_("Facilities"),
            geometry="point",
            rows=rows,
            fields=FIELDS,
            version=version,
            cluster_until=12,
            count_by=("kind", "status"),
            worst_of="status",
            worst_first=tuple(status.value for status in _WORST_FIRST),
            signs=signs(),
            panel_url="/facilities/{id}/panel/",
            features=features,
            properties=PROPERTIES,
            time="updated_at",
            filters=FILTERS,
            seen_filters=lambda viewer: (kind_for(viewer),),
            rows_as_of=rows_as_of,
            titles=titles,
            apart_m=apart_m,
            area_code=area_code,
            list_url="/facilities/",
            exports=tuple(Export(one.name, one.title, f"{_EXPORT}?format={one.name}") for one in FORMATS.values()),
            place=lambda _viewer: "mercator",
            touched=Touched("facilities"),
            overlapping=overlapping,
        )
    )
