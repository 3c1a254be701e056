"""Facilities to choose from: by words, province, kind, status, hazard. Only those with a position can be visited."""

from collections.abc import Collection
from dataclasses import dataclass

from facilities.models import Facility, Kind, Status
from facilities.provinces import PROVINCES

SHOWN = 50


@dataclass(frozen=True)
class Choice:
    """What was looked for and the first `SHOWN` facilities that fit."""

    q: str = ""
    province: str = ""
    kind: str = ""
    status: str = ""
    hazard: bool = False
    found: tuple[Facility, ...] = ()
    more: bool = False

    @property
    def provinces(self) -> list[tuple[str, str, str]]:
        """Code, Thai and English name, by Thai name."""
        return sorted(((one.code, one.name_th, one.name_en) for one in PROVINCES), key=lambda one: one[1])

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Value and label."""
        return [(str(value), str(label)) for value, label in Kind.choices]

    @property
    def statuses(self) -> list[tuple[str, str]]:
        """Value and label."""
        return [(str(value), str(label)) for value, label in Status.choices]


def look(q: str, province: str, kind: str, status: str, *, hazard: bool, without: Collection[int]) -> Choice:
    """Those that fit and are not chosen yet; an unknown filter value finds nothing. Nothing asked, nothing found."""
    wanted = {"province_code": province, "kind": kind, "status": status}
    wishes = {name: value for name, value in wanted.items() if value}
    if not (q or wishes or hazard):
        return Choice()
    rows = Facility.objects.filter(position__isnull=False, **wishes).exclude(pk__in=without)
    rows = rows.filter(hazard=True) if hazard else rows
    rows = rows.search(q) if q else rows.order_by("name_th", "pk")
    light = rows.defer("footprint", "shape", "mercator", "search_text").prefetch_related("licences")
    found = tuple(light[: SHOWN + 1])
    return Choice(q, province, kind, status, hazard, found[:SHOWN], len(found) > SHOWN)
