"""Stored sites in the terms of the rules of competence, whether or not they are among the nearest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from facilities.models import Facility
from geo.areas import locate
from geo.coordinates import LonLat
from geo.errors import OutsideThailand
from incidents.attribution import beyond, site_of
from incidents.competence import Site, Situation


@dataclass(frozen=True, slots=True)
class Standing:
    """A site and where it stands; no place where the register knows none."""

    site: Site
    at: LonLat | None
    error_m: float | None = None

    def confirmed_for(self, situation: Situation) -> Situation:
        """The situation, once an officer said that it is about this site: where it stands decides, province and all.

        A smell crosses borders; the works that it comes from answer to the office of their own province. Dumped waste
        and emergencies stay with the place.
        """
        situation = replace(situation, site=self.site, at=self.at or situation.at)
        if self.at is None or situation.of_the_place:
            return situation
        try:
            location = locate(self.at, on=situation.on)
        except OutsideThailand:
            return situation
        if location.province is None:
            return situation
        return replace(
            situation,
            province_code=location.province.code,
            province_th=location.province.name_th,
            province_en=location.province.name_en,
            district_code=location.district.code if location.district else "",
            subdistrict_code=location.subdistrict.code if location.subdistrict else "",
            beyond=beyond(location, location.province, self.error_m),
        )


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
    return Standing(site_of(entry), LonLat(place.x, place.y) if place else None, facility.error_radius_m)
