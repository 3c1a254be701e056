"""Finding areas: by the day, by the place, by the code; and cutting them into parts."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models
from django.db.models import Case, Q, When
from django.db.models.functions import Length

from geo import area_names, prepared
from geo.coordinates import LonLat

if TYPE_CHECKING:
    from geo.models.areas import Area, AreaEdition, AreaPart  # noqa: F401  # named in strings below

_LOCATE = Path(__file__).with_name("locate.sql").read_text(encoding="utf-8")
_CUT = Path(__file__).with_name("cut.sql").read_text(encoding="utf-8")

LEAST_METRES_PER_DEGREE = 104_200.0
"""A degree of longitude at 20.6 N on WGS84 is 104,244 m, and every other degree nearer to the equator is longer."""


class EditionQuerySet(models.QuerySet["AreaEdition"]):
    """Editions of boundaries."""

    def activated(self) -> Self:
        """Those that are, were or will be in force."""
        return self.filter(activated_at__isnull=False)

    def in_force(self, on: date) -> Self:
        """Activated editions whose validity covers the day; at most one per level."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        not_over = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.activated().filter(started, not_over)


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas of any edition."""

    def in_force(self, on: date) -> Self:
        """Areas of the editions in force that day."""
        started = Q(edition__valid_from__isnull=True) | Q(edition__valid_from__lte=on)
        not_over = Q(edition__valid_to__isnull=True) | Q(edition__valid_to__gt=on)
        return self.filter(started, not_over, edition__activated_at__isnull=False)

    def named(self, text: str, limit: int) -> list["Area"]:
        """The best fits of a name: exact ones, then those that begin with it, then the rest; larger areas first."""
        wanted, level = area_names.bare(text), area_names.level_said(text)
        if not wanted:
            return []
        rank = Case(
            When(search_text__contains=f"|{wanted}|", then=0),
            When(search_text__contains=f"|{wanted}", then=1),
            default=2,
        )
        found = self.filter(search_text__contains=wanted, **({"level": level} if level else {}))
        return list(found.order_by(rank, Length("code"), "code")[:limit])

    def locate(self, place: LonLat, on: date, border_within_m: float) -> list[dict[str, Any]]:
        """One row per level in force that day, province first; see locate.sql. `geo.areas.locate` is the door."""
        values: dict[str, str | float | date] = {
            "place": f"SRID=4326;POINT({place.lon!r} {place.lat!r})",
            "on": on,
            "metres_per_degree": LEAST_METRES_PER_DEGREE,
            "border_within_m": border_within_m,
        }
        return prepared.named_rows(_LOCATE, values, using=self.db)


class AreaPartQuerySet(models.QuerySet["AreaPart"]):
    """Pieces of areas."""

    def cut(self, edition_id: int) -> int:
        """Fill the side table for one edition; how many parts it took."""
        with connection.cursor() as cursor:
            cursor.execute(_CUT, {"edition": edition_id})
            return int(cursor.rowcount)
