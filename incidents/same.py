"""Which reports may tell of the same thing: near in place, time, subject and words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.db.models import F, FloatField, Q
from django.db.models.functions import Coalesce, Least
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from rapidfuzz import fuzz

from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.thai import search_form
from incidents.models import Category, Report
from incidents.querysets.reports import ReportQuerySet
from incidents.states import State

MOST_ERROR_M = 2_000.0
"""No error radius reaches farther here: a place known to the district only would be the same as all of it."""

KIN = (
    frozenset({"odour", "pm25_dust_smoke"}),
    frozenset({"pm25_dust_smoke", "fire_explosion"}),
    frozenset({"pm25_dust_smoke", "cane_burning"}),
    frozenset({"pm25_dust_smoke", "mining"}),
    frozenset({"odour", "wastewater"}),
    frozenset({"odour", "gas_leak"}),
    frozenset({"gas_leak", "hazardous_substance"}),
    frozenset({"fire_explosion", "hazardous_substance"}),
    frozenset({"waste_dumping", "hazardous_substance"}),
    frozenset({"waste_dumping", "wastewater"}),
    frozenset({"noise_vibration", "mining"}),
)
"""Subjects that people choose between for one and the same thing. A working list of ours."""

SHOWN = 8
_LOOKED_AT = 200
_LIKE = 0.55
"""Of the letters; below it two texts are not called similar."""

_KIN_COUNTS = 0.6
"""A kindred subject speaks less for it than the same one."""

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Question:
    """Something reported, filed or not: at this place and time, in these words."""

    place: LonLat
    category: Category
    received_at: datetime
    error_m: float = 0.0
    text: str = ""
    report_id: int | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """A report that may be the same. `distance_m` is geodesic, `similarity` of the words and `score` are 0 to 1."""

    report: Report
    distance_m: float
    minutes_apart: int
    similarity: float
    score: float
    reasons: tuple[Words, ...]


def likely_same(report: Report, *, among: ReportQuerySet | None = None) -> list[Same]:
    """The likeliest first, at most eight; empty where none is near enough in place, time and subject."""
    question = Question(
        place=LonLat(report.position.x, report.position.y),
        category=report.category,
        received_at=report.received_at,
        error_m=report.error_radius_m or 0.0,
        text=report.description,
        report_id=report.pk,
    )
    return same_as(question, among=among)


def same_as(question: Question, *, among: ReportQuerySet | None = None) -> list[Same]:
    """The same for something not filed yet. One statement."""
    rows = _near(question, Report.objects.all() if among is None else among)
    judged = [_judged(question, report) for report in rows]
    return sorted(judged, key=lambda one: (-one.score, one.distance_m))[:SHOWN]


def kindred(category: str) -> tuple[str, ...]:
    """The subject itself and those it is taken for."""
    return (category, *sorted(code for pair in KIN if category in pair for code in pair - {category}))


def _near(question: Question, among: ReportQuerySet) -> Sequence[Report]:
    """Their distance is at most what the subject allows and both error radii together."""
    category, ours_m = question.category, min(question.error_m, MOST_ERROR_M)
    window = timedelta(hours=category.same_within_hours)
    here = Point(question.place.lon, question.place.lat, srid=WGS84)
    theirs_m = Least(Coalesce(F("error_radius_m"), 0.0), MOST_ERROR_M, output_field=FloatField())
    found = (
        among.within_reach(here, category.same_within_m + ours_m + MOST_ERROR_M)
        .filter(
            category__in=kindred(category.code),
            received_at__range=(question.received_at - window, question.received_at + window),
        )
        .exclude(Q(pk=question.report_id or 0) | Q(state__in=(State.DUPLICATE, State.REFUSED)))
        .annotate(away=Distance("position", here, spheroid=True))
        .filter(away__lte=theirs_m + category.same_within_m + ours_m)
    )
    return list(found.select_related("category", "handled_by").prefetch_related("areas").order_by("away")[:_LOOKED_AT])


def _judged(question: Question, report: Report) -> Same:
    away_m = float(report.away.m)  # type: ignore[attr-defined]  # annotated in _near
    apart = question.received_at - report.received_at
    likeness = similarity(question.text, report.description)
    near = 1 - away_m / max(question.category.same_within_m + question.error_m + (report.error_radius_m or 0.0), 1.0)
    soon = 1 - abs(apart) / timedelta(hours=max(question.category.same_within_hours, 1))
    kin = 1.0 if report.category_id == question.category.code else _KIN_COUNTS
    score = kin * (0.4 * max(near, 0.0) + 0.25 * soon + 0.35 * likeness)
    minutes = round(apart.total_seconds() / 60)
    reasons = tuple(_reasons(kin, likeness, abs(minutes)))
    return Same(report, away_m, minutes, likeness, round(score, 3), reasons)


def similarity(one: str, other: str) -> float:
    """Of two texts by their letters, 0 to 1. Thai sets no blanks between words, so none count."""
    return fuzz.ratio(search_form(one), search_form(other)) / 100


def _reasons(kin: float, likeness: float, minutes: int) -> Iterator[Words]:
    yield _("same subject") if kin == 1.0 else _("kindred subject")
    if minutes < 120:
        yield ngettext_lazy("%(count)s minute apart", "%(count)s minutes apart", "count") % {"count": minutes}
    if likeness >= _LIKE:
        yield format_lazy("{words} {share}%", words=_("words alike"), share=round(likeness * 100))
