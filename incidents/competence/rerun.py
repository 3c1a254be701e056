"""Asking again who is competent, once something about a case is another: its place, subject, site, or the rules."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from geo.changes import Actor
from geo.coordinates import LonLat
from incidents import intake
from incidents.attribution import Assessment, assess
from incidents.competence.match import decide
from incidents.competence.situation import Situation
from incidents.models import (
    Attribution,
    Candidate,
    CompetenceChange,
    Likely,
    Report,
    ReportArea,
    StepKind,
    Urgency,
)
from incidents.registered import standing
from incidents.steps import add_step

ReCause = Literal["place", "category", "site", "rules"]
Answer = dict[str, Any]

_TOLD = ("lead", "role", "rule", "beside")


@transaction.atomic
def rerun(stored: Report, *, cause: ReCause, actor: Actor, now: datetime) -> CompetenceChange | None:
    """Attribute a locked report anew, as of the day it was received; the change of the answer, or None.

    For `rules` the boundaries are still those of that day, the rules those of today. An officer's word on the site
    stands. The case stays with who has it: the new lead is shown, and a transfer is for people.
    """
    attribution = Attribution.objects.get(report=stored)
    before = told(attribution)
    assessment = _assess(stored)
    situation = _situation(assessment, attribution, cause, now)
    if situation != assessment.situation:
        assessment = replace(assessment, situation=situation, competence=decide(situation))
    _write(attribution, assessment, now)
    return _changed(stored, cause, before, told(attribution), actor, now)


def told(attribution: Attribution) -> Answer:
    """What is kept of an answer to show the difference."""
    bodies = attribution.supporting
    return {
        "lead": attribution.lead_id,
        "role": attribution.lead_role,
        "ground": attribution.legal_ground,
        "rule": attribution.rule,
        "version": attribution.rule_version,
        "beside": sorted([body["office"], body["role"]] for body in bodies),
        "supporting": bodies,
    }


def _assess(stored: Report) -> Assessment:
    return assess(
        LonLat(stored.position.x, stored.position.y),
        on=timezone.localdate(stored.received_at),
        category=stored.category_id,
        emergency=stored.category.urgency == Urgency.EMERGENCY,
        accuracy_m=stored.error_radius_m,
        description=stored.description,
        at=stored.received_at,
        apart_from=stored.pk,
    )


def _situation(assessment: Assessment, attribution: Attribution, cause: ReCause, now: datetime) -> Situation:
    situation = assessment.situation
    if cause == "rules":
        situation = replace(situation, on=timezone.localdate(now))
    if not attribution.verdict:
        return situation
    found = standing([attribution.site_id]).get(attribution.site_id) if attribution.site_id else None
    return replace(situation, site=None) if found is None else found.confirmed_for(situation)


def _write(attribution: Attribution, assessment: Assessment, now: datetime) -> None:
    """Everything said about the report, but an officer's word on the site."""
    columns = intake.attribution_columns(assessment, now)
    if attribution.verdict:
        columns.pop("site_id")
    for name, value in columns.items():
        setattr(attribution, name, value)
    attribution.save()
    lists = intake.lists(assessment)
    tables: tuple[tuple[Any, str, list[Answer]], ...] = (
        (Candidate, "attribution_id", lists["candidates"]),
        (Likely, "attribution_id", lists["likely"]),
        (ReportArea, "report_id", lists["areas"]),
    )
    for model, key, rows in tables:
        model.objects.filter(**{key: attribution.pk}).delete()
        model.objects.bulk_create(model(**{key: attribution.pk}, **row) for row in rows)


def _changed(
    stored: Report, cause: ReCause, before: Answer, after: Answer, actor: Actor, now: datetime
) -> CompetenceChange | None:
    """Recorded where another body leads or stands beside, or another rule says so; a border's metres are no change."""
    if all(before[name] == after[name] for name in _TOLD):
        return None
    data = {"cause": cause, "before": _short(before), "after": _short(after)}
    add_step(stored, StepKind.COMPETENCE, actor=actor, now=now, data=data)
    return CompetenceChange.objects.create(
        report=stored, cause=cause, before=before, after=after, at=now, actor_label=actor.label
    )


def _short(answer: Answer) -> Answer:
    return {name: answer[name] for name in ("lead", "role", "rule", "version")}
