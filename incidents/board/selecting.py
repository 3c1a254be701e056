"""The filters of the board as conditions on reports."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from geo.layers import Viewer
from geo.thai import arabic_digits
from incidents.board.filters import MINE, OPEN, OVERDUE, SOON, WAITING, Filters
from incidents.due import WAITING as DUE_TO_ACCEPT
from incidents.due import due_at, overdue_at
from incidents.models import Likely, Report, Verdict
from incidents.querysets.reports import ReportQuerySet
from incidents.shown_place import sees_place
from incidents.states import OPEN as OPEN_STATES

NOT_ACCEPTED = tuple(state for state in OPEN_STATES if state in DUE_TO_ACCEPT)

SOON_IS = timedelta(days=7)


def soon(now: datetime) -> Q:
    """Cases that `SOON` stands for."""
    return due_at(now, now + SOON_IS)


def of_state(found: ReportQuerySet, state: str, now: datetime) -> ReportQuerySet:
    """Those in a state, or in what stands in place of one."""
    if state == OPEN:
        return found.open()
    if state == OVERDUE:
        return found.filter(overdue_at(now))
    if state == WAITING:
        return found.filter(state__in=NOT_ACCEPTED)
    if state == SOON:
        return found.filter(soon(now))
    return found.filter(state=state) if state else found


def of_any_state(filters: Filters, viewer: Viewer, office: str) -> ReportQuerySet:
    """What this viewer may see of everything else that is asked. `office` is where the user works, or empty."""
    found: ReportQuerySet = Report.objects.seen_by(viewer).filter(_of_row(filters, office))
    if filters.area:
        found = found.filter(areas__code=filters.area)
    if filters.unlicensed:
        found = found.filter(_unlicensed())
    return found.filter(_in_words(filters.text, viewer)) if filters.text else found


def _of_row(filters: Filters, office: str) -> Q:
    lead = (office or "-") if filters.lead == MINE else filters.lead
    asked = {
        "category": filters.category,
        "handled_by": lead,
        "channel": filters.channel,
        "category__urgency": filters.urgency,
        "episode": filters.episode,
        "received_at__gte": filters.began and _moment(filters.began, time.min),
        "received_at__lte": filters.ended and _moment(filters.ended, time.max),
    }
    return Q(**{name: value for name, value in asked.items() if value})


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, timezone.get_default_timezone())


def _unlicensed() -> Q:
    """An officer says so, or, while no officer has said anything, the list puts it first."""
    first = Likely.objects.filter(attribution=OuterRef("pk"), rank=1, facility__isnull=True)
    presumed = Q(Exists(first)) & Q(attribution__verdict="")
    return Q(attribution__verdict=Verdict.UNLICENSED) | presumed


def _in_words(text: str, viewer: Viewer) -> Q:
    """In the tracking code, the words of the report (as this viewer may read them), the place as it was given."""
    exact = sees_place(viewer)
    said = "description" if exact else "public_text"
    condition = Q(tracking_code__icontains=arabic_digits(text)) | Q(**{f"{said}__icontains": text})
    return condition | Q(place_text__icontains=text) if exact else condition
