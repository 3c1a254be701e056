"""What each source says of a site: when it was last seen there, and where the sources differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Case, CharField, Max, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility, ImportRun, Kind, RunState, SourceRecord, Status
from facilities.models.facility import APPROXIMATE_BEYOND_M
from facilities.new_facility import NewFacility
from facilities.opinions import OpinionReader
from facilities.quality.suggesting import distance_m
from facilities.source_names import source_title
from facilities.stated_area import StatedAreas
from geo.layers import Text
from geo.thai import search_form

SAID: dict[str, tuple[Text, Callable[[NewFacility], Any]]] = {
    "name_th": (_("Name"), lambda new: new.name_th),
    "operator_th": (_("Operator"), lambda new: new.operator_th),
    "kind": (_("Kind"), lambda new: Kind(new.kind).label),
    "status": (_("Status"), lambda new: Status(new.status).label if new.status != Status.UNKNOWN else ""),
    "factory_class": (_("Class"), lambda new: new.factory.factory_class if new.factory else None),
    "horsepower": (_("Machine power"), lambda new: new.factory.horsepower if new.factory else None),
    "workers": (_("Workers"), lambda new: new.factory.workers if new.factory else None),
    "subdistrict_th": (_("Subdistrict"), lambda new: new.subdistrict_th),
    "district_th": (_("District"), lambda new: new.district_th),
    "province_th": (_("Province"), lambda new: new.province_th),
    "estate_name_th": (_("Industrial estate or zone"), lambda new: new.estate_name_th),
}
"""What sources are compared by, field by field."""


@dataclass(frozen=True)
class Seen:
    """One record: which source, under which key, seen last when, missing since when; the runs behind it."""

    record: SourceRecord
    title: str
    last_seen: date | None


@dataclass(frozen=True)
class Word:
    """What one record says of a field."""

    record: SourceRecord
    title: str
    value: Any


@dataclass(frozen=True)
class Difference:
    """A field of which records of one registration say different things; `place` is set for positions."""

    field: str
    title: Text
    words: list[Word]


Said = list[tuple[SourceRecord, NewFacility]]


def records_of(facility: Facility) -> list[SourceRecord]:
    """Newest word first."""
    runs = ("first_run", "changed_run")
    return list(facility.records.select_related("licence", *runs).order_by("source", "key"))


def seen(records: Sequence[SourceRecord]) -> list[Seen]:
    """A record that is not missing was last seen in the latest applied load of its source."""
    latest = _latest_loads({record.source for record in records})
    return [
        Seen(record, source_title(record.source), record.last_seen or latest.get(record.source)) for record in records
    ]


def said_by(records: Sequence[SourceRecord], areas: StatedAreas) -> Said:
    """Each record read again by its profile; one that cannot be read says nothing."""
    read = OpinionReader(areas.index).of(records)
    return [(record, opinion.new) for group in read.values() for record, opinion in group]


def differences(said: Said) -> list[Difference]:
    """Where records of one registration differ, or, for what is the site's own, any two sources."""
    groups = [group for group in _by_licence(said).values() if len({record.source for record, _new in group}) > 1]
    found = [_difference(field, group) for group in groups for field in SAID]
    return [one for one in (*found, *map(_positions, groups)) if one]


def _latest_loads(sources: set[str]) -> dict[str, date]:
    """The day of the latest applied load of each source; generic files name theirs in the mapping."""
    if not sources:
        return {}
    named = Concat(Value("generic-"), KeyTextTransform("source", "mapping"), output_field=CharField())
    applied = ImportRun.objects.filter(state=RunState.APPLIED).order_by().annotate(
        source=Case(When(mapping__source__isnull=False, then=named), default="profile")
    )  # fmt: skip
    latest = applied.filter(source__in=sources).values_list("source").annotate(at=Max("applied_at"))
    return {source: timezone.localdate(at) for source, at in latest if at}


def _by_licence(said: Said) -> dict[int | None, Said]:
    groups: dict[int | None, Said] = {}
    for record, new in said:
        groups.setdefault(record.licence_id, []).append((record, new))
    return groups


def _difference(field: str, group: Said) -> Difference | None:
    title, read = SAID[field]
    words = [Word(record, source_title(record.source), read(new)) for record, new in group]
    stated = [word for word in words if word.value not in (None, "")]
    if len({search_form(str(word.value)) for word in stated}) < 2:
        return None
    return Difference(field, title, stated)


def _positions(group: Said) -> Difference | None:
    placed = [(record, new.position) for record, new in group if new.position and _is_stated(new)]
    apart = max((distance_m(one, other) for (_one, one), (_other, other) in combinations(placed, 2)), default=0.0)
    if apart <= APPROXIMATE_BEYOND_M:
        return None
    words = [Word(record, source_title(record.source), place) for record, place in placed]
    return Difference("position", _("Position"), words)


def _is_stated(new: NewFacility) -> bool:
    return new.position_method not in ("centroid", "geocoded", "none")
