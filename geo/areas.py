"""Where a place lies: its areas from province to subdistrict, the nearest other province, or why it is refused."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.errors import OutsideThailand, Unavailable
from geo.models import Area, Level

TERRITORIAL_SEA_M = 22_224.0
"""12 nautical miles, the breadth of the territorial sea (UNCLOS article 3; Thai proclamation of 6 October 1966)."""

BORDER_WITHIN_M = 20_000.0
"""How far off another province is still worth a mention."""


@dataclass(frozen=True)
class FoundArea:
    """One area and how far it is: `distance_m` is 0.0 inside, else geodesic metres to its line."""

    level: str
    code: str
    name_th: str
    name_en: str
    distance_m: float
    edition: str
    quality: str
    border_error_m: float
    area_id: int


@dataclass(frozen=True)
class Border:
    """The nearest other province, in geodesic metres."""

    distance_m: float
    code: str
    name_th: str
    name_en: str


@dataclass(frozen=True)
class Location:
    """`areas` go from province to subdistrict; levels without an edition in force that day are left out."""

    areas: tuple[FoundArea, ...]
    border: Border | None

    @property
    def province(self) -> FoundArea | None:
        """Always there after `locate`."""
        return self._at(Level.PROVINCE)

    @property
    def district(self) -> FoundArea | None:
        """None while no districts are loaded."""
        return self._at(Level.DISTRICT)

    @property
    def subdistrict(self) -> FoundArea | None:
        """None while no subdistricts are loaded."""
        return self._at(Level.SUBDISTRICT)

    def _at(self, level: str) -> FoundArea | None:
        return next((area for area in self.areas if area.level == level), None)


def locate(place: LonLat, *, on: date | None = None) -> Location:
    """The areas of a place by the editions in force on a day (today in Thailand by default). One SQL statement.

    A place on a shared border belongs to the area with the smallest code. A place outside every polygon of a level
    gets the nearest area of that level, exact on the ellipsoid, with its distance.

    A place counts as Thailand's unless one of these holds; then `OutsideThailand` names the rule, the distance to
    the nearest province and the country:

    - `box`: it lies outside 97.3-105.7 E, 5.6-20.5 N;
    - `neighbour`: it lies on a neighbouring country's land and farther from the nearest province than the lines of
      the province edition may be off (`border_error_m`): nearer than that, the line could be wrong and we serve;
    - `territorial_sea`: the nearest province is farther than 12 nautical miles (22,224 m), the breadth of that sea.

    Raises `Unavailable` while no province edition is in force that day.
    """
    if not THAILAND.contains(place):
        raise _outside(place, _("Places must lie within 97.3-105.7 E and 5.6-20.5 N"), rule="box")
    rows = Area.objects.locate(place, on or timezone.localdate(), BORDER_WITHIN_M)
    if not rows or rows[0]["level"] != Level.PROVINCE:
        raise Unavailable(_("No province boundaries are in force. Load them with: manage.py import_areas"))
    _refuse_foreign(place, rows[0])
    return Location(tuple(_area(row) for row in rows), _border(rows[0]))


def _refuse_foreign(place: LonLat, row: dict[str, Any]) -> None:
    """Row of the province, with the neighbouring country whose land it is, if it is."""
    metres, fields = row["distance_m"], {"country": row["country"], "distance_m": row["distance_m"]}
    words = {"km": f"{metres / 1000:.1f}", "province": _name(row, "name"), "country": _name(row, "country")}
    if row["country"] and metres > row["border_error_m"]:
        said = _("The place is in %(country)s, %(km)s km from %(province)s. Only places in Thailand are served.")
        raise _outside(place, said % words, rule="neighbour", **fields)
    if metres > TERRITORIAL_SEA_M:
        said = _("The place is %(km)s km from %(province)s, beyond the territorial sea (12 nautical miles, 22.2 km).")
        raise _outside(place, said % words, rule="territorial_sea", **fields)


def _name(row: dict[str, Any], key: str) -> str:
    english = (get_language() or "").startswith("en")
    return str(row[f"{key}_en" if english else f"{key}_th"])


def _outside(place: LonLat, detail: str, *, rule: str, **fields: object) -> OutsideThailand:
    return OutsideThailand(detail, field="position", value=str(place), rule=rule, **fields)


def _area(row: dict[str, Any]) -> FoundArea:
    return FoundArea(**{name: row[name] for name in FoundArea.__dataclass_fields__})


def _border(row: dict[str, Any]) -> Border | None:
    if row["border_code"] is None:
        return None
    return Border(**{name: row[f"border_{name}"] for name in Border.__dataclass_fields__})
