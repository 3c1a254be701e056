"""Places inside the links that maps give away. Pure: no link is ever followed."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote_plus, urlsplit

from geo import coordinate_text
from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.errors import BadInput
from incidents.place_text.understood import LEAST_ERROR_M

LINK = re.compile(r"(?:https?://|geo:)\S+", re.IGNORECASE)
_BARE = re.compile(
    r"(?:maps\.app\.goo\.gl|goo\.gl|g\.co|(?:www\.)?google\.[a-z.]+/maps|maps\.google\.[a-z.]+)/?\S+", re.I
)
_SHORT = re.compile(
    r"(?:^|//)(?:maps\.app\.goo\.gl|goo\.gl|g\.co|g\.page|maps\.apple/p|osm\.org/go|bit\.ly|w3w\.co)\b", re.I
)

_PIN = re.compile(r"!3d(-?\d+\.?\d*)!4d(-?\d+\.?\d*)")
_PIN_LON_FIRST = re.compile(r"!2d(-?\d+\.\d+)!3d(-?\d+\.\d+)")
_CENTRE = re.compile(r"@(-?\d+\.?\d*),(-?\d+\.?\d*)(?:,(\d+\.?\d*)([zm]))?")
_FRAGMENT = re.compile(r"(?:map=)?(\d+(?:\.\d+)?)/(-?\d+\.?\d*)/(-?\d+\.?\d*)")
_PAIR = re.compile(r"(-?\d{1,3}\.?\d*)\s*[,~ ]\s*(-?\d{1,3}\.?\d*)")
_UNCERTAIN = re.compile(r";u=(\d+\.?\d*)", re.IGNORECASE)
_PLACE_KEYS = ("q", "query", "coordinate", "destination", "daddr", "to", "ll", "sll", "saddr", "origin", "viewpoint")
_CENTRE_KEYS = ("center", "cp", "cbll")
_LATS, _LONS = ("mlat", "lat", "latitude"), ("mlon", "lon", "lng", "long", "longitude")
_METRES_PER_PIXEL = 156_543.0
_VIEW_PIXELS = 150
_VIEW_ZOOM = 15.0


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link says: a place, or the words it looks for; neither for a short link, whose place is elsewhere."""

    place: LonLat | None = None
    error_radius_m: float = LEAST_ERROR_M
    words: str = ""
    short: bool = False


def read(text: str) -> Linked | None:
    """The first link in the text; None without one."""
    match = LINK.search(text) or _BARE.search(text)
    if match is None:
        return None
    link = match[0].rstrip(".,)>]")
    for place, error_m in _places(link):
        if THAILAND.contains(place):
            return Linked(place, error_m)
    return Linked(short=bool(_SHORT.search(link)), words="" if _SHORT.search(link) else _looked_for(link))


def _places(link: str) -> Iterator[tuple[LonLat, float]]:
    """From what names the place itself to what only says where the map was looking."""
    whole = unquote_plus(link)
    parts = _split(link)
    query = {key.lower(): value for key, value in parse_qsl(parts.query)}
    if link.lower().startswith("geo:"):
        yield from _of_geo(link, query)
        return
    yield from ((place, LEAST_ERROR_M) for place in _of_pins(whole))
    yield from ((place, LEAST_ERROR_M) for place in _of_query(query, _PLACE_KEYS))
    yield from ((place, LEAST_ERROR_M) for place in _of_two_keys(query))
    yield from ((place, LEAST_ERROR_M) for place in _of_path(parts.path))
    yield from _of_view(whole, query, parts.fragment)


def _of_pins(whole: str) -> Iterator[LonLat]:
    """Google's pin; the last one is what was chosen."""
    for lat, lon in reversed(_PIN.findall(whole)):
        yield from _point(lon, lat)
    for lon, lat in reversed(_PIN_LON_FIRST.findall(whole)):
        yield from _point(lon, lat)


def _of_query(query: dict[str, str], keys: tuple[str, ...]) -> Iterator[LonLat]:
    for key in keys:
        value = query.get(key, "").removeprefix("ll.").removeprefix("loc:")
        if place := coordinate_text.parse(value.replace("~", " ")):
            yield place
        elif pair := _PAIR.match(value):
            yield from _point(pair[2], pair[1])


def _of_two_keys(query: dict[str, str]) -> Iterator[LonLat]:
    lat = next((query[key] for key in _LATS if key in query), "")
    lon = next((query[key] for key in _LONS if key in query), "")
    yield from _point(lon, lat)


def _of_path(path: str) -> Iterator[LonLat]:
    """`/maps/place/13.787,101.651`, `/maps/search/…`, `/maps/dir/from/to`: the last part that is a place."""
    for part in reversed(path.split("/")):
        said = unquote_plus(part)
        if said and not said.startswith(("@", "data=")) and (place := coordinate_text.parse(said)):
            yield place


def _of_view(whole: str, query: dict[str, str], fragment: str) -> Iterator[tuple[LonLat, float]]:
    """The middle of a map: the place is somewhere near it, by the scale."""
    for lat, lon, zoom, unit in _CENTRE.findall(whole):
        for place in _point(lon, lat):
            yield place, _view_error_m(place, float(zoom)) if unit == "z" else max(float(zoom or 300) / 4, 300.0)
    for place in _of_query(query, _CENTRE_KEYS):
        yield place, _view_error_m(place, _VIEW_ZOOM)
    if match := _FRAGMENT.search(fragment):
        for place in _point(match[3], match[2]):
            yield place, _view_error_m(place, float(match[1]))


def _of_geo(link: str, query: dict[str, str]) -> Iterator[tuple[LonLat, float]]:
    """RFC 5870, with the `q=` that telephones add for a pin."""
    uncertain = _UNCERTAIN.search(link)
    error_m = max(float(uncertain[1]), LEAST_ERROR_M) if uncertain else LEAST_ERROR_M
    yield from ((place, error_m) for place in _of_query(query, ("q",)))
    if pair := _PAIR.match(link[4:]):
        yield from ((place, error_m) for place in _point(pair[2], pair[1]))


def _looked_for(link: str) -> str:
    """The words a link looks for, such as `?q=วัดหลวง`, or the name of its place."""
    parts = _split(link)
    query = {key.lower(): value for key, value in parse_qsl(parts.query)}
    named = re.search(r"/maps/(?:place|search)/([^/@]+)", parts.path)
    return next((query[key] for key in _PLACE_KEYS if query.get(key)), unquote_plus(named[1]) if named else "")


def _split(link: str) -> SplitResult:
    """Nothing where the link is none that the rules allow, such as `http://[`."""
    try:
        return urlsplit(link)
    except ValueError:
        return urlsplit("")


def _point(lon: str, lat: str) -> Iterator[LonLat]:
    try:
        yield LonLat.parse(lon, lat)
    except BadInput:
        return


def _view_error_m(place: LonLat, zoom: float) -> float:
    metres = _METRES_PER_PIXEL * math.cos(math.radians(place.lat)) / 2 ** min(zoom, 22.0) * _VIEW_PIXELS
    return max(round(metres), LEAST_ERROR_M)
