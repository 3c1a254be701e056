"""Many reports and sites at once, with a past, for what counts and draws them."""

import random
from datetime import UTC, date, datetime, timedelta

from django.contrib.gis.geos import Point

from facilities.models import Facility, Kind, Status, StatusEntry
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import Level
from incidents.models import Report, ReportArea, StateChange
from incidents.states import State
from tests.builders_facilities import new_facility, register_all

PUBLIC = Viewer()
FIELD = Viewer(frozenset({"incidents.view_report", "facilities.view_facility"}))
"""Sees reports, and their places blurred."""
OFFICER = Viewer(FIELD.permissions | {"incidents.view_exactplace", "incidents.export_report"})
COORDINATOR = Viewer(OFFICER.permissions | {"incidents.view_restrictedreport"})

KINDS = (Kind.FACTORY, Kind.MINE, Kind.SME, Kind.SUSPECTED)
STATUSES = (Status.OPERATING, Status.STOPPED, Status.STRUCK_OFF)
STATES = (State.RECEIVED, State.ASSIGNED, State.CLOSED, State.REFUSED)
DAY = date(2026, 3, 12)


def many_sites(count: int = 200, seed: int = 7) -> None:
    """Half of them close together; every third with an entry of status before and after `DAY`."""
    dice = random.Random(seed)
    places = [_place(dice) for _ in range(count)]
    register_all(new_facility(place, kind=dice.choice(KINDS), status=dice.choice(STATUSES)) for place in places)
    StatusEntry.objects.all().delete()
    some = list(Facility.objects.order_by("pk"))[::3]
    StatusEntry.objects.bulk_create(_entry(site, days, dice) for site in some for days in (-30, 30))


def many_reports(count: int = 200, seed: int = 7) -> None:
    """Over 100 days round `DAY`, some restricted. Needs `a_country`."""
    dice = random.Random(seed)
    Report.objects.bulk_create(_report(number, dice) for number in range(count))
    steps = [step for report in Report.objects.order_by("pk") for step in _steps(report)]
    StateChange.objects.bulk_create(steps)


def report_at(place: LonLat, category: str = "odour", state: State = State.RECEIVED, **changes: object) -> Report:
    """One in `a_country`, without all that intake does."""
    report = _bare(place, category, state, datetime(2026, 3, 12, 2, 0, tzinfo=UTC), f"B{Report.objects.count():09d}")
    for name, value in changes.items():
        setattr(report, name, value)
    report.save()
    code = {99: "10", 100: "24", 101: "25"}[int(place.lon)]
    ReportArea.objects.create(report=report, level=Level.PROVINCE, code=code, name_th=code)
    return Report.objects.get(pk=report.pk)


def _place(dice: random.Random) -> LonLat:
    if dice.random() < 0.5:
        return LonLat(dice.gauss(100.5, 0.2), dice.gauss(13.7, 0.2))
    return LonLat(dice.uniform(98, 105), dice.uniform(6, 20))


def _entry(site: Facility, days: int, dice: random.Random) -> StatusEntry:
    on = DAY + timedelta(days=days)
    return StatusEntry(facility=site, status=dice.choice(STATUSES), on=on, source="test", recorded_at=_noon(on))


def _report(number: int, dice: random.Random) -> Report:
    at = _noon(DAY + timedelta(days=dice.randint(-50, 50)))
    category = dice.choice(("odour", "noise_vibration", "mining", "staff_conduct"))
    report = _bare(_place(dice), category, dice.choice(STATES), at, f"A{number:09d}")
    report.changed_at = at + timedelta(days=dice.randint(0, 30))
    return report


def _bare(place: LonLat, category: str, state: State, at: datetime, code: str) -> Report:
    return Report(
        tracking_code=code,
        category_id=category,
        description="กลิ่นจากเลขที่ 9 โทร 081-234-5678",
        public_text="กลิ่นจากเลขที่ – โทร –",
        state=state.value,
        received_at=at,
        changed_at=at,
        handled_by_id="pio-25",
        position=Point(place.lon, place.lat, srid=4326),
    )


def _steps(report: Report) -> list[StateChange]:
    first = StateChange(report=report, number=1, to_state=State.RECEIVED.value, at=report.received_at, actor_label="a")
    last = StateChange(report=report, number=2, to_state=report.state, at=report.changed_at, actor_label="a")
    return [first, last]


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
