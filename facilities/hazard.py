"""Which factory types count as highly hazardous: the confirmed set of the reference data, not its candidates."""

from facilities.models import FactoryType


def hazardous_types() -> frozenset[int]:
    """Codes of the types in the high hazard set."""
    return frozenset(FactoryType.objects.filter(high_hazard=True).values_list("code", flat=True))


def known_types() -> frozenset[int]:
    """Codes of all types that are loaded."""
    return frozenset(FactoryType.objects.values_list("code", flat=True))
