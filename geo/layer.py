"""The backdrop: administrative areas in force today, generalised per zoom, and the neighbours' land around them."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo import versions
from geo.generalise import BANDS, FIRST_ZOOM, band_of
from geo.layers import Field, Layer, Property, Viewer, register
from geo.models import Area, NeighbourLand
from geo.models.areas import Quality
from geo.models.levels import Level
from geo.touches import Touched

NAME = "areas"

FIELDS = (
    Field("level", _("Level")),
    Field("code", _("Code")),
    Field("name_th", _("Name")),
    Field("name_en", _("Name in English")),
    Field("quality", _("Quality of the boundaries")),
)

NEIGHBOUR_FIELDS = (Field("country", _("Country")), Field("name_th", _("Name")), Field("name_en", _("Name in English")))

PROPERTIES = (
    Property("level", _("Level"), choices=tuple(Level.choices)),
    Property("code", _("Code")),
    Property("parent_code", _("Code of the area around it")),
    Property("name_th", _("Name")),
    Property("name_en", _("Name in English")),
    Property("edition", _("Edition of boundaries")),
    Property("quality", _("Quality of the boundaries"), choices=tuple(Quality.choices)),
    Property("border_error_m", _("Error of the borders (m)"), "number"),
)

NEIGHBOUR_PROPERTIES = tuple(Property(field.name, field.title) for field in NEIGHBOUR_FIELDS)


def rows(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """Every area in force today, with its lines as loaded. Areas are public."""
    return _shapes(BANDS[-1][0], list(FIRST_ZOOM))


def rows_at(viewer: Viewer, zoom: int) -> "QuerySet[Any, dict[str, Any]]":
    """The levels drawn at this zoom: provinces always, districts from 8, subdistricts from 11."""
    return _shapes(band_of(zoom), [level for level, first in FIRST_ZOOM.items() if zoom >= first])


def neighbour_rows(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """Pieces of the neighbouring countries' land; their common edges are cuts, not borders."""
    names = [field.name for field in NEIGHBOUR_FIELDS]
    found: QuerySet[Any, dict[str, Any]] = NeighbourLand.objects.values("id", *names, geometry=F("mercator"))
    return found


def features(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """Every area in force today with its boundary as loaded, not generalised."""
    # `edition` comes last: from then on the name means the column of the rows and no longer the related edition.
    named = {
        "quality": F("edition__quality"),
        "border_error_m": F("edition__border_error_m"),
        "edition": F("edition__name"),
    }
    areas = Area.objects.in_force(timezone.localdate())
    plain = areas.values("id", *(known.name for known in PROPERTIES if known.name not in named))
    found: QuerySet[Any, dict[str, Any]] = plain.annotate(**named, geometry=F("boundary"))
    return found


def neighbour_features(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """The pieces with their lines in degrees."""
    names = [known.name for known in NEIGHBOUR_PROPERTIES]
    found: QuerySet[Any, dict[str, Any]] = NeighbourLand.objects.values("id", *names, geometry=F("shape"))
    return found


def version() -> str:
    """Grows with every activation; the day is part of it, as an edition may begin at midnight."""
    return f"{versions.current(NAME)}-{timezone.localdate():%Y%m%d}"


def publish() -> None:
    """Called once, in `AppConfig.ready()`. The neighbours come first, being under the areas."""
    register(
        Layer(
            name="neighbours",
            title=_("Neighbouring countries"),
            geometry="polygon",
            rows=neighbour_rows,
            fields=NEIGHBOUR_FIELDS,
            version=lambda: versions.current(NAME),
            features=neighbour_features,
            properties=NEIGHBOUR_PROPERTIES,
            touched=Touched("areas"),
        )
    )
    register(
        Layer(
            name=NAME,
            title=_("Administrative areas"),
            geometry="polygon",
            rows=rows,
            rows_at=rows_at,
            fields=FIELDS,
            version=version,
            features=features,
            properties=PROPERTIES,
            touched=Touched("areas"),
        )
    )


def _shapes(band: int, levels: list[str]) -> "QuerySet[Any, dict[str, Any]]":
    areas = Area.objects.in_force(timezone.localdate())
    names = [field.name for field in FIELDS if field.name != "quality"]
    found: QuerySet[Any, dict[str, Any]] = areas.filter(level__in=levels, tile_shapes__min_zoom=band).values(
        "id", *names, quality=F("edition__quality"), geometry=F("tile_shapes__shape")
    )
    return found
