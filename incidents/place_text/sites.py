"""Sites by their number or name, and areas by their name, as choices."""

from django.db.models import Q

from facilities.models import Facility
from facilities.registration import parse
from geo import finders
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import PositionMethod
from incidents.place_text.understood import Choice

MOST = 6
_LEAST_SCORE, _SAME_NUMBER = 0.35, 0.7
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


def _placed(viewer: Viewer):  # type: ignore[no-untyped-def]  # a queryset of theirs
    return Facility.objects.seen_by(viewer).filter(position__isnull=False, merged_into=None)


def _score(site: Facility) -> float:
    return float(site.score)  # type: ignore[attr-defined]  # annotated by search


def _choice(site: Facility) -> Choice:
    assert site.position is not None  # noqa: S101  # asked for above
    where = " ".join(filter(None, [site.subdistrict_th, site.district_th, site.province_th]))
    place = LonLat(site.position.x, site.position.y)
    return Choice(site.name, where, place, site.error_radius_m, PositionMethod(site.position_method))
