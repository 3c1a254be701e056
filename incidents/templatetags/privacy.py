"""What pages say of the reporter's store: who has read it, and what was erased."""

from django import template

from geo.models import Change
from incidents.models import Report, Tombstone
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
