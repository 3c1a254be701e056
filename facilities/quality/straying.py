"""A position outside the area that the site states: how far, where instead, and what was said of it.

The rule is that of `sql/outside.sql`, but that the line's own error only excuses a matter and never the question.
"""

from dataclasses import dataclass

from facilities.models import Facility, Matter, WorkItem
from facilities.stated_area import StatedAreas
from geo.areas import locate
from geo.coordinates import LonLat
from geo.errors import OutsideThailand, Unavailable
from geo.models import Area

_RADIUS_AT_MOST_M = 200.0
"""A larger radius excuses no more than this."""

_SAME_M = 5.0
"""Two ways of measuring one distance differ by no more."""


@dataclass(frozen=True)
class Straying:
    """`metres` outside `area`. `within_error` says that the drawn line may be off by as much."""

    area: Area
    place: LonLat
    metres: float
    within_error: bool

    @property
    def line_error_m(self) -> float:
        """How far the drawn line may be off."""
        return float(self.area.edition.border_error_m)

    @property
    def mark(self) -> str:
        """The place as a form sends it back: who confirms, confirms this place and no other."""
        return f"{self.place.lon:.6f},{self.place.lat:.6f}"

    def there(self) -> str:
        """The areas it lies in instead, from the finest up, in Thai; empty where none is known."""
        try:
            areas = locate(self.place).areas
        except (OutsideThailand, Unavailable):
            return ""
        return " ".join(area.name_th for area in reversed(areas) if not area.distance_m)


def straying(areas: StatedAreas, place: LonLat, error_radius_m: float | None) -> Straying | None:
    """None inside the finest stated area, nearer than the position may be off, or where no area is known."""
    area = areas.finest
    if area is None:
        return None
    metres = areas.index.distance_m(area.code, place.lon, place.lat)
    radius = min(error_radius_m or 0.0, _RADIUS_AT_MOST_M)
    if metres <= radius:
        return None
    return Straying(area, place, metres, within_error=metres <= area.edition.border_error_m + radius)


def confirmed(facility: Facility, found: Straying) -> WorkItem | None:
    """The settled matter in which a person said that this very position is right."""
    items = facility.work_items.filter(matter=Matter.OUTSIDE, accepted=True, detail__code=found.area.code)
    near = (item for item in items.order_by("-settled_at") if abs(item.detail["metres"] - found.metres) <= _SAME_M)
    return next(near, None)
