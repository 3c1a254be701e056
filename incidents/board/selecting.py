"""The filters of the board as conditions on reports."""

from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from geo.filters import conditions
from geo.layers import Viewer
from geo.thai import arabic_digits
from incidents.board.filters import MINE, Filters
from incidents.filters import chosen
from incidents.models import Report
from incidents.querysets.reports import ReportQuerySet
from incidents.shown_place import sees_place
from incidents.standing import standing, unlicensed


def of_state(found: ReportQuerySet, state: str, now: datetime) -> ReportQuerySet:
    """Those in a state, or in what stands in place of one."""
    return found.filter(standing(state, now)) if state else found


def of_any_state(filters: Filters, viewer: Viewer, office: str) -> ReportQuerySet:
    """What this viewer may see of everything else that is asked. `office` is where the user works, or empty."""
    found: ReportQuerySet = Report.objects.seen_by(viewer).filter(_of_row(filters, office))
    if filters.area:
        found = found.filter(areas__code=filters.area)
    if filters.unlicensed:
        found = found.filter(unlicensed())
    for condition in conditions(chosen(viewer, filters.more)):
        found = found.filter(condition)
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


def _in_words(text: str, viewer: Viewer) -> Q:
    """In the tracking code, the words of the report (as this viewer may read them), the place as it was given."""
    exact = sees_place(viewer)
    said = "description" if exact else "public_text"
    condition = Q(tracking_code__icontains=arabic_digits(text)) | Q(**{f"{said}__icontains": text})
    return condition | Q(place_text__icontains=text) if exact else condition
