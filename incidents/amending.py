"""What officers put right about a case: its subject and its place. Who is competent is asked anew each time."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.areas import locate
from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.errors import BadInput
from geo.models import PositionMethod
from incidents.competence.rerun import ReCause, rerun
from incidents.deadlines import limits
from incidents.life import SHORTEST_REASON, carry, stated
from incidents.models import Category, CompetenceChange, Report, StateChange, StepKind
from incidents.states import OPEN, State
from incidents.steps import add_step, locked

ERROR_M = (1.0, 50_000.0)


@dataclass(frozen=True, slots=True)
class Amended:
    """The step, and the answer about competence that became another one (None: it stays)."""

    step: StateChange
    competence: CompetenceChange | None


@transaction.atomic
def change_category(report: Report, category: Category, *, actor: Actor, reason: str, now: datetime) -> Amended:
    """Another subject, with its limits. Raises `BadInput` for the present one."""
    said, stored = stated(reason), locked(report)
    if category.pk == stored.category_id:
        raise BadInput(_("The case has this subject already"), field="category", value=category.pk)
    data = {"from": stored.category_id, "to": category.pk}
    stored.category = category
    _limit(stored)
    stored.save(update_fields=["category", "accept_by", "finish_by"])
    step = add_step(stored, StepKind.CATEGORY, actor=actor, now=now, reason=said, data=data)
    record(actor, "report.category_changed", stored, reason=said, before={"category": data["from"]}, after=data)
    return _asked_anew(stored, report, step, "category", actor, now)


@transaction.atomic
def move_place(
    report: Report, place: LonLat, *, error_radius_m: float, actor: Actor, reason: str, now: datetime
) -> Amended:
    """Where it really is, by an officer. Raises `BadInput` for an impossible radius, `OutsideThailand`."""
    said, stored = stated(reason), locked(report)
    least, most = ERROR_M
    if not least <= error_radius_m <= most:
        raise BadInput(_("The error is between 1 and 50,000 metres"), field="error_radius_m", value=error_radius_m)
    locate(place, on=timezone.localdate(now))
    data = {"from": [stored.position.x, stored.position.y], "to": [place.lon, place.lat]}
    _put(stored, place, error_radius_m)
    step = add_step(stored, StepKind.PLACE, actor=actor, now=now, reason=said, data=data)
    # Neither place is told to the history of changes: it is not erased with the case.
    record(actor, "report.place_moved", stored, reason=said, after={"error_radius_m": error_radius_m})
    return _asked_anew(stored, report, step, "place", actor, now)


@transaction.atomic
def add_note(report: Report, *, words: str, actor: Actor, now: datetime) -> StateChange:
    """Words of an officer for other officers."""
    if len(words.strip()) < SHORTEST_REASON:
        raise BadInput(_("Write at least 3 characters"), field="words", value=words)
    stored = locked(report)
    step = add_step(stored, StepKind.NOTE, actor=actor, now=now, reason=stated(words))
    carry(stored, report)
    return step


def _limit(stored: Report) -> None:
    """Of the new subject, from receipt; a case that was reopened or is over keeps what it has."""
    if State(stored.state) in OPEN and not stored.reopened:
        fresh = limits(stored.category, stored.received_at)
        stored.accept_by, stored.finish_by = fresh.accept_by, fresh.finish_by


def _put(stored: Report, place: LonLat, error_radius_m: float) -> None:
    stored.position = Point(place.lon, place.lat, srid=WGS84)
    stored.error_radius_m, stored.accuracy_m = error_radius_m, None
    stored.position_method, stored.position_source = PositionMethod.HAND, "officer"
    names = ["position", "error_radius_m", "accuracy_m", "position_method", "position_source"]
    stored.save(update_fields=names)


def _asked_anew(
    stored: Report, report: Report, step: StateChange, cause: ReCause, actor: Actor, now: datetime
) -> Amended:
    changed = rerun(stored, cause=cause, actor=actor, now=now)
    carry(stored, report)
    return Amended(step, changed)
