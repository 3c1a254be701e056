"""What a facility's dossier shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from facilities.corrections import standing
from facilities.dossier_licences import ExplainedLicence, explained
from facilities.dossier_neighbours import NEIGHBOURS_WITHIN_M, Neighbours, neighbours_of
from facilities.dossier_sources import Difference, Seen, differences, records_of, said_by, seen
from facilities.features import feature, minimap
from facilities.hazard import SEES_SUBSTANCES
from facilities.models import Correction, Facility, StatusEntry, Substance, WorkItem
from facilities.sites.substances import ACTIONS as SUBSTANCE_ACTIONS
from facilities.stated_area import stated
from geo.layers import Viewer
from geo.models import Change

_MOST_CHANGES = 50


@dataclass(frozen=True)
class Records:
    """What only officers read: what stands behind the register's words, and what was changed by whom."""

    seen: list[Seen]
    differences: list[Difference]
    corrections: dict[str, Correction]
    items: list[WorkItem]
    changes: list[Change]


@dataclass(frozen=True)
class Dossier:
    """Everything the page shows of one facility beside its own fields."""

    facility: Facility
    licences: list[ExplainedLicence]
    statuses: list[StatusEntry]
    neighbours: Neighbours
    minimap: dict[str, Any]
    records: Records | None
    holds_substances: bool
    """Public; which ones is not."""
    substances: list[Substance] | None
    """None for readers who may not see them."""


def dossier_of(
    facility: Facility, viewer: Viewer, *, within_m: int = NEIGHBOURS_WITHIN_M, with_records: bool = False
) -> Dossier:
    """The dossier of a facility loaded by `Facility.objects.for_dossier()`; its records for officers only."""
    near = neighbours_of(facility, within_m, viewer)
    sees, substances = viewer.may(SEES_SUBSTANCES), list(facility.substances.all())
    return Dossier(
        facility=facility,
        licences=[explained(licence) for licence in facility.licences.all()],
        statuses=list(facility.status_entries.select_related("licence")),
        neighbours=near,
        minimap=minimap(facility, [feature(other, error_radius_m=None) for other in near.sites]),
        records=_records(facility, with_substances=sees) if with_records else None,
        holds_substances=bool(substances),
        substances=substances if sees else None,
    )


def _records(facility: Facility, *, with_substances: bool) -> Records:
    records = records_of(facility)
    several = len({record.source for record in records}) > 1
    return Records(
        seen=seen(records),
        differences=differences(said_by(records, stated(facility))) if several else [],
        corrections=standing(facility),
        items=list(facility.work_items.filter(settled_at__isnull=True).order_by("matter")),
        changes=list(_changes(facility, with_substances=with_substances)[:_MOST_CHANGES]),
    )


def _changes(facility: Facility, *, with_substances: bool) -> "QuerySet[Change]":
    mine = Change.objects.filter(subject_type=Facility._meta.label_lower, subject_id=str(facility.pk))
    # Its lines name what came and went.
    shown = mine if with_substances else mine.exclude(action__in=SUBSTANCE_ACTIONS)
    return shown.order_by("-at", "-pk")
