"""How plans write durations and reasons."""

from collections.abc import Sequence

from django import template

from inspections import wording
from inspections.models import PlanTeam, PlanVisit

register = template.Library()


@register.filter
def spell(seconds: int) -> str:
    """`1 h 20 min`."""
    return wording.duration(seconds)


@register.filter
def why(visit: PlanVisit, teams: Sequence[PlanTeam]) -> str:
    """Why the visit was left out."""
    return wording.reason(visit, teams)
