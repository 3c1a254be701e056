"""The same thing reported more than once: which reports may be, joining two cases, parting them again.

A joined case is over (`duplicate`) and points at its main case; no main case is itself joined to another.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geo.changes import Actor, record
from geo.errors import BadInput, Conflict
from geo.layers import Viewer
from geo.thai import tidy_lines
from incidents.models import Report, StateChange, StepKind, Urgency
from incidents.same import Same, likely_same
from incidents.shown_place import sees_place, shown_text
from incidents.states import State, check_step
from incidents.steps import add_step, locked

__all__ = ["Same", "context", "likely_same", "main_case", "merge", "unmerge"]

_SHORTEST_REASON = 3
_ENDED = frozenset({State.CLOSED, State.REFUSED})
"""A case that nobody follows any more cannot follow another: it is reopened first."""


def main_case(report: Report) -> Report:
    """The case that a report is followed up in: the one it was joined to, or itself."""
    return report.duplicate_of or report


@transaction.atomic
def merge(report: Report, into: Report, *, actor: Actor, reason: str, now: datetime) -> StateChange:
    """Join a report to the main case; its own duplicates go along. A step on every case concerned.

    Raises `BadInput` for a report joined to itself or without a reason; `Conflict` where the table of states does
    not allow it, or where the main case is itself a duplicate or has ended.
    """
    reason = _stated(reason)
    held = _locked_in_order(report, into)
    stored, main = held[report.pk], held[into.pk]
    _check(stored, main)
    for duplicate in stored.duplicates.order_by("pk"):
        _point(held.get(duplicate.pk) or locked(duplicate), main, actor=actor, reason=reason, now=now)
    step = _point(stored, main, actor=actor, reason=reason, now=now)
    add_step(main, StepKind.MERGE, actor=actor, now=now, reason=reason, data={"joined": stored.tracking_code})
    before, after = {"state": step.from_state}, {"state": step.to_state, "duplicate_of": main.tracking_code}
    record(actor, "report.merged", stored, reason=reason, before=before, after=after)
    report.state, report.duplicate_of = stored.state, main
    return step


@transaction.atomic
def unmerge(report: Report, *, actor: Actor, reason: str, now: datetime) -> StateChange:
    """Part a report from its main case: it is again in the state it had, and followed up by itself.

    Raises `Conflict` for a report that is joined to none; `BadInput` without a reason.
    """
    reason = _stated(reason)
    main = Report.objects.filter(duplicates=report).first()
    held = _locked_in_order(report, main) if main is not None else {}
    if main is None or held[report.pk].duplicate_of_id != main.pk:
        raise Conflict(_("This report is joined to no other"), field="duplicate_of", value=None)
    stored, main = held[report.pk], held[main.pk]
    state = _state_before(stored)
    stored.duplicate_of = None
    stored.save(update_fields=["duplicate_of"])
    data = {"parted_from": main.tracking_code}
    step = add_step(stored, StepKind.MERGE, actor=actor, now=now, reason=reason, data=data, to_state=state)
    add_step(main, StepKind.MERGE, actor=actor, now=now, reason=reason, data={"parted": stored.tracking_code})
    record(actor, "report.unmerged", stored, reason=reason, before={"duplicate_of": main.tracking_code})
    report.state, report.duplicate_of = stored.state, None
    return step


def context(report: Report, viewer: Viewer) -> dict[str, Any]:
    """What `incidents/same.html` shows: the main case, those joined to this one, those that may be the same.

    Every report in it, and `report` itself, gets `shown`: its words as this viewer may read them.
    """
    seen = Report.objects.seen_by(viewer)
    joined = seen.filter(duplicate_of=report).select_related("category", "handled_by").prefetch_related("areas")
    over = report.duplicate_of_id is not None
    found: dict[str, Any] = {
        "same": [] if over else likely_same(report, among=seen),
        "main": seen.filter(pk=report.duplicate_of_id).select_related("category", "handled_by").first(),
        "joined": list(joined),
    }
    for one in (report, found["main"], *found["joined"], *(same.report for same in found["same"])):
        if one is not None:
            one.shown = shown_text(one, viewer)
    return {**found, "may_merge": viewer.may("incidents.change_report"), "exact": sees_place(viewer)}


def _stated(reason: str) -> str:
    text = tidy_lines(reason)
    if len(text) < _SHORTEST_REASON:
        raise BadInput(_("Every step needs a reason of at least 3 characters"), field="reason", value=reason)
    return text


def _locked_in_order(report: Report, into: Report) -> dict[int, Report]:
    """Both and what is joined to the first, by key. Always locked in the order of their keys: officers who join and
    part crosswise wait for each other, not for ever."""
    if report.pk == into.pk:
        raise BadInput(_("A report cannot be joined to itself"), field="into", value=into.tracking_code)
    joined = Report.objects.filter(duplicate_of=report).values_list("pk", flat=True)
    return {key: locked(Report(pk=key)) for key in sorted({report.pk, into.pk, *joined})}


def _check(stored: Report, main: Report) -> None:
    check_step(State(stored.state), State.DUPLICATE)
    if main.duplicate_of_id is not None or main.state == State.DUPLICATE:
        rule = _("%(code)s is itself joined to another case: choose that one")
        raise Conflict(rule % {"code": main.tracking_code}, field="into", value=main.tracking_code)
    if (stored.category.urgency == Urgency.RESTRICTED) != (main.category.urgency == Urgency.RESTRICTED):
        # The history of either names the other.
        rule = _("A report of the restricted circle is joined only to another one of that circle")
        raise Conflict(rule, field="into", value=main.tracking_code)
    if main.state in _ENDED:
        rule = _("%(code)s has ended: reopen it before others are joined to it")
        raise Conflict(rule % {"code": main.tracking_code}, field="into", value=main.tracking_code)


def _point(stored: Report, main: Report, *, actor: Actor, reason: str, now: datetime) -> StateChange:
    """Those that were joined already keep the state they had before the first time."""
    stored.duplicate_of = main
    stored.save(update_fields=["duplicate_of"])
    data = {"into": main.tracking_code}
    return add_step(stored, StepKind.MERGE, actor=actor, now=now, reason=reason, data=data, to_state=State.DUPLICATE)


def _state_before(stored: Report) -> State:
    """From its history: the state of the last step that led into `duplicate`."""
    steps = stored.steps.filter(to_state=State.DUPLICATE).exclude(from_state=State.DUPLICATE)
    last = steps.order_by("-number").first()
    return State(last.from_state) if last is not None and last.from_state else State.REOPENED
