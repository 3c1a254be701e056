"""Reading the reporter's store, and who has read it: every reading is recorded, whoever looks and whatever for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.errors import BadInput, NotFound
from geo.layers import Viewer
from geo.models import Change
from incidents.models import Report, ReporterContact
from incidents.typed_day import typed_day

ACTION = "report.contact_read"
PAGE = 100


@dataclass(frozen=True, slots=True)
class Reporter:
    """How to reach the reporter, and where the reporter's device was; either may be missing."""

    contact: str
    device_place: LonLat | None
    device_accuracy_m: float | None


@transaction.atomic
def read_reporter(report: Report, *, actor: Actor, reason: str = "") -> Reporter:
    """The reporter's store of one report; the reading is recorded. Raises `NotFound` where nothing was left."""
    found = ReporterContact.objects.filter(report=report).first()
    if found is None:
        raise NotFound(_("The reporter left no contact"))
    point = found.device_position
    place = LonLat(point.x, point.y) if point is not None else None
    record(actor, ACTION, report, reason=reason, after={"contact": bool(found.contact), "place": place is not None})
    return Reporter(found.contact, place, found.device_accuracy_m)


def readings_of(report: Report) -> "QuerySet[Change]":
    """Who read it and when, newest first."""
    rows = Change.objects.filter(subject_type=Report._meta.label_lower, subject_id=str(report.pk), action=ACTION)
    return rows.order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which readings are listed; empty is all. Days are Thailand's, both included."""

    who: str = ""
    code: str = ""
    since: date | None = None
    until: date | None = None
    after: int | None = None

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> "Filters":
        """From the address. Raises `BadInput` for what no form of ours sends."""
        who, code = (query.get(name, "").replace("\0", "").strip()[:150] for name in ("who", "code"))
        return cls(who, code, typed_day(query, "since"), typed_day(query, "until"), _key(query.get("after", "")))

    def address(self, after: int | None = None) -> str:
        """The query that restores this list."""
        days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(self, name))}
        chosen = {"who": self.who, "code": self.code, **days, "after": after or ""}
        return urlencode({name: value for name, value in chosen.items() if value})


@dataclass(frozen=True, slots=True)
class Reading:
    """One row. `report` is None where this viewer may not know of it."""

    change: Change
    report: Report | None


def readings(filters: Filters, viewer: Viewer) -> tuple[list[Reading], str]:
    """One page, newest first, and the address of the next (empty on the last)."""
    rows = list(_filtered(filters).order_by("-pk")[: PAGE + 1])
    shown = rows[:PAGE]
    known = Report.objects.seen_by(viewer).in_bulk([int(row.subject_id) for row in shown])
    more = filters.address(shown[-1].pk) if len(rows) > PAGE else ""
    return [Reading(row, known.get(int(row.subject_id))) for row in shown], more


def _filtered(filters: Filters) -> "QuerySet[Change]":
    asked = Q(action=ACTION)
    if filters.who:
        asked &= Q(actor_label__icontains=filters.who)
    if filters.code:
        found = Report.objects.filter(tracking_code__iexact=filters.code).values_list("pk", flat=True)
        asked &= Q(subject_type=Report._meta.label_lower, subject_id__in=[str(key) for key in found])
    if filters.since:
        asked &= Q(at__gte=_midnight(filters.since))
    if filters.until:
        asked &= Q(at__lt=_midnight(filters.until + timedelta(days=1)))
    if filters.after:
        asked &= Q(pk__lt=filters.after)
    return Change.objects.filter(asked)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _key(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadInput(_("after is the number of a row, as links to the next page give it"), field="after", value=text)
    return int(text)
