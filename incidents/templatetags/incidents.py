"""How the pages of reports write states, roles, ages and places."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from geo import area_names
from geo.models import Area, Level
from incidents import words
from incidents.models import ReportArea

register = template.Library()

register.filter("state_name", words.state_name)
register.filter("state_tone", words.state_tone)
register.filter("role_name", words.role_name)


@register.filter
def age(since: datetime) -> str:
    """How long ago, in the largest whole unit up to days."""
    minutes = int((timezone.now() - since).total_seconds() // 60)
    if minutes < 60:
        return _("%(count)s min") % {"count": max(minutes, 0)}
    if minutes < 24 * 60:
        return _("%(count)s h") % {"count": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": f"{days:,}"}


@register.filter
def area_name(area: ReportArea | Area) -> str:
    """An area with the word for its level, as people write it."""
    english = (get_language() or "").startswith("en") and area.name_en
    return area_names.full_name(Level(area.level), area.code, english or area.name_th)


@register.filter
def place_words(areas: Iterable[ReportArea]) -> str:
    """From the smallest area to the province: `ตำบล… อำเภอ… จังหวัด…`."""
    return " ".join(area_name(area) for area in reversed(list(areas)))


@register.filter
def public_areas(areas: Iterable[ReportArea]) -> list[ReportArea]:
    """Those that may be told to everybody: province and district."""
    return [area for area in areas if area.level in (Level.PROVINCE, Level.DISTRICT)]
