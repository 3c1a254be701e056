"""The plan form as it was typed: kept as text while a planner searches, adds and removes, parsed once at the end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from geo.errors import BadInput
from geo.thai import BUDDHIST_ERA_OFFSET, arabic_digits
from inspections.models import Plan
from inspections.plan_request import DAY_END, DAY_START, DEFAULT_MINUTES, PlanRequest, TeamWish, VisitWish
from inspections.wording import broken_rule

Values = dict[str, list[str]]


@dataclass
class Draft:
    """Field names to typed values; repeated names (`facility`, `team`) hold the chosen ids in order."""

    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def typed(cls, data: QueryDict) -> Self:
        """From a submitted form."""
        return cls({name: [str(value) for value in values] for name, values in data.lists()})

    @classmethod
    def starting(cls, facilities: Iterable[int], day: date) -> Self:
        """An empty form for a day."""
        chosen = [str(one) for one in dict.fromkeys(facilities)]
        return cls({"facility": chosen, "date": [day.isoformat()], "lunch": ["on"], "minutes": [str(DEFAULT_MINUTES)]})

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """The wishes behind a plan, to be changed."""
        values: Values = {"title": [plan.title], "date": [plan.date.isoformat()], "minutes": [str(DEFAULT_MINUTES)]}
        if plan.params.get("lunch"):
            values["lunch"] = ["on"]
        teams = plan.params["teams"]
        for wish in teams:
            _keep(values, "team", wish["team_id"], _TEAM_FIELDS, wish)
        for wish in plan.params["visits"]:
            pin = None if wish["team"] is None else teams[wish["team"]]["team_id"]
            _keep(values, "facility", wish["facility_id"], _VISIT_FIELDS, {**wish, "pin": pin})
        return cls(values)

    def one(self, name: str, default: str = "") -> str:
        """The first value typed for a field."""
        return next(iter(self.values.get(name, [])), default).strip()

    def ids(self, name: str) -> list[int]:
        """The numbers among the values of a repeated field, once each, in order."""
        typed = [arabic_digits(value) for value in self.values.get(name, [])]
        return list(dict.fromkeys(int(value) for value in typed if value.isdecimal() and len(value) < 19))

    def choose(self, facilities: Iterable[int]) -> None:
        """Put these at the end of the chosen ones."""
        self.values["facility"] = [str(one) for one in dict.fromkeys([*self.ids("facility"), *facilities])]

    def drop(self, facility: int) -> None:
        """Take one out."""
        self.values["facility"] = [str(one) for one in self.ids("facility") if one != facility]

    def request(self) -> PlanRequest | None:
        """The parsed wish; None when `errors` says, per field, what is wrong."""
        self.errors = {}
        day = self._read("date", _day)
        teams = [self._team(one) for one in self.ids("team")]
        visits = [self._visit(one) for one in self.ids("facility")]
        if self.errors or day is None:
            return None
        lunch = bool(self.one("lunch"))
        whole = (tuple(filter(None, visits)), tuple(filter(None, teams)), self.one("title"), lunch)
        return self._rule("plan", lambda: PlanRequest(day, *whole))

    def _team(self, team: int) -> TeamWish | None:
        leaves = self._read(f"start_{team}", _number, None)
        ends = self._read(f"end_{team}", _number, None)
        opens = self._read(f"day_start_{team}", _moment, DAY_START) or DAY_START
        closes = self._read(f"day_end_{team}", _moment, DAY_END) or DAY_END
        most = self._read(f"max_{team}", _number, None)
        return self._rule(f"team_{team}", lambda: TeamWish(team, leaves, ends, opens, closes, most))

    def _visit(self, facility: int) -> VisitWish | None:
        usual = self._read("minutes", _number, DEFAULT_MINUTES)
        minutes = self._read(f"minutes_{facility}", _number, usual)
        priority = self._read(f"priority_{facility}", _number, 0) or 0
        opens = self._read(f"from_{facility}", _moment, None)
        closes = self._read(f"to_{facility}", _moment, None)
        pin, teams = self._read(f"pin_{facility}", _number, None), self.ids("team")
        team = teams.index(pin) if pin in teams else None
        length = DEFAULT_MINUTES if minutes is None else minutes
        return self._rule(f"facility_{facility}", lambda: VisitWish(facility, length, priority, opens, closes, team))

    def _read[T](self, name: str, parse: Callable[[str], T], default: T | None = None) -> T | None:
        text = arabic_digits(self.one(name))
        if not text:
            if name == "date":
                self.errors[name] = _("Give the day of the inspections.")
            return default
        try:
            return parse(text)
        except ValueError:
            self.errors[name] = _("%(value)s cannot be read here.") % {"value": text}
            return default

    def _rule[T](self, name: str, make: Callable[[], T]) -> T | None:
        try:
            return make()
        except BadInput as error:
            self.errors[name] = broken_rule(error)
            return None


# Form field prefix -> key in the recorded wish.
_TEAM_FIELDS = {
    "start": "start_office_id",
    "end": "end_office_id",
    "day_start": "day_start",
    "day_end": "day_end",
    "max": "max_visits",
}
_VISIT_FIELDS = {"minutes": "minutes", "priority": "priority", "from": "window_start", "to": "window_end", "pin": "pin"}


def _keep(values: Values, name: str, key: int, fields: Mapping[str, str], wish: Mapping[str, Any]) -> None:
    values.setdefault(name, []).append(str(key))
    for prefix, source in fields.items():
        if wish[source] is not None:
            values[f"{prefix}_{key}"] = [str(wish[source])]


def _day(text: str) -> date:
    """ISO; a Buddhist-era year, as people type it, is understood."""
    year, _, rest = text.partition("-")
    if year.isdecimal() and int(year) > 2400:
        year = str(int(year) - BUDDHIST_ERA_OFFSET)
    return date.fromisoformat(f"{year}-{rest}")


def _moment(text: str) -> time:
    return time.fromisoformat(text.replace(".", ":")).replace(tzinfo=None)


def _number(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10):
        raise ValueError(text)
    return int(text)
