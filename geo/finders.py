"""What the foundation adds to the search box: areas by name, places by coordinates."""

from collections.abc import Iterable

from django.contrib.gis.db.models.functions import Envelope, PointOnSurface
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo import area_names, coordinate_text, search
from geo.bbox import Bbox
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import Area, Level
from geo.search import Hit

_ZOOM = {Level.PROVINCE: 9, Level.DISTRICT: 11, Level.SUBDISTRICT: 13}
_SCORE = {"exact": 0.9, "start": 0.7, "inside": 0.4}
_LEVEL_BONUS = {Level.PROVINCE: 0.05, Level.DISTRICT: 0.03, Level.SUBDISTRICT: 0.0}


def register() -> None:
    """Called once, in `AppConfig.ready()`."""
    search.register("coordinates", find_coordinates, settles=True)
    search.register("areas", find_areas)


def find_coordinates(text: str, viewer: Viewer, limit: int) -> list[Hit]:
    """The place when the text is a pair of coordinates, in any form that people use; two where its UTM zone is unsaid.

    Coordinates outside Thailand are answered too, without a place to go to: that they are outside.
    """
    if found := coordinate_text.places(text):
        return [_coordinates(reading.place, _read_as(reading.zone), reading.place) for reading in found]
    if elsewhere := coordinate_text.elsewhere(text):
        return [_coordinates(elsewhere, _("Outside Thailand; only places in Thailand are served"), None)]
    return []


def _coordinates(said: LonLat, detail: str, place: LonLat | None) -> Hit:
    return Hit("coordinates", f"{said.lat:.6f}, {said.lon:.6f}", detail, 1.0, place, zoom=16)


def _read_as(zone: int) -> str:
    if not zone:
        return _("Latitude, longitude")
    return _("Read as metres of UTM zone %(zone)d on WGS84") % {"zone": zone}


def find_areas(text: str, viewer: Viewer, limit: int) -> list[Hit]:
    """Areas in force today whose Thai or English name begins with the text or holds it.

    A leading word or its short form (จังหวัด, จ., อำเภอ, อ., เขต, ตำบล, ต., แขวง) narrows to that level.
    """
    # A province's boundary may be a megabyte: point and box are found where the boundary is.
    light = Area.objects.annotate(place=PointOnSurface("boundary"), box=Envelope("boundary")).defer("boundary")
    found = light.in_force(timezone.localdate()).named(text, limit)
    parents = _parents(found)
    return [_hit(area, text, parents) for area in found]


def _hit(area: Area, text: str, parents: dict[str, str]) -> Hit:
    level = Level(area.level)
    above = [parents[code] for code in (area.code[:4], area.code[:2]) if code != area.code and code in parents]
    place, box = area.place, area.box  # type: ignore[attr-defined]  # annotated above
    return Hit(
        kind="area",
        title=area_names.full_name(level, area.code, _name(area)),
        detail=", ".join(dict.fromkeys(above)) or str(level.label),
        score=_SCORE[area_names.how_it_fits(area.search_text, text)] + _LEVEL_BONUS[level],
        place=LonLat(place.x, place.y),
        zoom=_ZOOM[level],
        bounds=Bbox(*box.extent),
        id=area.code,
    )


def _parents(areas: Iterable[Area]) -> dict[str, str]:
    """Full names of everything above the areas, by code."""
    codes = {area.code[:digits] for area in areas for digits in (2, 4)}
    found = Area.objects.in_force(timezone.localdate()).filter(code__in=codes).defer("boundary")
    return {area.code: area_names.full_name(Level(area.level), area.code, _name(area)) for area in found}


def _name(area: Area) -> str:
    return area.name_en or area.name_th if (get_language() or "").startswith("en") else area.name_th
