"""The register of the chosen office, or of the country: kinds and states, hazard, how good the positions are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from facilities.filters import BY_NAME
from facilities.models import Facility, Kind, Status
from facilities.visibility import hidden_kinds
from geo import versions
from geo.errors import BadInput
from incidents.dashboard import links
from incidents.dashboard.asked import Asked
from incidents.dashboard.tables import Cell, Column, Row, Table

_HAZARD = "hazard"
_QUALITIES = ("surveyed", "stated", "repaired", "approximate", "none")
"""Values of the register's own filter: what is counted here is what its list shows."""


@dataclass(frozen=True, slots=True)
class Group:
    """How many sites of one kind and state there are, and how many of these are hazardous or placed so or so."""

    kind: str
    status: str
    sites: int
    special: dict[str, int]


def by_kind(asked: Asked) -> Table | None:
    """Kinds down, states across; every number leads to the list of exactly these."""
    groups = _groups(asked)
    if groups is None:
        return None
    kinds = [Kind(kind) for kind in Kind.values if kind not in hidden_kinds(asked.viewer)]
    statuses = [status for status in Status if any(one.status == status for one in groups)]
    rows = [_kind_row(asked, kind, statuses, [one for one in groups if one.kind == kind]) for kind in kinds]
    rows = [row for row in rows if any(cell.value for cell in row.cells[1:])]
    whole = _kind_row(asked, None, statuses, groups)
    return Table(
        "facilities",
        _("Facilities by kind and status"),
        (Column(_("Kind"), "text"), *(Column(status.label) for status in statuses), Column(_("All")), _hazard()),
        [*rows, whole] if rows else [],
        empty=_("No facility is registered here."),
    )


def by_position(asked: Asked) -> Table | None:
    """How the positions were found, and how many sites have none."""
    groups = _groups(asked)
    if groups is None:
        return None
    all_sites = sum(one.sites for one in groups)
    titles = dict(BY_NAME["position"].options())
    return Table(
        "positions",
        _("How good the positions are"),
        (Column(_("Position"), "text"), Column(_("Facilities")), Column(_("Share"), "share")),
        [_quality_row(asked, name, str(titles[name]), groups, all_sites) for name in _QUALITIES] if all_sites else [],
        empty=_("No facility is registered here."),
    )


def _hazard() -> Column:
    return Column(_("High hazard"))


def _groups(asked: Asked) -> tuple[Group, ...] | None:
    """None where the register has no notion of the office's own sites."""
    hidden = hidden_kinds(asked.viewer)
    return _counted(asked.office.code if asked.office else "", hidden, versions.current("facilities"))


@lru_cache(maxsize=256)
def _counted(office: str, hidden: tuple[str, ...], _version: str) -> tuple[Group, ...] | None:
    """Kept until the register changes: counting all of it takes a fifth of a second, and everybody may ask."""
    found = Facility.objects.exclude(kind__in=hidden) if hidden else Facility.objects.all()
    if office:
        try:
            found = found.filter(BY_NAME["office"].read(office).condition)
        except BadInput:
            return None
    names = (_HAZARD, *_QUALITIES)
    special = {f"n_{name}": Count("pk", filter=_condition(name)) for name in names}
    counted = found.order_by().values_list("kind", "status").annotate(sites=Count("pk"), **special)
    return tuple(
        Group(kind, status, sites, dict(zip(names, numbers, strict=True))) for kind, status, sites, *numbers in counted
    )


def _condition(name: str) -> Q:
    return BY_NAME[_HAZARD].read("yes").condition if name == _HAZARD else BY_NAME["position"].read(name).condition


def _kind_row(asked: Asked, kind: Kind | None, statuses: Iterable[Status], groups: Iterable[Group]) -> Row:
    by_status: Counter[str] = Counter()
    hazardous = 0
    for group in groups:
        by_status[group.status] += group.sites
        hazardous += group.special[_HAZARD]
    chosen = {"kind": kind.value} if kind else {}
    return Row(
        [
            Cell(str(kind.label) if kind else _("All together")),
            *(_cell(asked, by_status[status], {**chosen, "status": status.value}) for status in statuses),
            _cell(asked, sum(by_status.values()), chosen),
            _cell(asked, hazardous, {**chosen, _HAZARD: "yes"}),
        ],
        whole=kind is None,
        map_address=links.facilities_map(_of_office(asked, chosen), asked.office),
    )


def _quality_row(asked: Asked, name: str, title: str, groups: Iterable[Group], all_sites: int) -> Row:
    count = sum(group.special[name] for group in groups)
    chosen = {"position": name}
    # What has no position is not on the map.
    place = "" if name == "none" else links.facilities_map(_of_office(asked, chosen), asked.office)
    return Row([Cell(title), _cell(asked, count, chosen), Cell(round(100 * count / all_sites))], map_address=place)


def _cell(asked: Asked, count: int, chosen: dict[str, str]) -> Cell:
    return Cell(count, links.facilities_list(_of_office(asked, chosen)) if count else "")


def _of_office(asked: Asked, chosen: dict[str, str]) -> dict[str, str]:
    return {**chosen, "office": asked.office.code if asked.office else ""}
