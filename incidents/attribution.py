"""What a place and a subject are attributed to: areas, nearest facilities, the presumed site, the competent body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from facilities.nearest import Near, nearest
from facilities.registration import Registration, parse
from geo.areas import FoundArea, Location, locate
from geo.coordinates import LonLat
from geo.errors import Unavailable
from incidents.competence import Beyond, Competence, Site, Situation, decide
from incidents.presumption import Presumption, presume
from incidents.ranking import NEAREST, Asked, Found, Ranking, SourceSite, find_one, rank_found

CANDIDATES = NEAREST

ANY_CATEGORY = "other"
"""What the ranking is asked where no subject is given."""


class Registered(Protocol):
    """What the rules read of a site, however it was found."""

    @property
    def kind(self) -> str: ...
    @property
    def factory_class(self) -> int | None: ...
    @property
    def types(self) -> tuple[int, ...]: ...
    @property
    def registrations(self) -> tuple[str, ...]: ...
    @property
    def estate_name_th(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything said about a place on one day. `nearest` holds up to five, nearest first; `ranking` who it may be.

    `situation` is what the rules were asked.
    """

    location: Location
    province: FoundArea
    nearest: tuple[Near, ...]
    presumption: Presumption
    competence: Competence
    ranking: Ranking
    situation: Situation


def assess(
    place: LonLat,
    *,
    on: date,
    category: str = "",
    emergency: bool = False,
    accuracy_m: float | None = None,
    without: Sequence[str] = (),
    description: str = "",
    at: datetime | None = None,
    apart_from: int | None = None,
) -> Assessment:
    """Areas, nearest and likely sites, each by one SQL statement, then pure rules; kinds in `without` are passed over.

    `at` is when it was noticed, for the wind; `apart_from` the key of a stored report that is assessed anew.

    Raises `OutsideThailand`; `Unavailable` without province boundaries.
    """
    location = locate(place, on=on)
    if location.province is None:
        raise Unavailable("No boundaries of provinces are in force that day")
    asked = Asked(place, accuracy_m, category or ANY_CATEGORY, at, apart_from)
    found = find_one(asked, without=without)
    near = nearest(place, CANDIDATES, without=without) if found.nearest is None else found.nearest
    ranking = rank_found(asked, description, found)
    presumption = presume(ranking, near[0].id if near else None)
    situation = Situation(
        province_code=location.province.code,
        province_th=location.province.name_th,
        province_en=location.province.name_en,
        on=on,
        category=category,
        emergency=emergency,
        site=_presumed(presumption, near, found),
        beyond=beyond(location, location.province, accuracy_m),
        district_code=location.district.code if location.district else "",
        subdistrict_code=location.subdistrict.code if location.subdistrict else "",
        at=_stands_at(presumption, (*near, *found.sites)) or place,
    )
    return Assessment(location, location.province, near, presumption, decide(situation), ranking, situation)


def site_of(near: Registered) -> Site:
    """A facility in the terms of the rules, from the register's columns and from what its numbers say."""
    numbers = [parse(number) for number in near.registrations]
    return Site(
        kind=near.kind,
        factory_class=near.factory_class or next((n.factory_class for n in numbers if n.factory_class), None),
        types=_types(near, numbers),
        issuer=_issuer(numbers),
        zone=any(number.form == "old" and number.prefix == "ข" for number in numbers),
        estate=bool(near.estate_name_th) or any(_says_estate(number) for number in numbers),
    )


def beyond(location: Location, province: FoundArea, error_m: float | None) -> Beyond | None:
    """Who is beyond the nearest border of provinces, and how far that line and the place may be off together."""
    border = location.border
    if border is None:
        return None
    off_m = province.border_error_m + (error_m or 0.0)
    return Beyond(border.code, border.name_th, border.name_en, border.distance_m, off_m)


def _presumed(presumption: Presumption, near: tuple[Near, ...], found: Found) -> Site | None:
    """The presumed site for the rules."""
    if presumption.about_nearest:
        return site_of(near[0])
    return next((site_of(site) for site in found.sites if site.id == presumption.site), None)


def _stands_at(presumption: Presumption, sites: Sequence[Near | SourceSite]) -> LonLat | None:
    """Where the presumed site stands: its ground decides, not the ground that the smell was carried to."""
    presumed = [site for site in sites if site.id == presumption.site]
    return next((LonLat(s.lon, s.lat) for s in presumed if s.lon is not None and s.lat is not None), None)


def _types(near: Registered, numbers: list[Registration]) -> tuple[tuple[int, int | None], ...]:
    """Sub-items stand in the numbers only; a type that no number repeats has none."""
    stated = {(number.type_code, number.sub_item) for number in numbers if number.type_code is not None}
    with_item = {type_code for type_code, _ in stated}
    return tuple(sorted(stated | {(code, None) for code in near.types if code not in with_item}, key=str))


def _issuer(numbers: list[Registration]) -> str:
    """IEAT before all: a site of theirs may still carry an older licence of DIW."""
    issuers = [number.issuer for number in numbers]
    return next((issuer for issuer in ("ieat", "pio", "diw") if issuer in issuers), "")


def _says_estate(number: Registration) -> bool:
    """The second of the 14 digits: 2 and 3 inside an estate, whoever's (domain notes 1.3)."""
    return number.form == "fourteen" and number.canonical[1] in "23"
