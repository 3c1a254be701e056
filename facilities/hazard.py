"""Which factory types count as highly hazardous: the confirmed set of the reference data, not its candidates."""

from django.utils.translation import gettext_lazy as _

from facilities.models import FactoryType

SOURCES = {
    "fnm_hazard_groups": _("hazard groups of a public factory map project, 2026"),
    "own_knowledge": _("our own proposal"),
}
"""What `FactoryType.hazard_source` holds, in words for people."""


def hazardous_types() -> frozenset[int]:
    """Codes of the types in the high hazard set."""
    return frozenset(FactoryType.objects.filter(high_hazard=True).values_list("code", flat=True))


def known_types() -> frozenset[int]:
    """Codes of all types that are loaded."""
    return frozenset(FactoryType.objects.values_list("code", flat=True))
