"""What GeoReport v2 says of our categories and reports. For everybody: masked words, the place to about a kilometre."""

from datetime import datetime
from typing import Any

from django.contrib.gis.db.models.functions import Transform
from django.utils.translation import get_language

from geo.crs import WGS84
from incidents.models import Category, Report, Urgency
from incidents.models.report import STATE_NAMES
from incidents.querysets.reports import ReportQuerySet
from incidents.states import OVER, State

Json = dict[str, Any]
_LEVELS = ("district", "province")
CHANGED = "2026-11-22T00:00:00+07:00"
"""When these addresses last changed."""


def discovery(base: str, contact: str) -> Json:
    """GET discovery: where the service stands and what it speaks."""
    formats = ["application/json", "text/xml"]
    endpoint = {"specification": "http://wiki.open311.org/GeoReport_v2", "url": base, "changeset": CHANGED}
    return {
        "changeset": CHANGED,
        "contact": contact,
        "key_service": contact,
        "endpoints": [{**endpoint, "type": "production", "formats": [{"value": one} for one in formats]}],
    }


def services() -> list[Json]:
    """What can be reported. Categories of a restricted circle are not among them."""
    return [_service(category) for category in listed()]


def definition(category: Category) -> Json:
    """Nothing more is asked of any of our categories."""
    return {"service_code": category.code, "attributes": []}


def listed() -> list[Category]:
    """The categories that are open to everybody, in the order of the form."""
    return list(Category.objects.exclude(urgency=Urgency.RESTRICTED))


def with_answers(found: ReportQuerySet) -> ReportQuerySet:
    """With all that `request` reads: two statements for any number of reports."""
    joined = found.select_related("category", "handled_by").prefetch_related("areas").defer("position", "mercator")
    shown: ReportQuerySet = joined.annotate(centre=Transform("blurred", WGS84))
    return shown


def request(report: Report, key: str) -> Json:
    """One report under the name the caller knows it by. `key` is its tracking code only for who has that."""
    state = State(report.state)
    centre = getattr(report, "centre", None)
    return {
        "service_request_id": key,
        "status": status_of(state),
        "status_notes": str(STATE_NAMES[state]),
        "service_name": report.category.name,
        "service_code": report.category_id,
        "description": report.public_text,
        "agency_responsible": report.handled_by.name,
        "service_notice": None,
        "requested_datetime": written(report.received_at),
        "updated_datetime": written(report.changed_at),
        "expected_datetime": written(report.finish_by) if report.finish_by else None,
        "address": _address(report),
        "address_id": None,
        "zipcode": None,
        "lat": round(centre.y, 5) if centre else None,
        "long": round(centre.x, 5) if centre else None,
        "media_url": None,
    }


def status_of(state: State) -> str:
    """`closed` where nobody is expected to act any more."""
    return "closed" if state in OVER else "open"


def written(moment: datetime) -> str:
    """W3C date-time, to the second, in UTC."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _address(report: Report) -> str:
    areas = {area.level: area for area in report.areas.all()}
    english = (get_language() or "").startswith("en")
    named = [areas[level] for level in _LEVELS if level in areas]
    return ", ".join((area.name_en if english else area.name_th) or area.name_th for area in named)


def _service(category: Category) -> Json:
    return {
        "service_code": category.code,
        "service_name": category.name,
        "description": category.hint,
        "metadata": False,
        "type": "realtime",
        "keywords": "",
        "group": "",
    }
