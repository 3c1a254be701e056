"""Open cases as they are at this moment: by office and subject, one statement for all tables."""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from django.db.models import Count, Q

from geo.layers import Viewer
from incidents.due import overdue_at
from incidents.models import Category, Report
from incidents.standing import NOT_ACCEPTED, soon
from incidents.states import State


@dataclass(frozen=True, slots=True)
class Counts:
    """Of some open cases. Each number has a state of the board that lists exactly these, by `STATES`."""

    open: int = 0
    overdue: int = 0
    soon: int = 0
    waiting: int = 0
    transferred: int = 0
    reopened: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


STATES = tuple(field.name for field in fields(Counts))
"""The board calls them by the same words."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one office has open of one subject."""

    office: str
    category: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class OpenCases:
    """Of all offices, as far as the viewer may know of them."""

    groups: tuple[Group, ...]

    def of_office(self, code: str | None) -> "OpenCases":
        """Those of one office; of all for None."""
        return self if code is None else OpenCases(tuple(one for one in self.groups if one.office == code))

    def by_office(self) -> dict[str, Counts]:
        """Code to counts."""
        return _sums(self.groups, lambda group: group.office)

    def by_category(self) -> dict[str, Counts]:
        """Code to counts."""
        return _sums(self.groups, lambda group: group.category)

    @property
    def total(self) -> Counts:
        """All together."""
        return sum((group.counts for group in self.groups), Counts())


def open_cases(viewer: Viewer, now: datetime, category: Category | None) -> OpenCases:
    """One statement, on what the viewer may see."""
    found = Report.objects.seen_by(viewer).open()
    if category is not None:
        found = found.of_category(category.code)
    counted = found.order_by().values_list("handled_by", "category").annotate(**_counts(now))
    return OpenCases(tuple(Group(office, subject, Counts(*numbers)) for office, subject, *numbers in counted))


def _counts(now: datetime) -> dict[str, Count]:
    """In the order of `Counts`; the names are not those of columns."""
    conditions = {
        "open": Q(),
        "overdue": overdue_at(now),
        "soon": soon(now),
        "waiting": Q(state__in=NOT_ACCEPTED),
        "transferred": Q(state=State.TRANSFERRED),
        "reopened": Q(state=State.REOPENED),
    }
    return {f"n_{name}": Count("pk", filter=condition or None) for name, condition in conditions.items()}


def _sums(groups: Iterable[Group], key: Callable[[Group], str]) -> dict[str, Counts]:
    sums: dict[str, Counts] = {}
    for group in groups:
        sums[key(group)] = sums.get(key(group), Counts()) + group.counts
    return sums
