"""Reports whose nearest sites or areas are no longer what was stored: after a load, a correction, new boundaries.

All are compared at once, exactly, by the register and the boundaries held in memory; only those that differ are worth
a re-run of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched, groupby
from typing import Any

import numpy
from django.contrib.gis.db.models.functions import AsWKB
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import TruncDate
from shapely import from_wkb, get_coordinates

from facilities.nearest_many import NearestMany
from geo.area_index import AreaIndex, in_force
from geo.models import AreaEdition
from incidents.attribution import CANDIDATES
from incidents.models import Candidate, Report, ReportArea

_AT_ONCE = 20_000
_SAME_M = 0.001
"""Distances are stored as they were measured; less than this is the arithmetic's."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A report, by its key, and what of it is no longer so."""

    report: int
    nearest: bool
    areas: bool


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is said of a report now."""

    report: int
    day: date
    lon: float
    lat: float
    nearest: list[int]
    metres: list[float]
    areas: dict[str, str]


def outdated(reports: "QuerySet[Report]", sites: NearestMany | None = None) -> Iterator[Outdated]:
    """Those of the reports that would be attributed otherwise, by the register of now and the boundaries of their day.

    In the order of the days received. `sites` is the register as already loaded.
    """
    register = sites or NearestMany.load()
    for first_day, some in groupby(_stored(reports), key=_edition_begins(_days())):
        boundaries = in_force(first_day)
        for batch in batched(some, _AT_ONCE):
            yield from _compared(batch, register, boundaries)


def _compared(batch: Sequence[_Stored], register: NearestMany, boundaries: AreaIndex) -> Iterator[Outdated]:
    places = numpy.array([(one.lon, one.lat) for one in batch])
    found = register.nearest(places, CANDIDATES)
    codes = boundaries.codes_by_level(places[:, 0].tolist(), places[:, 1].tolist())
    for row, one in enumerate(batch):
        ids = [int(key) for key in found.ids[row] if key >= 0]
        near = ids != one.nearest or not numpy.allclose(
            found.distance_m[row][: len(ids)], one.metres, rtol=0, atol=_SAME_M
        )
        # A place in no area is stored with the nearest one, which stays so as long as it is in none.
        areas = any(names[row] and one.areas.get(level.value) != names[row] for level, names in codes.items())
        if near or areas:
            yield Outdated(one.report, near, areas)


def _stored(reports: "QuerySet[Report]") -> Iterator[_Stored]:
    candidates = Candidate.objects.filter(attribution=OuterRef("pk")).order_by("rank")
    areas = ReportArea.objects.filter(report=OuterRef("pk")).order_by("id")
    rows = (
        reports.order_by("received_at", "pk")
        .annotate(day=TruncDate("received_at"), wkb=AsWKB("position"))
        .annotate(
            near=ArraySubquery(candidates.values("facility")),
            metres=ArraySubquery(candidates.values("distance_m")),
            levels=ArraySubquery(areas.values("level")),
            codes=ArraySubquery(areas.values("code")),
        )
        .values_list("pk", "day", "wkb", "near", "metres", "levels", "codes")
    )
    for pk, day, wkb, near, metres, levels, codes in rows.iterator(chunk_size=5_000):
        (lon, lat) = get_coordinates(from_wkb(bytes(wkb)))[0]
        yield _Stored(pk, day, lon, lat, near, metres, dict(zip(levels, codes, strict=True)))


def _days() -> list[date]:
    """When editions of boundaries began or ended."""
    rows = AreaEdition.objects.activated().values_list("valid_from", "valid_to")
    return sorted({day for pair in rows for day in pair if day is not None})


def _edition_begins(days: Sequence[date]) -> Any:
    """Maps a stored report to the first day of the boundaries it is judged by."""

    def first_day(one: _Stored) -> date:
        return max((day for day in days if day <= one.day), default=one.day.replace(year=1900))

    return first_day
