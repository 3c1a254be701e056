"""The orders a list of facilities can have, each with a key that pages begin after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.db.models import F, Min, OuterRef, Q, Subquery, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Collate, NullIf
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from facilities.models import Licence
from facilities.querysets import FacilityQuerySet
from facilities.selection import Selection
from geo.crs import WGS84
from geo.filters import refused
from geo.place_filters import near

_THAI = "th-x-icu"
"""Names in the order of a Thai dictionary, where vowels written before their consonant do not lead."""


@dataclass(frozen=True)
class Order:
    """`chosen` is as the address writes it, empty for the usual one: best first of a search, else by id."""

    chosen: str = ""
    key: Combinable | None = None

    def after(self, found: FacilityQuerySet, pk: int) -> FacilityQuerySet:
        """In this order, from behind the facility with that id; from the beginning where it is not among them."""
        if self.key is None:
            return (found.filter(pk__gt=pk) if pk else found).order_by("pk")
        keyed = found.annotate(order_key=self.key)
        last = keyed.filter(pk=pk).prefetch_related(None).values_list("order_key", flat=True).first() if pk else None
        if last is not None:
            keyed = keyed.filter(Q(order_key__gt=last) | Q(order_key=last, pk__gt=pk))
        return keyed.order_by("order_key", "pk")


def order_for(selection: Selection, chosen: str) -> Order:
    """Raises `BadInput` naming `sort`."""
    if not chosen:
        return Order()
    keys = _keys(selection)
    if chosen not in keys:
        raise refused("sort", chosen, _("must be one of: %(values)s") % {"values": ", ".join(keys)}, allowed=[*keys])
    return Order(chosen, keys[chosen]())


def orders(selection: Selection) -> list[tuple[str, Any]]:
    """What can be chosen for this selection: distance only near a place."""
    usual = ("", _("Best answers") if selection.find else _("Order of the register"))
    return [usual, *((name, _TITLES[name]) for name in _keys(selection))]


_TITLES = {
    "name": gettext_lazy("Name"),
    "number": pgettext_lazy("sort by", "Registration number"),
    "distance": gettext_lazy("Distance"),
}


def _keys(selection: Selection) -> dict[str, Callable[[], Combinable]]:
    keys: dict[str, Callable[[], Combinable]] = {"name": _name, "number": _number}
    places = selection.values("near")
    if len(places) == 1:
        keys["distance"] = lambda: _distance(places[0])
    return keys


def _name() -> Combinable:
    written = [NullIf(F(column), Value("")) for column in ("name_th", "operator_th")]
    return Collate(Cast(Coalesce(*written, "source_key"), TextField()), _THAI)


def _number() -> Combinable:
    least = Licence.objects.filter(facility=OuterRef("pk")).order_by().values("facility").annotate(n=Min("canonical"))
    return Coalesce(Subquery(least.values("n")), Value(""), output_field=TextField())


def _distance(value: str) -> Combinable:
    place, _radius_m = near(value)
    return Distance("shape", Point(place.lon, place.lat, srid=WGS84))
