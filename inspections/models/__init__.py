"""Tables of inspection teams and plans."""

from inspections.models.plans import Leg, Plan, PlanState, PlanTeam, PlanVisit
from inspections.models.teams import COLOURS, Team

__all__ = ["COLOURS", "Leg", "Plan", "PlanState", "PlanTeam", "PlanVisit", "Team"]
