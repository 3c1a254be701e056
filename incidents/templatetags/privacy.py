"""What pages say of the reporter's store (who has read it, what was erased) and of notices."""

from django import template
from django.utils import timezone

from geo.models import Area, Change
from incidents.models import Report, Tombstone
from incidents.notices.events import Event
from incidents.readings import readings_of

register = template.Library()

SHOWN = 20


@register.simple_tag
def contact_readings(report: Report) -> list[Change]:
    """The newest readings of the reporter's store."""
    return list(readings_of(report)[:SHOWN])


@register.simple_tag
def tombstones(report: Report) -> list[Tombstone]:
    """What was erased of the case, oldest first."""
    return list(Tombstone.objects.filter(report=report))


@register.filter
def event_name(event: str) -> str:
    """What a notice was about."""
    return str(Event(event).label)


@register.filter
def area_codes(codes: list[str]) -> str:
    """The names of areas by their codes, today's."""
    found = Area.objects.in_force(timezone.localdate()).filter(code__in=codes).defer("boundary")
    return ", ".join(area.name_th for area in found)
