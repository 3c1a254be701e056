"""What the plan form shows: rows for the chosen facilities and for the teams, with what was typed or is usual."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from facilities.models import Facility
from geo.models import Office
from inspections.choosing import look
from inspections.draft import Draft
from inspections.models import Team
from inspections.plan_request import DAY_END, DAY_START


@dataclass(frozen=True)
class VisitRow:
    """One chosen facility as typed."""

    facility: Facility
    minutes: str
    priority: str
    opens: str
    closes: str
    pin: str
    error: str

    @property
    def priorities(self) -> list[tuple[str, str]]:
        """What can be chosen; a value of another origin stays choosable."""
        named = {"0": _("Usual"), "50": pgettext("priority", "High"), "100": _("Urgent")}
        kept = {self.priority: self.priority} if self.priority and self.priority not in named else {}
        return [*named.items(), *kept.items()]


@dataclass(frozen=True)
class TeamRow:
    """One team as typed; offices default to its home."""

    team: Team
    chosen: bool
    start: str
    end: str
    day_start: str
    day_end: str
    most: str
    error: str

    @property
    def key(self) -> str:
        """The team's id as a form writes it."""
        return str(self.team.pk)


def context(draft: Draft) -> dict[str, Any]:
    """For the template; about eight queries whatever the size."""
    chosen = draft.ids("facility")
    filters = {name: draft.one(name) for name in ("q", "province", "kind", "status")}
    visits = _visit_rows(draft, chosen)
    teams = [_team_row(draft, team) for team in Team.objects.filter(active=True).select_related("home")]
    return {
        "draft": draft,
        "typed": {name: draft.one(name) for name in ("title", "date", "minutes", "lunch")},
        "visits": visits,
        "teams": teams,
        "offices": Office.objects.filter(position__isnull=False).only("id", "name_th", "name_en", "code"),
        "choice": look(**filters, hazard=bool(draft.one("hazard")), without=chosen),
        "features": {"type": "FeatureCollection", "features": _features(visits, teams)},
    }


def _visit_rows(draft: Draft, chosen: list[int]) -> list[VisitRow]:
    rows = Facility.objects.filter(pk__in=chosen).defer("footprint", "shape", "mercator", "search_text")
    found = rows.in_bulk()
    return [_visit_row(draft, found[key]) for key in chosen if key in found]


def _visit_row(draft: Draft, facility: Facility) -> VisitRow:
    def typed(name: str) -> str:
        return draft.one(f"{name}_{facility.pk}")

    error = next((draft.errors[name] for name in _names(facility.pk) if name in draft.errors), "")
    return VisitRow(facility, typed("minutes"), typed("priority"), typed("from"), typed("to"), typed("pin"), error)


def _names(key: int) -> list[str]:
    return [f"{name}_{key}" for name in ("facility", "minutes", "priority", "from", "to", "pin")]


def _team_row(draft: Draft, team: Team) -> TeamRow:
    def typed(name: str, default: str) -> str:
        return draft.one(f"{name}_{team.pk}") or default

    names = [f"{name}_{team.pk}" for name in ("team", "start", "end", "day_start", "day_end", "max")]
    return TeamRow(
        team,
        team.pk in draft.ids("team"),
        typed("start", str(team.home_id)),
        typed("end", str(team.home_id)),
        typed("day_start", f"{DAY_START:%H:%M}"),
        typed("day_end", f"{DAY_END:%H:%M}"),
        typed("max", ""),
        next((draft.errors[name] for name in names if name in draft.errors), ""),
    )


def _features(visits: list[VisitRow], teams: list[TeamRow]) -> list[dict[str, Any]]:
    placed = [(row.facility.position, _facility_properties(row.facility)) for row in visits]
    homes = {row.team.home_id: row.team.home for row in teams if row.chosen}
    placed += [(home.position, {"title": home.name, "shape": "house"}) for home in homes.values()]
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(point.coords)},
            "properties": properties,
            "id": properties.get("facility"),
        }
        for point, properties in placed
        if point
    ]


def _facility_properties(facility: Facility) -> dict[str, Any]:
    return {
        "facility": facility.pk,
        "title": facility.name,
        "kind": facility.kind,
        "status": facility.status,
        "hazard": facility.hazard,
    }
