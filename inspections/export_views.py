"""Downloads of a plan: GeoJSON, GPX, and the HTML file to take along."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from inspections.features import plan_geojson
from inspections.gpx import plan_gpx
from inspections.models import Plan
from inspections.permission import VIEW, needs
from inspections.takeaway import plan_html
from inspections.views import plan_by_id


@needs(VIEW)
def geojson(request: HttpRequest, pk: int) -> HttpResponse:
    """RFC 7946."""
    plan = plan_by_id(pk)
    text = json.dumps(plan_geojson(plan), ensure_ascii=False)
    return _file(plan, text, "geojson", "application/geo+json")


@needs(VIEW)
def gpx(request: HttpRequest, pk: int) -> HttpResponse:
    """GPX 1.1."""
    plan = plan_by_id(pk)
    return _file(plan, plan_gpx(plan), "gpx", "application/gpx+xml")


@needs(VIEW)
def html(request: HttpRequest, pk: int) -> HttpResponse:
    """One file, always as a download: its inline scripts would not run under our content policy anyway."""
    plan = plan_by_id(pk)
    return _file(plan, plan_html(plan), "html", "text/html; charset=utf-8")


def _file(plan: Plan, text: str, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    name = f"{plan.date.isoformat()} {plan.title}.{ending}".replace("/", "-")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
