"""Lists that the register states of a facility, as they are written: registration numbers and factory types.

The feature API, the exports and the JSON API all say them from here.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, Func, OuterRef, Value

from facilities.models import Facility, FactoryActivity, Licence


def registrations() -> ArraySubquery:
    """Each number as printed, followed by its fourteen digits where those are known and say something else."""
    writings = Func(
        _said("number"),
        Func(_said("fourteen"), F("number"), function="NULLIF"),
        template="unnest(array_remove(ARRAY[%(expressions)s]::text[], NULL))",
        output_field=CharField(),
        set_returning=True,
    )
    held = Licence.objects.filter(facility=OuterRef("pk")).order_by("pk")
    return ArraySubquery(held.values(writing=writings), output_field=ArrayField(CharField()))


def registrations_of(facility: Facility) -> list[str]:
    """The same of a facility in memory, whose licences may have been fetched before."""
    held = sorted(facility.licences.all(), key=lambda licence: licence.pk)
    writings = (text for licence in held for text in dict.fromkeys((licence.number, licence.fourteen)))
    return list(filter(None, writings))


def types() -> ArraySubquery:
    """As written in the regulation: `9(1)`, `106`."""
    written = Func(
        F("factory_type_id"),
        F("sub_item"),
        template="concat(%(expressions)s || ')')",
        arg_joiner=", '(' || ",
        output_field=CharField(),
    )
    carried_on = FactoryActivity.objects.filter(facility=OuterRef("pk")).order_by("factory_type_id", "sub_item")
    return ArraySubquery(carried_on.values(written=written), output_field=ArrayField(CharField()))


def _said(name: str) -> Func:
    return Func(F(name), Value(""), function="NULLIF")
