"""Attributing many reports anew: those whose nearest sites, areas or rules are not what they were."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from geo.changes import Actor
from geo.errors import PhangUtError
from incidents.competence.match import decide_many
from incidents.competence.open_cases import open_cases
from incidents.competence.rerun import ReCause, rerun
from incidents.models import Report
from incidents.outdated import outdated
from incidents.steps import locked


@dataclass
class Reattributed:
    """How many were outdated, of these how many answers to "who is competent" became another, and how many failed."""

    sites: int = 0
    areas: int = 0
    rules: int = 0
    answers: int = 0
    failed: int = 0

    @property
    def outdated(self) -> int:
        return self.sites + self.areas + self.rules


_LOG = logging.getLogger(__name__)
Told = Callable[[Reattributed], None]


def reattribute(
    reports: "QuerySet[Report]", *, actor: Actor, now: datetime, apply: bool, told: Told = lambda so_far: None
) -> Reattributed:
    """Find the outdated ones among the reports, and with `apply` run each anew in a transaction of its own.

    Ended at any moment, it has done what it counted; asked again, it goes on with the rest. `told` hears of each.
    """
    counted = Reattributed()
    for key, why in _outdated(reports, now):
        counted.sites += why == "site"
        counted.areas += why == "place"
        counted.rules += why == "rules"
        if apply:
            counted.answers += _again(key, why, actor, now, counted)
        told(counted)
    return counted


def _outdated(reports: "QuerySet[Report]", now: datetime) -> Iterator[tuple[int, ReCause]]:
    seen = set()
    # All of them first: a re-run writes into what is being read.
    for one in list(outdated(reports)):
        seen.add(one.report)
        yield one.report, "place" if one.areas else "site"
    otherwise = [key for key in _answered_otherwise(now) if key not in seen]
    asked_for = set(reports.filter(pk__in=otherwise).values_list("pk", flat=True))
    for key in otherwise:
        if key in asked_for:
            yield key, "rules"


def _answered_otherwise(now: datetime) -> list[int]:
    """Open cases of which the rules of today say something else: a rule, or their site's facts or ground changed."""
    cases = [(report, situation) for report, situation in open_cases(timezone.localdate(now))]
    answers = decide_many([situation for _report, situation in cases], alternatives=False)
    told = (
        (report.pk, report.attribution, answer) for (report, _situation), answer in zip(cases, answers, strict=True)
    )
    return [key for key, said, answer in told if (said.lead_id, said.rule) != (answer.lead, answer.rule)]


def _again(key: int, why: ReCause, actor: Actor, now: datetime, counted: Reattributed) -> bool:
    """Whether the answer became another. One that cannot be attributed any more, or is gone, holds up no other."""
    try:
        with transaction.atomic():
            return rerun(locked(Report(pk=key)), cause=why, actor=actor, now=now) is not None
    except (PhangUtError, Report.DoesNotExist) as error:
        counted.failed += 1
        _LOG.warning("Report %s cannot be attributed anew: %s", key, error)
        return False
