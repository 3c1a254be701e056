"""The same step for many reports: each is an operation of its own, done or refused with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from geo.changes import Actor
from geo.errors import BadInput, Conflict, PhangUtError
from geo.layers import Viewer
from incidents.duplicates import merge
from incidents.life import change_state, transfer
from incidents.models import Report
from incidents.states import State
from incidents.tracking import parse_code
from incidents.words import state_name

MOST = 200


class Step(StrEnum):
    """What can be done to many at once."""

    TRIAGE = "triage"
    ASSIGN = "assign"
    ACCEPT = "accept"
    TRANSFER = "transfer"
    MERGE = "merge"


_STATES = {Step.TRIAGE: State.TRIAGED, Step.ASSIGN: State.ASSIGNED, Step.ACCEPT: State.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with each. `to_office` is for a transfer, `into` (a tracking code) for a merge."""

    step: Step
    reason: str
    to_office: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A report that was left as it was, and why."""

    report: Report
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    done: list[Report]
    refused: list[Refused]


def do_many(keys: Sequence[int], order: Order, viewer: Viewer, *, actor: Actor, now: datetime) -> Outcome:
    """Each on its own: one that cannot does not hold up the others. What the viewer may not know of is passed over.

    Raises `BadInput` for nothing chosen, for too many, and for a main case that is not there.
    """
    if not 0 < len(keys) <= MOST:
        rule = _("Choose between 1 and %(most)s reports") % {"most": MOST}
        raise BadInput(rule, field="ids", value=len(keys))
    operation = _operation(order, viewer, actor, now)
    outcome = Outcome([], [])
    for report in Report.objects.seen_by(viewer).filter(pk__in=keys).order_by("pk"):
        try:
            operation(report)
        except PhangUtError as error:
            outcome.refused.append(Refused(report, _why(error)))
        else:
            outcome.done.append(report)
    return outcome


def _operation(order: Order, viewer: Viewer, actor: Actor, now: datetime) -> Callable[[Report], object]:
    reason = order.reason
    if order.step is Step.TRANSFER:
        return lambda report: transfer(report, to_office=order.to_office, actor=actor, reason=reason, now=now)
    if order.step is Step.MERGE:
        main = _main_case(order.into, viewer)
        return lambda report: merge(report, main, actor=actor, reason=reason, now=now)
    return lambda report: change_state(report, _STATES[order.step], actor=actor, reason=reason, now=now)


def _main_case(code: str, viewer: Viewer) -> Report:
    parsed = parse_code(code)
    main: Report | None = Report.objects.seen_by(viewer).filter(tracking_code=parsed).first() if parsed else None
    if main is None:
        raise BadInput(_("Name the main case by its tracking code"), field="into", value=code)
    return main


def _why(error: PhangUtError) -> str:
    """In the language of the page. The table of states speaks in codes, so its words are said here."""
    before, after = error.fields.get("present"), error.fields.get("value")
    if isinstance(error, Conflict) and before in State and after in State:
        words = {"before": state_name(str(before)), "after": state_name(str(after))}
        return _("“%(before)s” cannot become “%(after)s”") % words
    return error.detail
