"""How far a site stands from the place of a report, and whether such a thing is noticed that far away."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.gis.db.models.functions import Distance

from facilities.models import Facility
from incidents.models import Report


@dataclass(frozen=True, slots=True)
class Far:
    """A site farther away than the subject of a report is usually noticed."""

    facility: Facility
    distance_m: float
    within_m: float


def distances(report: Report, keys: Collection[int]) -> dict[int, float]:
    """Geodesic metres from the exact place to each site whose place is known: for those who may see that place."""
    placed = Facility.everything.filter(pk__in=keys, shape__isnull=False)
    return {pk: away.m for pk, away in placed.values_list("pk", Distance("shape", report.position))}


def too_far(report: Report, facility: Facility) -> Far | None:
    """The site, if it stands farther off than the subject is noticed, both places taken as far off as they may be."""
    away_m = distances(report, [facility.pk]).get(facility.pk)
    within_m = float(report.category.noticed_within_m)
    off_m = (report.error_radius_m or 0.0) + (facility.error_radius_m or 0.0)
    return Far(facility, away_m, within_m) if away_m is not None and away_m > within_m + off_m else None
