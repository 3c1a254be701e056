"""Smell and smoke that many notice at once: reports of one subject, hour and side as one episode.

Regrouping is idempotent: the same reports give the same episodes, which keep their numbers. What an officer arranged
by hand stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.gis.geos import Point
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from facilities.models import Facility
from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.errors import BadInput, Conflict
from geo.thai import tidy_lines
from incidents.episode_shape import draw
from incidents.grouping import Noticed, groups
from incidents.models import Category, Episode, Likely, Report, StepKind
from incidents.states import State
from incidents.steps import add_step, locked

LOOKS_BACK = timedelta(hours=24)
"""How far back reports are regrouped; an episode that reaches into this time is taken as a whole."""

_SHORTEST_REASON = 3
_LEAST_BELIEF = 0.05
"""Sites that all lists together hardly believe in are not shown."""

_COMMON = 0.15
"""The mean share from which on a site is the suspect that the side of an episode points at."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A site that reports of an episode are likely about. `belief` sums their shares; `reports` list it."""

    facility: Facility
    belief: float
    reports: int


def regroup_lately(*, actor: Actor, now: datetime) -> int:
    """Every subject carried by the wind, the last day; how many reports changed their episode."""
    since = now - LOOKS_BACK
    return sum(regroup(one, since=since, actor=actor, now=now) for one in Category.objects.filter(episodic=True))


@transaction.atomic
def regroup(category: Category, *, since: datetime, actor: Actor, now: datetime) -> int:
    """One subject from a moment on; how many reports changed their episode."""
    loose = list(_loose(category, since))
    reports = {report.pk: report for report in (*loose, *_strayed(category, since))}
    noticed = [Noticed(one.pk, LonLat(one.position.x, one.position.y), one.received_at) for one in loose]
    before = {one.pk: one.episode_id for one in reports.values()}
    wanted: dict[int, int | None] = dict.fromkeys(reports)
    taken: set[int] = set()
    for group in groups(noticed, float(category.noticed_within_m)):
        episode_id = _known_or_new(category, group, before, taken)
        wanted.update((one.report_id, episode_id) for one in group)
    moved = [key for key, episode_id in wanted.items() if before[key] != episode_id]
    for key in moved:
        _put(reports[key], wanted[key], actor=actor, reason="", now=now)
    _after({before[key] for key in moved} | {wanted[key] for key in moved}, actor=actor)
    return len(moved)


@transaction.atomic
def add(episode: Episode, report: Report, *, actor: Actor, reason: str, now: datetime) -> None:
    """An officer's word that a report belongs to it; nothing regroups the episode from then on.

    Raises `BadInput` without a reason, `Conflict` for a report that is in it.
    """
    if report.episode_id == episode.pk:
        raise Conflict(_("The report is in this episode already"), field="report", value=report.tracking_code)
    left = report.episode_id
    _put(report, episode.pk, actor=actor, reason=_stated(reason), now=now)
    Episode.objects.filter(pk=episode.pk).update(by_hand=True)
    _after({episode.pk, left}, actor=actor)


@transaction.atomic
def remove(episode: Episode, report: Report, *, actor: Actor, reason: str, now: datetime) -> None:
    """An officer's word that it does not. Raises `BadInput` without a reason, `Conflict` for one that is not in it."""
    if report.episode_id != episode.pk:
        raise Conflict(_("The report is not in this episode"), field="report", value=report.tracking_code)
    _put(report, None, actor=actor, reason=_stated(reason), now=now)
    Episode.objects.filter(pk=episode.pk).update(by_hand=True)
    _after({episode.pk}, actor=actor)


def suspects(episode: Episode, limit: int = 6) -> list[Suspect]:
    """Sites by what the lists of its reports believe together, the most believed first."""
    listed = Likely.objects.filter(attribution__report__episode=episode, facility__isnull=False)
    summed = listed.values("facility").annotate(belief=Sum("share"), reports=Count("attribution"))
    rows = list(summed.filter(belief__gte=_LEAST_BELIEF).order_by("-belief", "facility")[:limit])
    sites = Facility.objects.in_bulk([row["facility"] for row in rows])
    return [Suspect(sites[row["facility"]], row["belief"], row["reports"]) for row in rows]


def _loose(category: Category, since: datetime) -> Iterable[Report]:
    """What may be regrouped: no episode or one that no officer touched."""
    lately = Q(received_at__gte=since) | Q(episode__last_at__gte=since)
    found = Report.objects.filter(lately, category=category).exclude(episode__by_hand=True)
    return found.exclude(state=State.REFUSED).only("pk", "position", "received_at", "episode").order_by("pk")


def _strayed(category: Category, since: datetime) -> Iterable[Report]:
    """What is in an episode of this subject, untouched by officers, and has another subject by now."""
    within = Report.objects.filter(episode__category=category, episode__by_hand=False, episode__last_at__gte=since)
    return within.exclude(category=category).only("pk", "episode").order_by("pk")


def _known_or_new(category: Category, group: Sequence[Noticed], before: dict[int, int | None], taken: set[int]) -> int:
    """The episode most of them are in, if no other group has it; else a new one."""
    counted = Counter(known for one in group if (known := before[one.report_id]) and known not in taken)
    if counted:
        found = min(counted, key=lambda key: (-counted[key], key))
    else:
        first = Point(group[0].place.lon, group[0].place.lat, srid=WGS84)
        times = {"began_at": group[0].at, "last_at": group[-1].at}
        found = Episode.objects.create(category=category, centre=first, **times).pk
    taken.add(found)
    return found


def _put(report: Report, episode_id: int | None, *, actor: Actor, reason: str, now: datetime) -> None:
    stored = locked(report)
    data = {"episode": episode_id, "episode_before": stored.episode_id}
    stored.episode_id = report.episode_id = episode_id
    stored.save(update_fields=["episode"])
    add_step(stored, StepKind.MERGE, actor=actor, now=now, reason=reason, data=data)


def _after(keys: Iterable[int | None], *, actor: Actor) -> None:
    """Draw the episodes anew whose reports changed; one without reports is no more."""
    for episode in Episode.objects.filter(pk__in=[key for key in keys if key is not None]).order_by("pk"):
        reports = list(episode.reports.order_by("received_at", "pk"))
        if not reports:
            record(actor, "episode.dissolved", episode)
            episode.delete()
            continue
        likely = suspects(episode, 1)
        common = likely[0].facility if likely and likely[0].belief >= _COMMON * len(reports) else None
        draw(episode, reports, common)
        record(actor, "episode.regrouped", episode, after={"reports": [one.tracking_code for one in reports]})


def _stated(reason: str) -> str:
    text = tidy_lines(reason)
    if len(text) < _SHORTEST_REASON:
        raise BadInput(_("Every step needs a reason of at least 3 characters"), field="reason", value=reason)
    return text
