"""How many features there are of each day, week or month: the bars under the map."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import Trunc
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.errors import NotFound
from geo.filters import refused
from geo.layers import Layer, Viewer
from tiles.question import Question, narrowed
from tiles.tilejson import time_of

STEPS = ("day", "week", "month")
MOST = 2_000
"""Bars; five years of days."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days in Thailand, both included, in steps. Weeks begin on Monday; the first and the last step may be cut."""

    began: date
    ended: date
    step: str

    def starts(self) -> Iterator[date]:
        """The first day of each step, of the first one too where it lies before the span."""
        day = start_of_step(self.began, self.step)
        while day <= self.ended:
            yield day
            day = start_of_step(day + timedelta(days={"day": 1, "week": 7, "month": 31}[self.step]), self.step)


def days(layer: Layer, viewer: Viewer, question: Question, step: str) -> dict[str, Any]:
    """`{"from", "to", "step", "counts"}`, one count per step. Raises `NotFound` where this viewer may know of no time.

    Without days in the question: all days of the layer, up to today.
    """
    moment = layer.moment_for(viewer)
    if not moment:
        raise NotFound(_("This layer has no time"), field="layer", value=layer.name)
    span = _span(layer, viewer, question, step)
    starts = list(_few(span))
    asked = replace(question, began=span.began, ended=span.ended)
    truncated = Trunc(moment, span.step, tzinfo=timezone.get_default_timezone())
    found = narrowed(layer, viewer, None, asked).order_by().annotate(of_step=truncated)
    counted = {at.date(): count for at, count in found.values_list("of_step").annotate(Count("pk"))}
    return {
        "from": f"{span.began}",
        "to": f"{span.ended}",
        "step": span.step,
        "counts": [counted.get(day, 0) for day in starts],
    }


def start_of_step(day: date, step: str) -> date:
    """The first day of the step that holds a day."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _span(layer: Layer, viewer: Viewer, question: Question, step: str) -> Span:
    if step not in STEPS:
        raise refused("step", step, _("must be one of: %(values)s") % {"values": ", ".join(STEPS)}, allowed=[*STEPS])
    today = timezone.localdate()
    known = {} if question.began and question.ended else time_of(layer, viewer) or {}
    began = question.began or _day(known.get("from"), today)
    ended = question.ended or max(began, _day(known.get("to"), today))
    return Span(min(began, ended), ended, step)


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def _few(span: Span) -> Iterator[date]:
    for index, day in enumerate(span.starts()):
        if index >= MOST:
            raise refused("from", f"{span.began}", _("lies too many steps back; take weeks or months"), most=MOST)
        yield day
