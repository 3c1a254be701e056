"""Changing a rule: a new version from a day on, the old one ended that day. What answers rest on is never rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from geo.changes import Actor, record
from geo.errors import BadInput, Conflict
from geo.models import Office
from incidents.competence.seed import LISTS
from incidents.models import CompetenceRule, CompetenceSupport

CONDITIONS = (*LISTS, "emergency")
TEXTS = ("position", "lead", "role", "ground_id", "reason_th", "reason_en", "verified", "source", "in_general")
BODY = ("position", "office", "role", "ground_id", "said_th", "said_en")
PLACEHOLDERS = frozenset({"{pio}", "{local}", "{ground}", "{regulator}"})

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as it shall be: its slug, its columns (`TEXTS` and `CONDITIONS`), and those of the bodies beside it."""

    rule: str
    columns: Columns
    beside: Sequence[Columns] = field(default=())
    valid_to: date | None = None


@transaction.atomic
def write_rule(draft: RuleDraft, *, from_day: date, today: date, actor: Actor, why: str) -> CompetenceRule:
    """Store the draft as the rule's next version (1 for a new one), in force from a day on.

    Raises `BadInput` for a day that is over, for a body that is not there, without a reason, and where no rule without
    conditions would be left; `Conflict` where a later version is waiting for its day.
    """
    _check(draft, from_day, today, why)
    versions = CompetenceRule.objects.select_for_update().filter(rule=draft.rule)
    last = versions.order_by("-version").first()
    if last is not None:
        _end(last, from_day)
    written = _store(draft, (last.version if last else 0) + 1, from_day, actor, why)
    _answers_left(from_day)
    before = summary(last) if last else None
    record(actor, "rule.changed" if last else "rule.added", written, reason=why, before=before, after=summary(written))
    return written


@transaction.atomic
def end_rule(rule: CompetenceRule, *, on: date, today: date, actor: Actor, why: str) -> CompetenceRule:
    """The rule holds no more from a day on. Raises as `write_rule` does."""
    _check_day(on, today)
    _check_reason(why)
    stored = CompetenceRule.objects.select_for_update().get(pk=rule.pk)
    before = summary(stored)
    _end(stored, on)
    _answers_left(on)
    record(actor, "rule.ended", stored, reason=why, before=before, after=summary(stored))
    return stored


def draft_of(rule: CompetenceRule, **changes: Any) -> RuleDraft:
    """The rule as it is, with other columns."""
    columns = {name: getattr(rule, name) for name in (*TEXTS, *CONDITIONS)}
    beside = [{name: getattr(body, name) for name in (*BODY, *CONDITIONS)} for body in rule.supports.all()]
    return RuleDraft(rule.rule, {**columns, **changes}, beside, rule.valid_to)


def summary(rule: CompetenceRule) -> Columns:
    """A version as the history keeps it: what is empty is left out."""
    draft = draft_of(rule)
    days = {"from": str(rule.valid_from or ""), "until": str(rule.valid_to or "")}
    beside = [_said(body) for body in draft.beside]
    return {"version": rule.version, **_said({**draft.columns, **days, "beside": beside})}


def _said(columns: Columns) -> Columns:
    return {name: value for name, value in columns.items() if value not in ("", [], None)}


def _end(last: CompetenceRule, day: date) -> None:
    """A version that began that very day has never been in force."""
    if last.valid_from is not None and last.valid_from > day:
        raise Conflict(_("A later version begins on %(day)s") % {"day": last.valid_from}, field="from", value=str(day))
    if last.valid_to is None or last.valid_to > day:
        last.valid_to = day
        last.save(update_fields=["valid_to"])


def _store(draft: RuleDraft, version: int, from_day: date, actor: Actor, why: str) -> CompetenceRule:
    written = CompetenceRule.objects.create(
        rule=draft.rule,
        version=version,
        valid_from=from_day,
        valid_to=draft.valid_to,
        written_by=actor.label,
        why=why,
        **draft.columns,
    )
    CompetenceSupport.objects.bulk_create(CompetenceSupport(rule=written, **body) for body in draft.beside)
    return written


def _check(draft: RuleDraft, from_day: date, today: date, why: str) -> None:
    _check_day(from_day, today)
    _check_reason(why)
    if draft.valid_to is not None and draft.valid_to <= from_day:
        raise BadInput(_("A rule ends after it begins"), field="valid_to", value=str(draft.valid_to))
    if draft.columns["lead"] == "{regulator}":
        raise BadInput(_("{regulator} can only stand beside a lead"), field="lead", value="{regulator}")
    named = {draft.columns["lead"], *(body["office"] for body in draft.beside)} - PLACEHOLDERS
    known = set(Office.objects.filter(code__in=named).values_list("code", flat=True))
    for code in sorted(named - known):
        raise BadInput(_("There is no office with this code"), field="office", value=code)


def _check_day(day: date, today: date) -> None:
    """What was answered in the past was answered by the rules of then."""
    if day < today:
        raise BadInput(_("Rules change from today on or later"), field="from_day", value=str(day))


def _check_reason(why: str) -> None:
    if len(why.strip()) < 3:
        raise BadInput(_("Say why, in at least 3 characters"), field="why", value=why)


def _answers_left(day: date) -> None:
    """From a day on there has always to be an answer."""
    everything: Columns = {name: [] for name in LISTS}
    open_end = Q(valid_to__isnull=True) & (Q(valid_from__isnull=True) | Q(valid_from__lte=day))
    always = CompetenceRule.objects.filter(open_end, **everything, emergency__isnull=True, in_general=True)
    if not always.exists():
        raise BadInput(
            _("A rule without conditions has to stay, so that there is always an answer"), field="rule", value=str(day)
        )
