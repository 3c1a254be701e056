"""What an officer can do next with a case: the one obvious thing first, the rest after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geo.layers import Viewer
from incidents.models import Report, ReporterSays
from incidents.reporter import may_answer
from incidents.resolution import answer_until, last_visit
from incidents.states import OPEN, State, steps_from

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do. `form` names the template; `usual` is the reason that is written already."""

    state: State | None
    form: str
    title: Text
    usual: Text = ""
    first: bool = False


_SIMPLE: dict[State, tuple[Text, Text]] = {
    State.TRIAGED: (_("Mark as sorted"), _("Subject and place are clear")),
    State.ASSIGNED: (_("Assign"), _("Assigned to the officer in charge")),
    State.ACCEPTED: (_("Accept the case"), _("Accepted")),
    State.ACTING: (_("Measures are under way"), ""),
    State.REOPENED: (_("Reopen"), ""),
}
_OWN_FORM: dict[State, tuple[str, Text]] = {
    State.TRANSFERRED: ("transfer", _("Transfer to another body")),
    State.REFUSED: ("refuse", _("Do not take it up")),
    State.RESOLVED: ("resolve", _("Mark as resolved")),
    State.CLOSED: ("close", _("Close the case")),
}
_VISIT = Offer(None, "visit", _("Record a visit"))
_FIRST: dict[State, State] = {
    State.RECEIVED: State.ASSIGNED,
    State.TRIAGED: State.ASSIGNED,
    State.ASSIGNED: State.ACCEPTED,
    State.TRANSFERRED: State.ACCEPTED,
    State.REOPENED: State.ACCEPTED,
    State.RESOLVED: State.CLOSED,
}


def offers(report: Report, viewer: Viewer, now: datetime, *, elsewhere: bool, waits: bool = False) -> list[Offer]:
    """Everything this viewer may do, the obvious thing first. `elsewhere`: the answer on competence names another
    body since the case came to the present one. `waits`: another body has to accept it, so it can only be sent on."""
    steps = [offer for offer in _steps(report, viewer, now) if not waits or offer.state is State.TRANSFERRED]
    found = [*steps, *_visits(report)]
    wanted = None if may_answer(report, now) else _obvious(report, elsewhere=elsewhere)
    first = [offer for offer in found if wanted in (offer.state, offer.form)]
    rest = [offer for offer in found if offer not in first]
    return [*(_as_first(offer) for offer in first), *rest]


def _steps(report: Report, viewer: Viewer, now: datetime) -> Iterator[Offer]:
    for state in steps_from(State(report.state)):
        if state in _SIMPLE:
            title, usual = _SIMPLE[state]
            yield Offer(state, "simple", title, usual)
        elif state in _OWN_FORM and (state is not State.CLOSED or _may_close(report, viewer, now)):
            form, title = _OWN_FORM[state]
            yield Offer(state, form, title)


def _visits(report: Report) -> Iterator[Offer]:
    if State(report.state) in OPEN:
        yield _VISIT


def _may_close(report: Report, viewer: Viewer, now: datetime) -> bool:
    """With the right to close, or because the reporter said yes or stayed silent long enough."""
    until = answer_until(report)
    over = report.reporter_says == ReporterSays.YES or until is None or now > until
    return over or viewer.may("incidents.close_report")


def _obvious(report: Report, *, elsewhere: bool) -> State | str | None:
    state = State(report.state)
    if elsewhere and State.TRANSFERRED in steps_from(state):
        return State.TRANSFERRED
    if state is State.ACCEPTED:
        return "visit"
    if state in (State.INSPECTED, State.ACTING):
        return State.RESOLVED if last_visit(report) else "visit"
    return _FIRST.get(state)


def _as_first(offer: Offer) -> Offer:
    return Offer(offer.state, offer.form, offer.title, offer.usual, first=True)
