"""What the map's page knows of its ground: base maps to choose from, and levels of areas that can be coloured."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from geo.basemaps import Basemap
from geo.models import AreaEdition, Level


def ground_page() -> dict[str, Any]:
    """Members of the page's data: `basemaps` in the order of the setting, `levels` from the coarsest to the finest."""
    known = set(AreaEdition.objects.in_force(timezone.localdate()).values_list("level", flat=True))
    return {
        "basemaps": [_basemap(basemap) for basemap in settings.BASEMAPS],
        "levels": [level.value for level in Level if level in known],
    }


def _basemap(basemap: Basemap) -> dict[str, Any]:
    english = (get_language() or "").startswith("en")
    return {
        "id": basemap.id,
        "title": basemap.title_en if english else basemap.title_th,
        "attribution": basemap.attribution,
        "kind": basemap.kind,
        "url": basemap.address if basemap.kind == "xyz" else f"/tiles/basemaps/{basemap.id}.pmtiles",
        "min_zoom": basemap.min_zoom,
        "max_zoom": basemap.max_zoom,
        "tile_px": basemap.tile_px,
    }
