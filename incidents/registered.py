"""Stored sites in the terms of the rules of competence, whether or not they are among the nearest."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilities.models import Facility
from geo.coordinates import LonLat
from incidents.attribution import site_of
from incidents.competence import Site


@dataclass(frozen=True, slots=True)
class Standing:
    """A site and where it stands; no place where the register knows none."""

    site: Site
    at: LonLat | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """The columns that the rules read."""

    kind: str
    factory_class: int | None
    types: tuple[int, ...]
    registrations: tuple[str, ...]
    estate_name_th: str


def standing(keys: Iterable[int]) -> dict[int, Standing]:
    """By the key asked for; one merged into another is the other. Keys that are not there are left out."""
    rows = Facility.everything.filter(pk__in=set(keys)).select_related("merged_into__factory", "factory")
    joined = ("licences", "activities", "merged_into__licences", "merged_into__activities")
    return {row.pk: _standing(row.merged_into or row) for row in rows.prefetch_related(*joined)}


def _standing(facility: Facility) -> Standing:
    details = getattr(facility, "factory", None)
    entry = _Entry(
        kind=facility.kind,
        factory_class=details.factory_class if details else None,
        types=tuple(activity.factory_type_id for activity in facility.activities.all()),
        registrations=tuple(licence.number for licence in facility.licences.all()),
        estate_name_th=facility.estate_name_th,
    )
    place = facility.position
    return Standing(site_of(entry), LonLat(place.x, place.y) if place else None)
