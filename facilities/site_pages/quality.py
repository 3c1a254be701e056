"""The list of work on the register, at `/facilities/quality/`."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from facilities import open_matters
from facilities.features import point_feature
from facilities.filters import BY_NAME
from facilities.models import Matter
from facilities.provinces import PROVINCES
from facilities.quality.queue import Queue, page
from facilities.quality.words import area_names, found
from facilities.site_pages.door import menders_only
from geo.layers import Viewer


@dataclass(frozen=True)
class Row:
    """One item as the table writes it. `address` leads to its page and knows the list it came from."""

    item: Any
    said: list[str]
    address: str


@dataclass(frozen=True)
class Tab:
    """One matter with how many sites it holds."""

    value: str
    title: Any
    count: int
    address: str


@menders_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Table and map of the same items, the most pressing first."""
    queue = Queue.parse(request.GET)
    shown = page(queue)
    names = area_names(shown.items)
    tabs = _tabs(queue)
    rows = [Row(item, found(item, names), queue.address(after="")) for item in shown.items]
    placed = {item.facility_id: item.facility for item in shown.items if item.facility.position}
    context = {
        "queue": queue,
        "rows": rows,
        "tabs": tabs,
        "total": sum(tab.count for tab in tabs),
        "all_address": queue.address(matter="", after=""),
        "first_address": queue.address(after=""),
        "next_address": shown.next_address,
        "features": {"type": "FeatureCollection", "features": [point_feature(one) for one in placed.values()]},
        "unplaced": sum(item.facility.position is None for item in shown.items),
        "tells_reports": _tells_reports(request),
        **_filters(queue),
    }
    return render(request, "facilities/quality.html", context)


def _filters(queue: Queue) -> dict[str, Any]:
    """The form above the list."""
    selection = queue.selection
    return {
        "find": selection.find,
        "area": next(iter(selection.values("area")), ""),
        "office": next(iter(selection.values("office")), ""),
        "status": next(iter(selection.values("status")), ""),
        "offices": BY_NAME["office"].options(),
        "statuses": BY_NAME["status"].options(),
        "provinces": PROVINCES,
    }


def _tabs(queue: Queue) -> list[Tab]:
    counts = queue.counts()
    return [
        Tab(matter.value, matter.label, counts[matter.value], queue.address(matter=matter.value, after=""))
        for matter in Matter
    ]


def _tells_reports(request: HttpRequest) -> bool:
    viewer = Viewer.of(request.user)
    return any(viewer.may(matter.permission) for matter in open_matters.matters())
