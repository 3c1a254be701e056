"""The list of work: which sites to look at first. Hazard leads, then open reports, then how much goes on there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from facilities import open_matters
from facilities.models import Matter, WorkItem
from facilities.quality.weight import HAZARDOUS
from facilities.selection import Selection
from facilities.visibility import AN_OFFICER
from geo.errors import BadInput

PAGE = 50

Items = QuerySet[WorkItem]


@dataclass(frozen=True)
class Place:
    """Where an item stands in the list: hazard, open reports, weight, key."""

    hazardous: bool
    open_reports: int
    weight: int
    pk: int

    @classmethod
    def of(cls, item: Any) -> Self:
        """Of an item that came from `Queue`."""
        return cls(item.hazardous, item.open_reports, item.weight, item.pk)

    @classmethod
    def parse(cls, text: str) -> Self:
        """As `str` writes it. Raises `BadInput`."""
        parts = text.split("-")
        if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
            raise BadInput(_("The page asked for does not begin at an item of the list"), field="after", value=text)
        hazardous, open_reports, weight, pk = map(int, parts)
        return cls(bool(hazardous), open_reports, weight, pk)

    def __str__(self) -> str:
        return f"{int(self.hazardous)}-{self.open_reports}-{self.weight}-{self.pk}"

    @property
    def block(self) -> int:
        """Which of the list's four blocks it stands in."""
        return BLOCKS.index((self.hazardous, self.open_reports > 0))

    def following(self) -> Q:
        """What comes after it within its block."""
        lighter = Q(weight__lt=self.weight) | Q(weight=self.weight, pk__gt=self.pk)
        if not self.open_reports:
            return lighter
        return Q(open_reports__lt=self.open_reports) | (Q(open_reports=self.open_reports) & lighter)


BLOCKS = ((True, True), (True, False), (False, True), (False, False))
"""Hazardous or not, with something open or not: the order of the list. Each block is read by an index of its own."""


@dataclass(frozen=True)
class Queue:
    """Open items of one matter (empty: of all), of the sites that a selection names, after a place in the list."""

    matter: str = ""
    selection: Selection = Selection(viewer=AN_OFFICER)  # noqa: RUF009  # frozen
    after: Place | None = None

    @classmethod
    def parse(cls, query: QueryDict) -> Self:
        """From the address. Raises `BadInput` naming the parameter."""
        matter, after = query.get("matter", ""), query.get("after", "")
        if matter and matter not in Matter.values:
            raise BadInput(_("There is no such matter"), field="matter", value=matter, allowed=Matter.values)
        return cls(matter, Selection.parse(query, AN_OFFICER), Place.parse(after) if after else None)

    def address(self, **changes: object) -> str:
        """The query that restores it, with some parameters changed; empty ones are left out."""
        further = {"matter": self.matter, "after": self.after, **changes}
        return self.selection.address(**further)

    def items(self, most: int) -> list[Any]:
        """The first `most` in the order of the list, each with `hazardous` and `open_reports`, and its site."""
        found: list[Any] = []
        for number, block in enumerate(BLOCKS):
            if len(found) < most and (self.after is None or self.after.block <= number):
                found += self.block(*block)[: most - len(found)]
        return found

    def counts(self) -> Mapping[str, int]:
        """How many open items each matter has, for the same sites."""
        counted = self._of_matter("").order_by().values_list("matter").annotate(count=Count("pk"))
        return dict.fromkeys(Matter.values, 0) | dict(counted)

    def next_site(self, item: Any) -> int | None:
        """The site of the item that follows one of this list; None at its end."""
        following = Queue(self.matter, self.selection, Place.of(item)).items(len(Matter.values) + 1)
        return next((other.facility_id for other in following if other.facility_id != item.facility_id), None)

    def item_of(self, facility_id: int) -> Any:
        """The list's first item of a site; None where it has none."""
        mine = self._of_matter(self.matter).filter(facility_id=facility_id).order_by("-weight", "pk")
        return mine.annotate(hazardous=_HAZARDOUS, open_reports=open_matters.total("facility_id")).first()

    def block(self, hazardous: bool, with_open: bool) -> Items:
        """One of `BLOCKS`, in order."""
        items = self._of_matter(self.matter).filter(**{"weight__gte" if hazardous else "weight__lt": HAZARDOUS})
        open_ones = open_matters.any_open("facility_id")
        items = items.filter(open_ones if with_open else ~open_ones)
        counted = open_matters.total("facility_id") if with_open else Value(0)
        items = items.annotate(hazardous=Value(hazardous), open_reports=counted)
        if self.after and self.after.block == BLOCKS.index((hazardous, with_open)):
            items = items.filter(self.after.following())
        first = ("-open_reports",) if with_open else ()
        return items.order_by(*first, "-weight", "pk").select_related("facility").defer(*_UNSHOWN)

    def _of_matter(self, matter: str) -> Items:
        items = WorkItem.objects.filter(settled_at__isnull=True)
        if matter:
            items = items.filter(matter=matter)
        return items if self.selection.all else items.filter(facility__in=self.selection.queryset().order_by())


@dataclass(frozen=True)
class Page:
    """One page of the list and where the next begins; empty on the last one."""

    items: list[Any]
    next_address: str


def page(queue: Queue) -> Page:
    """The page that a queue begins with."""
    rows = queue.items(PAGE + 1)
    more = len(rows) > PAGE
    return Page(rows[:PAGE], queue.address(after=Place.of(rows[PAGE - 1])) if more else "")


_HAZARDOUS = Case(When(weight__gte=HAZARDOUS, then=Value(True)), default=Value(False), output_field=BooleanField())
_UNSHOWN = ("facility__footprint", "facility__shape", "facility__mercator", "facility__search_text")
