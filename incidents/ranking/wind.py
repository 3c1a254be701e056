"""Whether the wind came from the site. Pure.

It moves what is noticed from afar only: a pin put on the source is where it is whatever the wind. The density by
angle is a wrapped normal, near enough, mixed with "from anywhere", the more so the older, farther and calmer the
reading is.
"""

from math import atan2, cos, degrees, exp, hypot, log, pi, radians, sqrt

from incidents.ranking.distance import Spread
from incidents.ranking.parameters import Parameters
from incidents.ranking.question import Question, RankReason, SourceSite, Wind

CARRIED = frozenset(
    {"odour", "pm25_dust_smoke", "fire_explosion", "gas_leak", "hazardous_substance", "cane_burning", "mining"}
)
"""Subjects that the wind carries."""

_CALM_MS = 0.5
_FRESH_S, _NEAR_M = 2 * 3600.0, 30_000.0
_SIDES = (
    ("เหนือ", "north"),
    ("ตะวันออกเฉียงเหนือ", "north-east"),
    ("ตะวันออก", "east"),
    ("ตะวันออกเฉียงใต้", "south-east"),
    ("ใต้", "south"),
    ("ตะวันตกเฉียงใต้", "south-west"),
    ("ตะวันตก", "west"),
    ("ตะวันตกเฉียงเหนือ", "north-west"),
)


def trust(wind: Wind, given: Parameters) -> float:
    """How much of what is noticed from afar follows this reading, 0 to `wind_trust`."""
    if wind.speed_ms <= _CALM_MS:
        return 0.0
    steady = min(1.0, (wind.speed_ms - _CALM_MS) / 1.5)
    return given.wind_trust * steady * exp(-abs(wind.age_s) / _FRESH_S) * exp(-wind.distance_m / _NEAR_M)


def weight(question: Question, site: SourceSite, spread: Spread, trusted: float, given: Parameters) -> float:
    """0.0 where the wind says nothing: no trust in it, no direction to the site."""
    if question.wind is None or trusted <= 0.0 or site.lon is None or site.lat is None or site.distance_m == 0.0:
        return 0.0
    bearing, metres = _towards(question, site.lon, site.lat)
    turned = _turned(bearing, question.wind.from_degrees)
    angle = sqrt(radians(given.wind_spread_degrees) ** 2 + (spread.sigma_m / max(metres, 1.0)) ** 2)
    times = (1.0 - trusted) + trusted * _by_angle(radians(turned), angle)
    return log((spread.near + spread.far * times) / spread.whole)


def reason(question: Question, site: SourceSite, found: float) -> RankReason | None:
    """With the side, the source and the age of the reading."""
    wind = question.wind
    if wind is None or site.lon is None or site.lat is None or abs(found) < 0.02:
        return None
    bearing, _ = _towards(question, site.lon, site.lat)
    turned = _turned(bearing, wind.from_degrees)
    (wind_th, wind_en), (site_th, site_en) = _side(wind.from_degrees), _side(bearing)
    minutes, km = abs(wind.age_s) / 60, wind.distance_m / 1000
    facts = {
        "wind_from_degrees": round(wind.from_degrees),
        "wind_speed_ms": wind.speed_ms,
        "bearing_degrees": round(bearing),
        "turned_degrees": round(turned),
        "wind_source": wind.source,
        "wind_age_s": round(wind.age_s),
    }
    return RankReason(
        "wind",
        found,
        f"ลมมาจากทิศ{wind_th} {wind.speed_ms:.1f} ม./วินาที สถานประกอบการอยู่ทาง{site_th}ของจุดแจ้ง เบนจากแนวลม {turned:.0f}° "
        f"({wind.source} ห่างเวลาแจ้ง {minutes:.0f} นาที ห่าง {km:.0f} กม.)",
        f"Wind from the {wind_en}, {wind.speed_ms:.1f} m/s; the site is to the {site_en} of the report, "
        f"{turned:.0f}° off the wind ({wind.source}, {minutes:.0f} minutes from the report, {km:.0f} km away)",
        facts,
    )


def _towards(question: Question, lon: float, lat: float) -> tuple[float, float]:
    """Compass bearing from the report and metres, on the plane: it is a matter of tens of degrees."""
    east = (lon - question.place.lon) * 111_320 * cos(radians(question.place.lat))
    north = (lat - question.place.lat) * 110_600
    return degrees(atan2(east, north)) % 360.0, hypot(east, north)


def _turned(one: float, other: float) -> float:
    return abs((one - other + 180.0) % 360.0 - 180.0)


def _by_angle(turned: float, sigma: float) -> float:
    """The density by angle, as a multiple of the even one."""
    if sigma > 2.0:
        return 1.0
    wrapped = exp(-0.5 * (turned / sigma) ** 2) + exp(-0.5 * ((2 * pi - turned) / sigma) ** 2)
    return float(2 * pi * wrapped / (sigma * sqrt(2 * pi)))


def _side(bearing: float) -> tuple[str, str]:
    return _SIDES[round(bearing / 45.0) % 8]
