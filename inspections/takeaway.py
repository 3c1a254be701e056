"""A plan as one HTML file made with folium, to take along: opens with no network and asks nobody for anything."""

import json
from pathlib import Path
from typing import Any, cast

import folium
import shapely
from branca.element import Figure, MacroElement
from django.contrib.gis.geos import Point
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.translation import get_language
from jinja2 import Template

from geo.models import Area, Level, Office
from geo.one_file import Plain, Words, bare_map, head, html, literal
from inspections.itinerary import Day, days_of
from inspections.method import Method
from inspections.models import Leg, Plan, PlanVisit
from inspections.wording import OSM_CREDIT, reason, travel_label

# The light values of the design tokens --team-1 to --team-6: the file has no style sheet of ours.
HUES = ("#0072b2", "#c65300", "#007f5f", "#a8518c", "#8c6400", "#5a5fc7")
BACKDROP_TOLERANCE_DEG = 0.005


class SafePopup(MacroElement):
    """A popup whose HTML is passed as JSON. folium's needs jQuery and leaves back-ticks to end its literal."""

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this._parent.get_name() }}.bindPopup({{ this.html }});{% endmacro %}"
    )

    def __init__(self, html: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "SafePopup"
        self.html = literal(html)


def plan_html(plan: Plan) -> str:
    """The file's text: map, travel label, itineraries, and the visits left out with their reasons."""
    days = days_of(plan)
    page = bare_map(height="70%", control_scale=True, zoom_snap=0.5)
    figure = cast(Figure, page.get_root())
    figure.title = escape(plan.title)
    figure.header.add_child(Plain(_head()), name="leaflet")
    figure.add_child(Words(_words("banner", plan, days)), index=0)
    _draw(page, plan, days)
    figure.add_child(Words(_words("itinerary", plan, days)))
    return html(page, get_language() or "th")


def _draw(page: folium.Map, plan: Plan, days: list[Day]) -> None:
    if backdrop := _backdrop(plan):
        folium.GeoJson(backdrop, style_function=lambda feature: _LAND, name="provinces").add_to(page)
    for day in days:
        for leg in day.legs:
            _line(leg, HUES[day.team.hue - 1]).add_child(SafePopup(escape(day.team.name))).add_to(page)
        for point, office in ((day.team.start, day.team.start_office), (day.team.end, day.team.end_office)):
            _office(point, office).add_to(page)
        for visit in day.visits:
            _stop(visit, day).add_to(page)
    for visit in plan.visits.filter(plan_team=None).select_related("facility"):
        spot = (visit.position.y, visit.position.x)
        words = format_html("{}<br>{}", visit.facility.name, reason(visit, [day.team for day in days]))
        mark = folium.CircleMarker(spot, radius=7, color="#444", weight=2, fill=True, fill_color="#fff", fill_opacity=1)
        mark.add_child(SafePopup(words)).add_to(page)
    page.fit_bounds(_bounds(plan, days), padding=(30, 30))


_LAND = {"color": "#8d9b98", "weight": 1, "fillColor": "#f8f7f3", "fillOpacity": 1, "interactive": False}


def _line(leg: Leg, colour: str) -> folium.PolyLine:
    dashed = leg.method == Method.ESTIMATE
    spots = [(lat, lon) for lon, lat in leg.line.coords]
    return folium.PolyLine(spots, color=colour, weight=4, opacity=0.9, dash_array="8 8" if dashed else None)


def _stop(visit: PlanVisit, day: Day) -> folium.Marker:
    icon = folium.DivIcon(
        html=f"<b>{visit.number}</b>", icon_size=(28, 28), icon_anchor=(14, 14), class_name=f"stop hue-{day.team.hue}"
    )
    words = render_to_string("inspections/takeaway/popup.html", {"visit": visit, "team": day.team})
    marker = folium.Marker((visit.position.y, visit.position.x), icon=icon)
    marker.add_child(SafePopup(words.strip()))
    return marker


def _office(point: Point, office: Office) -> folium.Marker:
    icon = folium.DivIcon(html="⌂", icon_size=(24, 24), icon_anchor=(12, 12), class_name="office")
    marker = folium.Marker((point.y, point.x), icon=icon)
    marker.add_child(SafePopup(escape(office.name)))
    return marker


def _bounds(plan: Plan, days: list[Day]) -> list[list[float]]:
    """Of what is planned; of everything where nothing is."""
    points = [point for day in days if day.visits for point in (day.team.start, day.team.end)]
    points += [visit.position for day in days for visit in day.visits]
    points = points or [visit.position for visit in plan.visits.all()]
    lons, lats = [point.x for point in points], [point.y for point in points]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]


def _words(part: str, plan: Plan, days: list[Day]) -> str:
    left_out = list(plan.visits.filter(plan_team=None).select_related("facility"))
    teams = [day.team for day in days]
    context = {
        "plan": plan,
        "days": days,
        "label": travel_label(plan),
        "left_out": [(visit, reason(visit, teams)) for visit in left_out],
        "language": get_language(),
        "credit": "" if plan.travel_source == "estimate" else OSM_CREDIT,
    }
    return render_to_string(f"inspections/takeaway/{part}.html", context)


def _head() -> str:
    """Leaflet and our few rules."""
    ours = (Path(__file__).parent / "data" / "takeaway.css").read_text(encoding="utf-8")
    hues = "".join(f".hue-{number}{{background:{colour}}}" for number, colour in enumerate(HUES, 1))
    return head(ours + hues)


def _backdrop(plan: Plan) -> dict[str, Any] | None:
    """The provinces in force on the plan's day, simplified together so that neighbours keep one line."""
    areas = list(Area.objects.in_force(plan.date).filter(level=Level.PROVINCE))
    if not areas:
        return None
    shapes = shapely.from_wkb([bytes(area.boundary.wkb) for area in areas])
    rounded = shapely.set_precision(shapely.coverage_simplify(shapes, BACKDROP_TOLERANCE_DEG), 0.001)
    features = [
        {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape in rounded
        if not shape.is_empty
    ]
    return {"type": "FeatureCollection", "features": features}
