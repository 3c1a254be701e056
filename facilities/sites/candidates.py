"""Which other sites may be the same place: same operator and address, or a stone's throw away."""

from facilities.dossier_neighbours import neighbours_of
from facilities.models import Facility
from facilities.quality.donors import siblings
from facilities.visibility import AN_OFFICER

_NEAR_M = 100
_MOST = 12


def candidates(facility: Facility) -> list[Facility]:
    """Siblings first, then the nearest within 100 m; at most twelve."""
    near = neighbours_of(facility, _NEAR_M, AN_OFFICER).sites
    found = {other.pk: other for other in (*siblings(facility), *near)}
    return list(found.values())[:_MOST]
