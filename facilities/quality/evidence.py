"""What helps to see where a site really stands: its stated area, its sources' positions, its siblings."""

import json
from dataclasses import dataclass
from typing import Any

from facilities.dossier_sources import Said, Seen, records_of, said_by, seen
from facilities.features import feature, point_feature
from facilities.models import Facility, WorkItem
from facilities.quality.donors import siblings, suggestion
from facilities.quality.straying import Straying, confirmed, straying
from facilities.quality.suggesting import Refusal, Suggestion
from facilities.source_names import source_title
from facilities.stated_area import StatedAreas, stated
from geo.coordinates import LonLat
from geo.models import Area

_SIMPLE_TO_DEGREES = 0.0002
"""About 20 m: finer than a pixel at the zoom that shows a subdistrict whole."""

Json = dict[str, Any]


@dataclass(frozen=True)
class SaidPlace:
    """Where one record of one source puts the site, numbered as on the map."""

    number: int
    title: str
    key: str
    said_on: Any
    place: LonLat
    method: str
    raw: str


@dataclass(frozen=True)
class Evidence:
    """All of it. `strays`: how the present position lies outside the stated area; `confirmed`: who called it right."""

    facility: Facility
    areas: StatedAreas
    places: list[SaidPlace]
    seen: list[Seen]
    siblings: list[Facility]
    suggestion: Suggestion | Refusal
    strays: Straying | None
    confirmed: WorkItem | None

    @property
    def area(self) -> Area | None:
        """The finest stated area with a boundary in force."""
        return self.areas.finest


def evidence_for(facility: Facility) -> Evidence:
    """Gathered in a fixed number of queries."""
    areas, records, others = stated(facility), records_of(facility), siblings(facility)
    strays = _strays(facility, areas)
    return Evidence(
        facility=facility,
        areas=areas,
        places=_places(said_by(records, areas)) if records else [],
        seen=seen(records),
        siblings=others,
        suggestion=suggestion(facility, others, areas),
        strays=strays,
        confirmed=confirmed(facility, strays) if strays else None,
    )


def on_map(found: Evidence) -> Json:
    """GeoJSON: the stated area's line, siblings, the sources' positions by number, the site itself."""
    own = [feature(found.facility, selected=True)] if found.facility.position else []
    shapes = [_outline(found.area)] if found.area else []
    near = [point_feature(other) for other in found.siblings if other.position]
    return {"type": "FeatureCollection", "features": [*shapes, *near, *map(_mark, found.places), *own]}


def _strays(facility: Facility, areas: StatedAreas) -> Straying | None:
    if facility.position is None:
        return None
    return straying(areas, LonLat(facility.position.x, facility.position.y), facility.error_radius_m)


def _places(said: Said) -> list[SaidPlace]:
    placed = [(record, new, new.position) for record, new in said if new.position]
    return [
        SaidPlace(
            number,
            source_title(record.source),
            record.key,
            record.said_on,
            place,
            str(new.position_method.label),
            new.position_raw,
        )
        for number, (record, new, place) in enumerate(placed, 1)
    ]


def _outline(area: Area) -> Json:
    simple = area.boundary.simplify(_SIMPLE_TO_DEGREES, preserve_topology=True)
    properties = {"layer": "areas", "border": True, "colour": "--accent", "dashed": True, "title": area.name_th}
    return {"type": "Feature", "id": area.code, "geometry": json.loads(simple.geojson), "properties": properties}


def _mark(said: SaidPlace) -> Json:
    properties = {"number": said.number, "colour": "--symbol", "title": f"{said.number}. {said.title}"}
    geometry = {"type": "Point", "coordinates": [said.place.lon, said.place.lat]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
