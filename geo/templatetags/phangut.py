"""How the frame writes dates, distances and places for people, in the language of the moment."""

from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.gis.geos import Point
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo import frame, icons, menu, problems
from geo.coordinates import LonLat
from geo.errors import PhangUtError
from geo.layers import Viewer
from geo.thai import buddhist_date

register = template.Library()

_ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@register.filter
def thai_date(value: date | datetime | str | None) -> str:
    """`12 มี.ค. 2568` in Thai, `12 Mar 2025` in English, in Bangkok's day; nothing for nothing."""
    day = _local(value)
    if day is None:
        return ""
    if (get_language() or "").startswith("en"):
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return buddhist_date(day)


@register.filter
def thai_datetime(value: datetime | str | None) -> str:
    """The date and the minute: `12 มี.ค. 2568 14:05 น.`, `12 Mar 2025 14:05`."""
    moment = _local(value)
    if not isinstance(moment, datetime):
        return thai_date(moment)
    clock = f"{moment:%H:%M}"
    return f"{thai_date(moment)} {clock}" + ("" if (get_language() or "").startswith("en") else " น.")


@register.filter
def metres(value: float | None) -> str:
    """`850 ม.` below a kilometre, then `1.2 กม.`; from 100 km on without decimals. Nothing for nothing."""
    if value is None:
        return ""
    distance_m = float(value)
    # 999.6 would be written as "1,000 m".
    if abs(distance_m) < 999.5:
        return _("%(number)s m") % {"number": number_format(round(distance_m), use_l10n=True)}
    decimals = 0 if distance_m >= 99_950 else 1
    text = number_format(round(distance_m / 1000, decimals), decimals, use_l10n=True, force_grouping=True)
    return _("%(number)s km") % {"number": text}


@register.filter
def coords(value: Any) -> str:
    """`13.78700, 101.65100`: latitude first, as people in Thailand paste it into other maps. Five decimals: 1 m."""
    if isinstance(value, LonLat):
        lon, lat = value.lon, value.lat
    elif isinstance(value, Point):
        lon, lat = value.x, value.y
    elif isinstance(value, list | tuple) and len(value) == 2:
        lon, lat = value
    else:
        return ""
    return f"{float(lat):.5f}, {float(lon):.5f}"


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of `geo.icons`, inline."""
    return mark_safe(icons.svg(name))


@register.simple_tag(takes_context=True)
def menu_entries(context: template.Context) -> list[menu.Entry]:
    """The pages this user may open; none on a page rendered without a request."""
    request: HttpRequest | None = context.get("request")
    user = getattr(request, "user", None)
    return menu.entries_for(Viewer.of(user)) if user is not None else []


@register.simple_tag
def problem_words(error: PhangUtError) -> problems.Words:
    """What a problem page says about an error."""
    return problems.words_for(error)


@register.simple_tag
def frame_data() -> dict[str, Any]:
    """What `geo/web/frame.js` and `minimap.js` need from the server."""
    return frame.data()


def _local(value: date | datetime | str | None) -> date | datetime | None:
    if isinstance(value, str):
        value = _parsed(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _parsed(value: str) -> date | datetime | None:
    try:
        return datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
    except ValueError:
        return None
