"""Inspections of this month on the dashboard: days planned, visits, visits that fitted in no team's day."""

import calendar
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.templatetags.phangut import thai_date
from incidents.dashboard.asked import Asked
from incidents.dashboard.tables import Cell, Column, Row, Table
from inspections.models import Plan, PlanState
from inspections.permission import VIEW

_SHOWN = 12


def this_month(asked: Asked) -> Table | None:
    """Plans of the month that start or end at the chosen office, the newest first; of all for the country."""
    if not asked.viewer.may(VIEW):
        return None
    return Table(
        "inspections",
        _("Inspections this month"),
        (Column(_("Day"), "text"), Column(_("State"), "text"), Column(_("Visits")), Column(_("Left out"))),
        [_row(plan) for plan in _plans(asked)],
        empty=_("No inspection is planned this month."),
        shown=_SHOWN,
    )


def _plans(asked: Asked) -> list[Plan]:
    first, last = _month(timezone.localdate(asked.now))
    found = Plan.objects.filter(date__range=(first, last)).exclude(state=PlanState.CANCELLED)
    if asked.office is not None:
        found = found.filter(Q(teams__start_office=asked.office) | Q(teams__end_office=asked.office)).distinct()
    placed = Q(visits__plan_team__isnull=False)
    counted = found.annotate(
        placed=Count("visits", filter=placed, distinct=True), left_out=Count("visits", filter=~placed, distinct=True)
    )
    return list(counted)


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _row(plan: Plan) -> Row:
    visits, left_out = plan.placed, plan.left_out  # type: ignore[attr-defined]  # annotated in _plans
    day = Cell(f"{thai_date(plan.date)} {plan.title}", plan.get_absolute_url())
    return Row([day, Cell(plan.get_state_display()), Cell(visits), Cell(left_out, late=left_out > 0)])
