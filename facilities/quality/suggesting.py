"""Whether another site's position may be taken for a site that has none worth the name (domain notes 1.5). Pure.

Of the donors of one national clean-up 172 were refused for another province, 537 for lying more than 15 km from the
middle of the stated subdistrict, and 27 sites were left alone because their donors disagreed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from pyproj import Geod

from geo.coordinates import LonLat

WITHIN_M = 15_000.0
"""How far from the middle of the stated subdistrict a donor may lie."""

AGREE_WITHIN_M = 200.0
"""How far apart donors of one site may lie; the points of one real site are 4 m apart in the median."""

_WGS84 = Geod(ellps="WGS84")


class Refused(StrEnum):
    """Why no position is suggested."""

    NO_DONOR = "no_donor"
    NO_SUBDISTRICT = "no_subdistrict"
    OTHER_PROVINCE = "other_province"
    TOO_FAR = "too_far"
    DONORS_DISAGREE = "donors_disagree"


@dataclass(frozen=True, slots=True)
class Donor:
    """A site of the same operator at the same written address.

    `province_m` is how far it lies from the stated province (0.0 inside), `centre_m` how far from the middle of the
    stated subdistrict, None where that is not known.
    """

    facility_id: int
    name: str
    place: LonLat
    error_radius_m: float
    province_m: float
    centre_m: float | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A position, how far off it may be, and the donors that agree on it."""

    place: LonLat
    error_radius_m: float
    donors: tuple[Donor, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """No suggestion, with the rule and the distance that broke it where there is one."""

    why: Refused
    metres: float | None = None


def suggest(donors: Sequence[Donor]) -> Suggestion | Refusal:
    """The position of the best donor, if all that pass the checks agree; else why not."""
    if not donors:
        return Refusal(Refused.NO_DONOR)
    at_home = [donor for donor in donors if donor.province_m == 0.0]
    if not at_home:
        return Refusal(Refused.OTHER_PROVINCE, min(donor.province_m for donor in donors))
    measured = [(donor, donor.centre_m) for donor in at_home if donor.centre_m is not None]
    if not measured:
        return Refusal(Refused.NO_SUBDISTRICT)
    near = [donor for donor, metres in measured if metres <= WITHIN_M]
    if not near:
        return Refusal(Refused.TOO_FAR, min(metres for _, metres in measured))
    spread_m = max((distance_m(one.place, other.place) for one, other in combinations(near, 2)), default=0.0)
    if spread_m > AGREE_WITHIN_M:
        return Refusal(Refused.DONORS_DISAGREE, spread_m)
    best = min(near, key=lambda donor: (donor.error_radius_m, donor.facility_id))
    return Suggestion(best.place, max(best.error_radius_m, spread_m), tuple(near))


def distance_m(one: LonLat, other: LonLat) -> float:
    """Geodesic metres."""
    metres: float = _WGS84.inv(one.lon, one.lat, other.lon, other.lat)[2]
    return metres
