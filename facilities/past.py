"""The register as it stood at the end of a day: which sites stood, and in which status, by the history of statuses.

For tiles, which ask it of every site on the screen. Of nearly all of them the history says nothing after that day, and
what stands now stood then: that is found by looking whether there is a later entry, which PostgreSQL does as one hashed
pass over the few later entries far out, and by the index close up. Only where there is one are the entries up to the
day put in order, from an index that holds them so.
"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from facilities.models import Licence, Status, StatusEntry

_RANKS = [When(status=status, then=Value(rank)) for rank, status in enumerate(Status)]


def stood(day: date) -> Q:
    """Sites not known to have begun later: by the day a licence was issued, else by the first status stated."""
    of_site = {"facility": OuterRef("pk")}
    issued = Licence.objects.filter(**of_site, issued_on__isnull=False)
    stated = StatusEntry.objects.filter(**of_site)
    begun = Exists(issued.filter(issued_on__lte=day)) | Exists(stated.filter(effective__lte=day))
    return Q(begun) | ~Q(Exists(issued) | Exists(stated))


def status_on(day: date) -> Combinable:
    """The status at the end of the day; `unknown` where the first word came later."""
    later = StatusEntry.objects.filter(facility=OuterRef("pk"), effective__gt=day)
    then = Coalesce(Subquery(_words(day)), Value(Status.UNKNOWN.value))
    return Case(When(Exists(later), then=then), default=F("status"), output_field=CharField())


def _words(day: date) -> "QuerySet[StatusEntry, Any]":
    """The word that ruled: on the site as a whole, which an officer has, else the liveliest of its licences."""
    last = (
        StatusEntry.objects.filter(facility=OuterRef(OuterRef("pk")), effective__lte=day)
        .order_by("licence_id", "-effective", "-pk")
        .distinct("licence_id")
        .values("pk")
    )
    of_licence = Case(When(licence__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField())
    liveliest = Case(*_RANKS, output_field=IntegerField())
    return StatusEntry.objects.filter(pk__in=last).order_by(of_licence, liveliest).values("status")[:1]
