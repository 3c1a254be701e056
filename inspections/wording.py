"""What a plan says in words, in the language of the moment: the travel label, reasons, durations, broken rules."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geo.errors import PhangUtError
from inspections.answer import Rule
from inspections.method import Method, Source
from inspections.models import Leg, Plan, PlanTeam, PlanVisit
from inspections.problem import DAY_S, clock

OSM_CREDIT = "© OpenStreetMap contributors (ODbL)"


def travel_label(plan: Plan) -> str:
    """Where the times come from; an estimate is called one. Belongs on every page and export of the plan."""
    facts = plan.travel_facts
    estimate = _("estimated from straight-line distance on the ellipsoid × %(detour)s at %(speed)s km/h") % {
        "detour": f"{facts.get('detour', 0):g}",
        "speed": f"{facts.get('speed_kmh', 0):g}",
    }
    if plan.travel_source == Source.ESTIMATE:
        label = _("Travel times are an estimate, not a road route: %(estimate)s.") % {"estimate": estimate}
        return _joined(label, _why_estimated(plan), _vague(plan))
    roads = _("Travel times follow roads: %(graph)s, %(credit)s.") % {"graph": _graph(plan), "credit": OSM_CREDIT}
    mixed = _exceptions(plan, estimate) if plan.travel_source == Source.MIXED else ""
    return _joined(roads, mixed, _vague(plan))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _vague(plan: Plan) -> str:
    names = plan.travel_facts.get("vague") or []
    if not names:
        return ""
    return _("Placed only at the centre of its province, so driving from and to it may be far off: %(names)s.") % {
        "names": ", ".join(names)
    }


def _why_estimated(plan: Plan) -> str:
    if plan.travel_facts.get("unanswered"):
        return _("The road data could not be used when the plan was made.")
    if plan.travel_facts.get("graph"):
        return _("The road graph does not cover these places.")
    return ""


def _graph(plan: Plan) -> str:
    parts = [plan.travel_facts.get(key) for key in ("graph", "graph_date")]
    return ", ".join(str(part) for part in parts if part)


def _exceptions(plan: Plan, estimate: str) -> str:
    """Which legs and places of a mixed plan are estimated."""
    count = Leg.objects.filter(plan_team__plan=plan, method=Method.ESTIMATE).count()
    words = ngettext(
        "%(count)s leg, drawn dashed, is %(estimate)s.", "%(count)s legs, drawn dashed, are %(estimate)s.", count
    ) % {"count": count, "estimate": estimate}
    names = plan.travel_facts.get("off_road") or []
    far = _("No road of the graph is near: %(names)s.") % {"names": ", ".join(names)} if names else ""
    return _joined(words, far)


def reason(visit: PlanVisit, teams: Sequence[PlanTeam]) -> str:
    """Why a visit was left out and what would admit it; `teams` in the plan's order. Empty for a planned visit."""
    facts = visit.unassigned_facts
    number = facts.get("team")
    team = teams[number] if number is not None else None
    words = {
        "team": team.name if team else "",
        "end": f"{team.day_end:%H:%M}" if team else "",
        "back": moment(facts["return_s"]) if facts.get("return_s") is not None else "",
        "over": duration(facts.get("overtime_s", 0)),
        "limit": facts.get("limit"),
        "now": team.max_visits if team else None,
    }
    return _template(visit, bool(facts.get("overtime_s")), bool(facts.get("replanned"))) % words


def _template(visit: PlanVisit, overtime: bool, replanned: bool) -> str:
    match visit.unassigned_rule:
        case Rule.TOO_FAR:
            return _(
                "Cannot be reached and left within working hours, even as the only visit of the day: the earliest"
                " return is %(back)s (%(team)s), %(over)s after %(end)s."
            )
        case Rule.WINDOW:
            return _("No team can be there inside the visit's own time window, even as the only visit of the day.")
        case Rule.LIMIT if overtime:
            return _(
                "%(team)s has reached its limit of %(now)s visits. It would fit with a limit of %(limit)s and a"
                " return at %(back)s, %(over)s after %(end)s."
            )
        case Rule.LIMIT:
            return _("%(team)s has reached its limit of %(now)s visits; a limit of %(limit)s would admit it.")
        case Rule.FULL if replanned:
            return _(
                "The teams' hours are full. It fits on a day of its own; here it would need all teams planned anew"
                " with %(over)s of overtime (it would go to %(team)s)."
            )
        case Rule.FULL:
            return _(
                "The teams' hours are full. It fits on a day of its own; here the least overtime is %(over)s:"
                " %(team)s would be back at %(back)s instead of %(end)s."
            )
        case Rule.CROWDED:
            return _(
                "It fits on a day of its own, but beside the planned visits it would break the time windows of others."
            )
    return ""


def duration(seconds: int) -> str:
    """`1 h 20 min`, `45 min`; minutes rounded up, so that a promise is kept."""
    hours, minutes = divmod(-(-seconds // 60), 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": minutes}
    if not minutes:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}


def moment(seconds: int) -> str:
    """`16:30`, `05:10 of the next day`: seconds after midnight of the plan's day."""
    days, rest = divmod(seconds, DAY_S)
    if not days:
        return clock(rest)
    return ngettext("%(clock)s of the next day", "%(clock)s, %(days)s days later", days) % {
        "clock": clock(rest),
        "days": days,
    }


def cautions(day: date) -> list[str]:
    """What is odd about a date, though allowed: past, or a weekend."""
    found = []
    if day < timezone.localdate():
        found.append(_("The day lies in the past."))
    if day.weekday() >= 5:
        found.append(_("The day is a Saturday or Sunday; offices work Monday to Friday."))
    return found


def broken_rule(error: PhangUtError) -> str:
    """The rule behind a refused plan, for the form."""
    fields = error.fields
    names = {
        "minutes": _("Minutes per visit"),
        "priority": _("Priority"),
        "max_visits": _("Most visits"),
        "visits": _("The number of facilities"),
        "teams": _("The number of teams"),
    }
    if "low" in fields:
        return _("%(what)s must lie between %(low)s and %(high)s; it is %(value)s.") % {
            "what": names.get(fields["field"], fields["field"]),
            **{key: fields[key] for key in ("low", "high", "value")},
        }
    if fields.get("field") == "window":
        return _("A time must start before it ends, and both ends must be given: %(value)s.") % fields
    return error.detail
