"""What is known of a site: its hazard, how good its position is, which certificates are held there."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from facilities.models import Certificate, Matter, Scheme, WorkItem
from geo.filters import Filter, named
from geo.models import PositionMethod

_HAZARDS = (("yes", _("High hazard")), ("no", _("Not high hazard")))

_POSITIONS = (
    ("surveyed", _("Surveyed or placed by an officer")),
    ("stated", _("As stated by the register")),
    ("repaired", _("Repaired, or taken from a sibling registration")),
    ("approximate", _("Approximate position")),
    ("none", _("Without a position")),
    ("outside", _("Outside its stated area")),
)
_METHODS = {
    "surveyed": (PositionMethod.SURVEYED, PositionMethod.HAND),
    "stated": (PositionMethod.STATED,),
    "repaired": (PositionMethod.REPAIRED, PositionMethod.INHERITED, PositionMethod.DEVICE),
}


def _position(value: str) -> Q:
    """The first three are good positions by how they were found; approximate ones are so whatever their method."""
    if value == "none":
        return Q(position__isnull=True)
    if value == "approximate":
        return Q(approximate=True)
    if value == "outside":
        return Q(
            Exists(WorkItem.objects.filter(facility=OuterRef("pk"), matter=Matter.OUTSIDE, settled_at__isnull=True))
        )
    return Q(position_method__in=_METHODS[value], approximate=False)


def _certificate(value: str) -> Q:
    return Q(Exists(Certificate.objects.filter(facility=OuterRef("pk"), scheme=value)))


HAZARD = Filter(
    "hazard", _("Hazard"), named("hazard", _HAZARDS, lambda value: Q(hazard=value == "yes")), lambda: _HAZARDS
)
POSITION = Filter("position", _("Position quality"), named("position", _POSITIONS, _position), lambda: _POSITIONS)
CERTIFICATE = Filter(
    "certificate", _("Certificate"), named("certificate", Scheme.choices, _certificate), lambda: Scheme.choices
)
