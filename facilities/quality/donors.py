"""The sites whose position another may take: same operator, same written address, a position of their own."""

from math import inf

from django.contrib.gis.geos import Point
from django.db.models import Q

from facilities.models import Facility
from facilities.models.facility import APPROXIMATE_BEYOND_M
from facilities.quality.suggesting import Donor, Refusal, Suggestion, distance_m, suggest
from facilities.stated_area import StatedAreas
from geo.coordinates import LonLat
from geo.models import Level, PositionMethod

_WORTH_TAKING = (PositionMethod.SURVEYED, PositionMethod.HAND, PositionMethod.STATED, PositionMethod.REPAIRED)
_MOST = 20


def siblings(facility: Facility) -> list[Facility]:
    """Other sites of the same operator at the same written address, nearest numbers first; at most 20."""
    if not facility.operator_th or not (facility.address_th or facility.site_key):
        return []
    written = Q(operator_th=facility.operator_th, address_th=facility.address_th) if facility.address_th else Q(pk=None)
    if facility.site_key:
        written |= Q(site_key=facility.site_key)
    # One of the two place columns is indexed and narrow; names of operators are neither.
    where = {"subdistrict_code": facility.subdistrict_code} if facility.subdistrict_code else {}
    found = Facility.objects.filter(written, province_code=facility.province_code, **where).exclude(pk=facility.pk)
    return list(found.defer("footprint", "shape", "mercator", "search_text").order_by("pk")[:_MOST])


def suggestion(facility: Facility, others: list[Facility], areas: StatedAreas) -> Suggestion | Refusal:
    """What `siblings` of a site suggest for it; `areas` are those it states."""
    donors = [_donor(other, other.position, areas) for other in others if other.position and _worth_taking(other)]
    return suggest(donors)


def _worth_taking(other: Facility) -> bool:
    return other.position_method in _WORTH_TAKING and (other.error_radius_m or 0) <= APPROXIMATE_BEYOND_M


def _donor(other: Facility, position: Point, areas: StatedAreas) -> Donor:
    place = LonLat(position.x, position.y)
    province, subdistrict = areas.at(Level.PROVINCE), areas.at(Level.SUBDISTRICT)
    return Donor(
        facility_id=other.pk,
        name=other.name,
        place=place,
        error_radius_m=other.error_radius_m or APPROXIMATE_BEYOND_M,
        province_m=areas.beyond_m(province, place) if province else inf,
        centre_m=distance_m(areas.centre(subdistrict), place) if subdistrict else None,
    )
