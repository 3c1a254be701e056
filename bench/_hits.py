"""How often an answer holds the true source, for the ranking and for the nearest alone, over the same reports."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from _sources import District, Reading, Told
from django.contrib.gis.geos import Point

from facilities.models import Facility
from facilities.nearest import nearest
from facilities.operations import register_many
from geo.changes import Actor
from geo.crs import WGS84
from incidents.models import WindReading
from incidents.ranking import Asked, Found, Question, find_many, rank
from incidents.ranking.parameters import DEFAULTS, Parameters

_ALONE_WITHIN_M = 500.0
"""Nearest alone names none farther than this and both error radii: how it was presumed before there was a ranking."""


@dataclass(frozen=True, slots=True)
class Case:
    """A report with everything either answer is made from. `source` is None for one that no register knows."""

    told: Told
    source: int | None
    found: Found
    nearest: tuple[int | None, ...]


@dataclass
class Hits:
    """Counts of one category. `named` counts those whose source is registered."""

    reports: int = 0
    named: int = 0
    ranked: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    alone: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    """Rank 1 and top 5 of all; then of those whose source is registered, among the sites named."""

    def add(self, source: int | None, ranked: Sequence[int | None], alone: Sequence[int | None]) -> None:
        """One report."""
        self.reports += 1
        self.named += source is not None
        for counts, answer in ((self.ranked, ranked), (self.alone, alone)):
            counts[0] += source in answer[:1]
            counts[1] += source in answer[:5]
            sites = [one for one in answer if one is not None]
            counts[2] += source is not None and source in sites[:1]
            counts[3] += source is not None and source in sites[:5]


def settle(districts: Iterable[District]) -> dict[str, int]:
    """Put the sites into the register; keys of the database by keys of the district."""
    news = [site.new for district in districts for site in district.sites if site.new is not None]
    register_many(news, actor=Actor("bench"), reason="bench")
    return dict(Facility.objects.filter(source="bench").values_list("source_key", "id"))


def cases(told: Sequence[Told], keys: dict[str, int]) -> list[Case]:
    """What is found for each, by the statements the service uses; the readings are stored first."""
    WindReading.objects.bulk_create(_reading(one.wind) for one in told if one.wind)
    asked = [Asked(one.place, one.error_m, one.category, one.at) for one in told]
    found = [one for start in range(0, len(asked), 100) for one in find_many(asked[start : start + 100])]
    return [
        Case(one, keys[one.source] if one.source else None, seen, _alone(one))
        for one, seen in zip(told, found, strict=True)
    ]


def count(given: Iterable[Case], parameters: Parameters = DEFAULTS) -> dict[str, Hits]:
    """By category."""
    counted: dict[str, Hits] = {}
    for case in given:
        answer = rank(question_of(case), case.found.sites, given=parameters)
        ranked = [one.facility_id for one in answer.likely]
        counted.setdefault(case.told.category, Hits()).add(case.source, ranked, case.nearest)
    return counted


def total(counted: Iterable[Hits]) -> Hits:
    """All categories together."""
    whole = Hits()
    for one in counted:
        whole.reports, whole.named = whole.reports + one.reports, whole.named + one.named
        whole.ranked = [a + b for a, b in zip(whole.ranked, one.ranked, strict=True)]
        whole.alone = [a + b for a, b in zip(whole.alone, one.alone, strict=True)]
    return whole


def question_of(case: Case) -> Question:
    """As intake asks."""
    told, found = case.told, case.found
    return Question(
        told.place, told.error_m, told.category, told.description, told.at, found.wind, found.noticed_within_m
    )


def confirmed(past: Iterable[Case]) -> Counter[tuple[int, str]]:
    """How many earlier reports of a subject officers would have confirmed to be about a site."""
    return Counter((case.source, case.told.category) for case in past if case.source is not None)


def with_past(case: Case, past: Mapping[tuple[int, str], int]) -> Case:
    """The case with those counts, as the statement brings them from stored confirmations."""
    category = case.told.category
    sites = tuple(site._replace(confirmed=past.get((site.id, category), 0)) for site in case.found.sites)
    return replace(case, found=replace(case.found, sites=sites))


def _alone(told: Told) -> tuple[int | None, ...]:
    """The five nearest; "none" comes first where the nearest is too far to be presumed."""
    near = nearest(told.place, 5)
    ids: list[int | None] = [one.id for one in near]
    limit = _ALONE_WITHIN_M + (told.error_m or 0.0) + (near[0].error_radius_m or 0.0)
    return (None, *ids) if near[0].distance_m > limit else tuple(ids)


def _reading(wind: Reading) -> WindReading:
    return WindReading(
        position=Point(wind.place.lon, wind.place.lat, srid=WGS84),
        observed_at=wind.at,
        from_degrees=wind.from_degrees % 360,
        speed_ms=wind.speed_ms,
        source="bench",
    )
