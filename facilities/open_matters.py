"""What apps above the register have open about a site, such as reports: the work list puts those sites first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from geo.layers import Text


@dataclass(frozen=True)
class OpenMatter:
    """`annotate(key)` counts, as an expression, for the site whose primary key is in the column `key`.

    `sites()` gives the keys of all sites that have any: so that nobody counts for each of 300,000. `permission` is
    what a viewer must hold to be told the number.
    """

    name: str
    title: Text
    annotate: Callable[[str], Combinable]
    sites: Callable[[], "QuerySet[Any, Any]"]
    permission: str


_matters: dict[str, OpenMatter] = {}


def register(
    name: str,
    title: Text,
    annotate: Callable[[str], Combinable],
    sites: Callable[[], "QuerySet[Any, Any]"],
    *,
    permission: str,
) -> None:
    """Called in `AppConfig.ready()`. The last one of a name stands."""
    _matters[name] = OpenMatter(name, title, annotate, sites, permission)


def matters() -> list[OpenMatter]:
    """In order of registration."""
    return list(_matters.values())


def total(key: str = "pk") -> Combinable:
    """How much is open about the site whose primary key is in the column `key`; 0 where nobody counts anything."""
    counted: Combinable = Value(0, output_field=IntegerField())
    for matter in _matters.values():
        counted = counted + matter.annotate(key)
    return counted


def any_open(column: str) -> Q:
    """Whose `column` is a site with something open; nothing where nobody counts anything."""
    found = Q(pk__in=[])
    for matter in _matters.values():
        found |= Q(**{f"{column}__in": matter.sites()})
    return found
