"""An episode on a map: its reports, the side on which the source may lie, the sites its reports point at."""

import json
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Any

from pyproj import Geod

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.layers import Viewer
from incidents.features import report_feature
from incidents.models import Episode, Report
from incidents.shown_place import sees_place, shown_place

Json = dict[str, Any]
_WGS84 = Geod(ellps="WGS84")
_STEP_DEGREES = 3.0
_LEAST_REACH_M = 1_500.0


def episode_features(episode: Episode, reports: Sequence[Report], suspects: Sequence[Facility], viewer: Viewer) -> Json:
    """The sector below, then the suspects by rank, then the reports where this viewer may see them."""
    sites = [_suspect(rank, site) for rank, site in enumerate(suspects, 1) if site.position]
    marks = [report_feature(report, viewer, radius=False) for report in reports]
    tip = _tip(episode, reports, viewer)
    sector = _sector(episode, tip) if tip is not None else ()
    return {"type": "FeatureCollection", "features": [*sector, *reversed(sites), *marks]}


def _tip(episode: Episode, reports: Sequence[Report], viewer: Viewer) -> LonLat | None:
    """The middle of the reports; for those from whom places are kept, of their cells: the middle of one report is its
    place, and that of several moves by the place of each that comes or goes."""
    if sees_place(viewer):
        return LonLat(episode.centre.x, episode.centre.y)
    cells = [shown_place(report, viewer) for report in reports]
    if not cells:
        return None
    return LonLat(fmean(cell.lon for cell in cells), fmean(cell.lat for cell in cells))


def _sector(episode: Episode, tip: LonLat) -> Iterator[Json]:
    """As far as its subject is noticed: beyond that no source of it lies. Nothing where no side is known."""
    start, end = episode.bearing_from, episode.bearing_to
    if start is None or end is None:
        return
    reach_m = max(float(episode.category.noticed_within_m), 1.5 * episode.radius_m, _LEAST_REACH_M)
    opening = (end - start) % 360
    count = max(2, round(opening / _STEP_DEGREES))
    bearings = [start + opening * step / count for step in range(count + 1)]
    lon, lat = tip.lon, tip.lat
    rim = [_WGS84.fwd(lon, lat, bearing, reach_m)[:2] for bearing in bearings]
    ring = [[round(x, 6), round(y, 6)] for x, y in ((lon, lat), *rim, (lon, lat))]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    yield {"type": "Feature", "geometry": geometry, "properties": {"colour": "--warning-line", "dashed": True}}


def _suspect(rank: int, site: Facility) -> Json:
    geometry = json.loads(site.position.geojson) if site.position else None
    properties = {"number": rank, "colour": "--symbol", "title": f"{rank}. {site.name}"}
    return {"type": "Feature", "id": site.pk, "geometry": geometry, "properties": properties}
