"""Proof that somebody was there: a visit with its place, time and pictures, and what speaks against it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import Facility
from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.errors import BadInput, Conflict
from geo.templatetags.phangut import thai_datetime
from geo.thai import tidy_lines
from incidents.life import carry
from incidents.models import Photo, PhotoKind, Report, StepKind, Visit
from incidents.photos import reused
from incidents.states import OPEN, State
from incidents.steps import add_step, locked

AT_THE_PLACE_M = 200
"""So far from the site, beyond what both positions may be off, a visit still counts as having been there."""
POOR_FIX_M = 500
SAME_DAY = timedelta(hours=36)
_SHORTEST = 3


class Doubt(StrEnum):
    """What speaks against a visit. Shown, never hidden; the officer who judges it decides."""

    NO_POSITION = "no_position"
    POOR_FIX = "poor_fix"
    FAR = "far"
    NO_PHOTO = "no_photo"
    REUSED_PHOTO = "reused_photo"
    PHOTO_ELSEWHERE = "photo_elsewhere"
    PHOTO_OF_ANOTHER_DAY = "photo_of_another_day"


@transaction.atomic
def record_visit(
    report: Report,
    *,
    visited_at: datetime,
    place: LonLat | None,
    accuracy_m: float | None,
    findings: str,
    photos: Sequence[UUID] = (),
    actor: Actor,
    now: datetime,
) -> Visit:
    """Store a visit as a step; an accepted case is inspected with it. The distance is to the site's footprint, or to
    the reported place where no site is known.

    Raises `BadInput` for a time in the future or before the report, for missing findings and for pictures that are
    not there; `Conflict` where nobody has to act any more.
    """
    stored = locked(report)
    if State(stored.state) not in OPEN:
        raise Conflict(_("The case is over; reopen it first"), field="state", present=stored.state)
    moment, said = _time(stored, visited_at, now), _findings(findings)
    pictures = _pictures(stored, photos)
    aim = Aim.of(stored)
    visit = Visit.objects.create(
        report=stored,
        visited_at=moment,
        position=_point(place),
        accuracy_m=accuracy_m,
        distance_m=aim.distance_m(place) if place else None,
        findings=said,
        recorded_at=now,
        actor_label=actor.label,
    )
    visit.photos.set(pictures)
    visit.doubts = [doubt.value for doubt in _doubts(visit, pictures, aim)]
    visit.save(update_fields=["doubts"])
    _step(stored, visit, pictures, actor, now)
    carry(stored, report)
    return visit


class Aim:
    """Where a visit should have been: the site the case is about, else the reported place."""

    def __init__(self, report: Report, facility: Facility | None) -> None:
        self._report, self.facility = report, facility
        self.error_m = (facility.error_radius_m if facility else report.error_radius_m) or 0.0

    @classmethod
    def of(cls, report: Report) -> "Aim":
        """The site that an officer confirmed, or the presumed one while nobody judged."""
        site = report.attribution.site
        standing = site.merged_into or site if site else None
        return cls(report, standing if standing and (standing.footprint or standing.position) else None)

    def distance_m(self, place: LonLat) -> float:
        """Geodesic metres from the place to the footprint or point; 0 inside the footprint."""
        there = _point(place)
        if self.facility is None:
            found = Report.objects.filter(pk=self._report.pk).values_list(Distance("position", there), flat=True)
        else:
            found = Facility.everything.filter(pk=self.facility.pk).values_list(Distance("shape", there), flat=True)
        return float(found.get().m)


def _step(stored: Report, visit: Visit, pictures: list[Photo], actor: Actor, now: datetime) -> None:
    data = {
        "visit": visit.pk,
        "visited_at": visit.visited_at.isoformat(),
        "distance_m": None if visit.distance_m is None else round(visit.distance_m, 1),
        "doubts": visit.doubts,
        "photos": {str(photo.token): photo.source_digest for photo in pictures},
    }
    inspected = State.INSPECTED if stored.state == State.ACCEPTED else None
    add_step(stored, StepKind.PROOF, actor=actor, now=now, reason=visit.findings, data=data, to_state=inspected)
    record(actor, "report.visit_recorded", stored, after={"visit": visit.pk, "doubts": visit.doubts})


def _time(report: Report, visited_at: datetime, now: datetime) -> datetime:
    # A form tells minutes: a visit in the minute of the report is not before it.
    if not report.received_at.replace(second=0, microsecond=0) <= visited_at <= now:
        rule = _("A visit lies between the receipt of the report (%(received)s) and now") % {
            "received": thai_datetime(report.received_at)
        }
        raise BadInput(rule, field="visited_at", value=timezone.localtime(visited_at).isoformat(timespec="minutes"))
    return visited_at


def _findings(words: str) -> str:
    text = tidy_lines(words)
    if len(text) < _SHORTEST:
        raise BadInput(_("Say what was found, in at least 3 characters"), field="findings", value=words)
    return text


def _pictures(report: Report, tokens: Sequence[UUID]) -> list[Photo]:
    """Those of the case, and loose ones, which become its own."""
    found = list(Photo.objects.filter(token__in=tokens, report__in=[report]))
    found += list(Photo.objects.filter(token__in=tokens, report=None, kind=PhotoKind.PROOF))
    if missing := set(tokens) - {photo.token for photo in found}:
        words = ", ".join(map(str, missing))
        raise BadInput(_("A picture is no longer kept: add it again"), field="photos", value=words)
    Photo.objects.filter(token__in=tokens, report=None).update(report=report)
    return found


def _doubts(visit: Visit, pictures: list[Photo], aim: Aim) -> Iterator[Doubt]:
    yield from _doubts_of_place(visit, aim)
    if not pictures:
        yield Doubt.NO_PHOTO
    if any(reused(photo) for photo in pictures):
        yield Doubt.REUSED_PHOTO
    if any(_elsewhere(photo, aim) for photo in pictures):
        yield Doubt.PHOTO_ELSEWHERE
    if any(photo.taken_at and abs(photo.taken_at - visit.visited_at) > SAME_DAY for photo in pictures):
        yield Doubt.PHOTO_OF_ANOTHER_DAY


def _doubts_of_place(visit: Visit, aim: Aim) -> Iterator[Doubt]:
    if visit.distance_m is None:
        yield Doubt.NO_POSITION
        return
    if (visit.accuracy_m or 0.0) > POOR_FIX_M:
        yield Doubt.POOR_FIX
    if visit.distance_m > AT_THE_PLACE_M + (visit.accuracy_m or 0.0) + aim.error_m:
        yield Doubt.FAR


def _elsewhere(photo: Photo, aim: Aim) -> bool:
    """What a picture says of its place is off by some metres itself."""
    place = photo.offered_place
    if place is None:
        return False
    return aim.distance_m(LonLat(place.x, place.y)) > AT_THE_PLACE_M + POOR_FIX_M + aim.error_m


def _point(place: LonLat | None) -> Point | None:
    return Point(place.lon, place.lat, srid=WGS84) if place else None
