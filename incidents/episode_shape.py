"""The time, place and side of an episode, stored with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.crs import WGS84
from incidents.models import Episode, Report, WindReading
from incidents.sector import Wind, sector

WIND_WITHIN_M = 50_000.0
WIND_WITHIN = timedelta(hours=2)


def draw(episode: Episode, reports: Sequence[Report], suspect: Facility | None) -> None:
    """From its reports, which are in order of time, the wind of that hour if any is known, and a common suspect."""
    places = [LonLat(one.position.x, one.position.y) for one in reports]
    middle = reports[len(reports) // 2]
    site = suspect.position if suspect is not None else None
    found = sector(
        places,
        wind=wind_at(middle.position, middle.received_at),
        suspect=LonLat(site.x, site.y) if site is not None else None,
    )
    episode.began_at, episode.last_at = reports[0].received_at, reports[-1].received_at
    episode.centre = Point(found.centre.lon, found.centre.lat, srid=WGS84)
    episode.radius_m = round(found.radius_m, 1)
    episode.bearing_from, episode.bearing_to = _rounded(found.bearing_from), _rounded(found.bearing_to)
    episode.suspect = suspect
    episode.save()


def wind_at(place: Point, at: datetime) -> Wind | None:
    """The nearest reading of that hour; None where none is near enough."""
    of_the_hour = WindReading.objects.filter(observed_at__range=(at - WIND_WITHIN, at + WIND_WITHIN))
    nearest = of_the_hour.annotate(away=Distance("position", place, spheroid=True)).order_by("away", "-id").first()
    if nearest is None or nearest.away.m > WIND_WITHIN_M:
        return None
    return Wind(nearest.from_degrees, nearest.speed_ms)


def _rounded(bearing: float | None) -> float | None:
    return None if bearing is None else round(bearing, 1)
