"""Which facilities an estate has: by the name they state, by their numbers, by where they stand."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from facilities.models import Estate, EstateKind, Facility, Licence, LicenceForm


@dataclass(frozen=True)
class Occupants:
    """Counts of facilities. The last three are None where no boundary is known.

    `misnumbered` state an IEAT estate but hold no number of IEAT's; `stray` state the estate and stand off its ground;
    `silent` stand on it and do not state it.
    """

    stating: int
    working: int
    misnumbered: int | None
    inside: int | None = None
    stray: int | None = None
    silent: int | None = None


def occupants(estate: Estate) -> Occupants:
    """In one query."""
    states = Q(estate_name_th=estate.name_th) if estate.name_th else Q(pk__in=[])
    on_it = Q(position__coveredby=estate.boundary) if estate.boundary else None
    numbered = Exists(Licence.objects.filter(facility=OuterRef("pk"), form=LicenceForm.IEAT))
    counts = {
        "stating": Count("pk", filter=states),
        "working": Count("pk", filter=states & Q(status="operating")),
        "misnumbered": Count("pk", filter=states & ~Q(numbered=True)),
    }
    if on_it is not None:
        counts |= {
            "inside": Count("pk", filter=on_it),
            "stray": Count("pk", filter=states & Q(position__isnull=False) & ~on_it),
            "silent": Count("pk", filter=on_it & ~states),
        }
    near = Facility.objects.filter(states if on_it is None else states | on_it).annotate(numbered=numbered)
    found = near.aggregate(**counts)
    if estate.kind != EstateKind.ESTATE:
        found["misnumbered"] = None
    return Occupants(**found)
