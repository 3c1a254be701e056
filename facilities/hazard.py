"""Which factory types count as highly hazardous (the confirmed set of the reference data), and who sees substances."""

from django.utils.translation import gettext_lazy as _

from facilities.models import FactoryType

SEES_SUBSTANCES = "facilities.view_substance"
"""Who may know which hazardous substances a site holds, and how much. That it holds any is public: whoever lives or
works beside it may know of the danger, and what exactly lies where is a shopping list for those who would do harm."""

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
