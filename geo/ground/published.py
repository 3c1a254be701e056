"""The layers of the backdrop that an extract brings. Nobody is told of them before one is loaded."""

import time
from functools import partial
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from geo import versions
from geo.ground.bands import NEAR, band_of
from geo.ground.store import NAME
from geo.layers import Field, Layer, Viewer, register
from geo.models import GroundEdition, GroundPlace, GroundShape, GroundTheme
from geo.touches import Touched

TRUSTED_S = 3.0
"""For so long a process believes what it last read: a map asks for dozens of tiles at once."""

LINE_FIELDS = (
    Field("kind", _("Kind")),
    Field("ref", _("Number")),
    Field("name_th", _("Name"), low_zoom=False),
    Field("name_en", _("Name in English"), low_zoom=False),
)
PLACE_FIELDS = (
    Field("kind", _("Kind")),
    Field("name_th", _("Name")),
    Field("name_en", _("Name in English")),
    Field("population", _("Population")),
)

_LINES = (
    (GroundTheme.WATER, "water", _("Lakes and broad rivers"), "polygon"),
    (GroundTheme.STREAM, "waterways", _("Rivers and canals"), "line"),
    (GroundTheme.RAIL, "railways", _("Railways"), "line"),
    (GroundTheme.ROAD, "roads", pgettext_lazy("layer of the map", "Roads"), "line"),
)
PLACES = "places"
NAMES = frozenset({PLACES, *(name for _theme, name, _title, _geometry in _LINES)})

_seen: dict[str, Any] = {"at": -TRUSTED_S, "there": False}


def loaded(viewer: Viewer | None = None) -> bool:
    """Whether any extract is loaded, as of at most `TRUSTED_S` ago."""
    now = time.monotonic()
    if now - _seen["at"] > TRUSTED_S:
        _seen.update(at=now, there=GroundEdition.objects.exists())
    return bool(_seen["there"])


def forget() -> None:
    """Look anew: for tests, and for a process that has just loaded one."""
    _seen["at"] = -TRUSTED_S


def shapes(theme: str, viewer: Viewer, zoom: int) -> "QuerySet[Any, dict[str, Any]]":
    """What a tile of this zoom draws of one theme. Public."""
    known = GroundShape.objects.filter(band=band_of(zoom), theme=theme, first_zoom__lte=zoom)
    names = [field.name for field in LINE_FIELDS]
    found: QuerySet[Any, dict[str, Any]] = known.values("id", *names, geometry=F("shape"))
    return found


def places(viewer: Viewer, zoom: int) -> "QuerySet[Any, dict[str, Any]]":
    """Names that this zoom has room for. Public."""
    names = [field.name for field in PLACE_FIELDS]
    known = GroundPlace.objects.filter(first_zoom__lte=zoom)
    found: QuerySet[Any, dict[str, Any]] = known.values("id", *names, geometry=F("position"))
    return found


def publish() -> None:
    """Called once, in `AppConfig.ready()`, before what stands on the ground."""
    for theme, name, title, geometry in _LINES:
        rows_at = partial(shapes, theme)
        _register(name, title, geometry, LINE_FIELDS, rows_at)
    _register(PLACES, _("Towns and villages"), "point", PLACE_FIELDS, places)


def _register(name: str, title: Any, geometry: Any, fields: tuple[Field, ...], rows_at: Any) -> None:
    register(
        Layer(
            name=name,
            title=title,
            geometry=geometry,
            rows=partial(_closest, rows_at),
            rows_at=rows_at,
            fields=fields,
            version=lambda: versions.current(NAME),
            visible_to=loaded,
            touched=Touched("ground"),
        )
    )


def _closest(rows_at: Any, viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    found: QuerySet[Any, dict[str, Any]] = rows_at(viewer, NEAR[-1][1])
    return found
