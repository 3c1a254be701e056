"""Where a report is shown to whom: to holders of both permissions where it was put, to all others where its cell is.

Every page, layer, list and search asks here. The centre of a cell comes from `Report.blurred`, which the database
makes; nothing measured from the exact place (a distance, an error radius) is shown beside it.
"""

import math
from typing import Any

from django.contrib.gis.geos import Point

from geo.coordinates import LonLat
from geo.crs import MERCATOR_HALF_WORLD_M, WGS84
from geo.layers import Viewer

SEES_REPORTS = "incidents.view_report"
SEES_PLACE = "incidents.view_exactplace"


def sees_place(viewer: Viewer) -> bool:
    """True for those who may see the exact place of the reports they may see."""
    return viewer.may(SEES_REPORTS) and viewer.may(SEES_PLACE)


def place_column(viewer: Viewer) -> str:
    """The column of `Report` in Web Mercator that is the place as this viewer sees it."""
    return "mercator" if sees_place(viewer) else "blurred"


def shown_point(report: Any, viewer: Viewer) -> Point:
    """A `Report`'s place in WGS84, for this viewer. No statement, unless the report was just filed."""
    return report.position if sees_place(viewer) else unblurred(report.blurred)


def shown_place(report: Any, viewer: Viewer) -> LonLat:
    """The same as longitude and latitude."""
    point = shown_point(report, viewer)
    return LonLat(point.x, point.y)


def shown_text(report: Any, viewer: Viewer) -> str:
    """The description; with personal data masked for those from whom the place is kept: an address tells it too."""
    text: str = report.description if sees_place(viewer) else report.public_text
    return text


def unblurred(centre: Point) -> Point:
    """The centre of a cell in WGS84: spherical Mercator backwards, which is what its metres are."""
    turns = math.pi / MERCATOR_HALF_WORLD_M
    latitude = math.degrees(math.atan(math.sinh(centre.y * turns)))
    return Point(math.degrees(centre.x * turns), latitude, srid=WGS84)
