"""Sites by their number or name, and areas by their name, as choices."""

from statistics import median

from django.db.models import Q
from django.utils.translation import gettext as _
from pyproj import Geod

from facilities.models import Facility
from facilities.registration import parse
from geo import finders
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import PositionMethod
from incidents.place_text import areas
from incidents.place_text.understood import Choice, Understood

MOST = 6
_LEAST_SCORE, _SAME_NUMBER = 0.35, 0.7
_FEWEST_COUNTED, _MOST_COUNTED = 8, 500
_LEAST_RADIUS_M = 2_000.0
_WGS84 = Geod(ellps="WGS84")
_SURE, _AHEAD = 0.9, 0.15


def numbered(text: str, viewer: Viewer) -> tuple[Choice, ...]:
    """Sites that bear the number; none for a text that is no registration number."""
    number = parse(text)
    if number.form == "other" or len(number.digits) < 5:
        return ()
    held = Q(licences__canonical=number.canonical) | Q(certificates__canonical=number.canonical)
    exact = _placed(viewer).filter(held).distinct()[:MOST]
    near = [] if exact else [site for site in _placed(viewer).search(text)[:MOST] if _score(site) >= _SAME_NUMBER]
    return tuple(map(_choice, [*exact, *near]))


def named(text: str, viewer: Viewer) -> tuple[Choice, ...]:
    """Sites of that name, best first; the one that is surely meant alone."""
    found = [site for site in _placed(viewer).search(text)[:MOST] if _score(site) >= _LEAST_SCORE]
    if found and _score(found[0]) >= _SURE and all(_score(found[0]) - _score(one) > _AHEAD for one in found[1:]):
        found = found[:1]
    return tuple(map(_choice, found))


def named_areas(text: str, viewer: Viewer) -> tuple[Choice, ...]:
    """Areas whose name begins with the text or holds it."""
    hits = finders.find_areas(text, viewer, MOST)
    return tuple(
        Choice(hit.title, hit.detail, hit.place, None, PositionMethod.CENTROID) for hit in hits if hit.place is not None
    )


def middle_of(code: str) -> Understood | None:
    """About the middle of a district or subdistrict without a boundary here, by the sites that the register puts there.

    The median place, since some positions are wrong; as far off as nine in ten of the sites are, and half as much more.
    None where fewer than eight are known.
    """
    rows = Facility.objects.filter(subdistrict_code__startswith=code, position__isnull=False)
    points = rows.values_list("position", flat=True)[:_MOST_COUNTED]
    places = [(point.x, point.y) for point in points if point is not None]
    name = areas.gazetteer_name(code)
    if len(places) < _FEWEST_COUNTED or not name:
        return None
    lon, lat = (median(part) for part in zip(*places, strict=True))
    away = sorted(_WGS84.inv(lon, lat, *place)[2] for place in places)
    radius_m = max(away[len(away) * 9 // 10] * 1.5, _LEAST_RADIUS_M)
    words = _("About the middle of %(area)s, right to about %(km)s km. Move the pin to the very place if you can.")
    said = words % {"area": name, "km": f"{radius_m / 1000:.1f}"}
    return Understood(LonLat(lon, lat), round(radius_m), PositionMethod.CENTROID, said, (), "address")


def _placed(viewer: Viewer):  # type: ignore[no-untyped-def]  # a queryset of theirs
    return Facility.objects.seen_by(viewer).filter(position__isnull=False, merged_into=None)


def _score(site: Facility) -> float:
    return float(site.score)  # type: ignore[attr-defined]  # annotated by search


def _choice(site: Facility) -> Choice:
    assert site.position is not None  # noqa: S101  # asked for above
    where = " ".join(filter(None, [site.subdistrict_th, site.district_th, site.province_th]))
    place = LonLat(site.position.x, site.position.y)
    return Choice(site.name, where, place, site.error_radius_m, PositionMethod(site.position_method))
