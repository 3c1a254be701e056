"""The list of facilities: one page of a selection, in an order, by key."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from facilities.counting import Count, count
from facilities.models import Facility
from facilities.ordering import Order, order_for
from facilities.querysets import FacilityQuerySet
from facilities.search_query import Query
from facilities.selection import Selection
from geo.errors import BadInput

PAGE = 50
_LOOSENED = 1_000


@dataclass(frozen=True)
class Loosened:
    """What would be found without one of the choices, or without the words."""

    title: str
    address: str
    found: Count


@dataclass(frozen=True)
class Listing:
    """One page. `next_address` is empty on the last one, `unsorted` where an order was asked of too many."""

    selection: Selection
    order: Order
    facilities: list[Facility]
    total: Count
    after: int = 0
    more: bool = False
    unsorted: bool = False

    @property
    def placed(self) -> list[Facility]:
        """Those of the page that can be shown on its map."""
        return [facility for facility in self.facilities if facility.position]

    @property
    def ranked(self) -> bool:
        """Whether these are the best answers to words, and not all there are."""
        return bool(self.selection.find) and not self.order.chosen and not self.common

    @property
    def common(self) -> bool:
        """Whether the words alone name nothing, such as a legal form, so that they leave nobody out."""
        return Query.read(self.selection.find).common

    @property
    def first_address(self) -> str:
        """The first page of the same."""
        return self.selection.address(sort=self.order.chosen)

    @property
    def next_address(self) -> str:
        """The next page of the same."""
        if not self.more:
            return ""
        return self.selection.address(sort=self.order.chosen, after=self.facilities[-1].pk)

    @property
    def loosened(self) -> list[Loosened]:
        """Ways out of an empty list that lead somewhere."""
        return [one for one in _ways_out(self.selection) if one.found.number]


def listing(selection: Selection, query: QueryDict) -> Listing:
    """The page that `sort` and `after` of the query ask for. Raises `BadInput` for a wrong one.

    Sorting reads everything, so that it is done for selections of at most `counting.COUNTED` facilities.
    """
    order, after = order_for(selection, query.get("sort", "")), key(query.get("after", ""))
    total = count(selection.queryset()) if order.chosen else None
    unsorted = total is not None and not total.exact
    order = Order() if unsorted else order
    rows, more = _page(selection, order, after)
    if total is None:
        # Where a first page comes up empty, looking again to count would find nothing either.
        total = count(selection.queryset()) if rows or after else Count(0)
    return Listing(selection, order, rows, total, after, more, unsorted)


def _ways_out(selection: Selection) -> Iterator[Loosened]:
    if selection.find and selection.choices:
        yield _loosened(selection.find, replace(selection, find=""))
    if selection.find or len(selection.choices) > 1:
        for choice in selection.choices:
            yield _loosened(str(choice.title), selection.without(choice))


def _page(selection: Selection, order: Order, after: int) -> tuple[list[Facility], bool]:
    """Words that leave nobody out have no best answers, so that the list goes on to its end."""
    if Query.read(selection.find).common:
        selection = replace(selection, find="")
    return page_of(selection, order, after, PAGE)


def page_of(selection: Selection, order: Order, after: int, size: int) -> tuple[list[Facility], bool]:
    """The facilities that follow the one with the id `after` (0: the first), and whether more follow them.

    Where words are searched, the best answers only, each with a `score`. A key that has left the list begins anew.
    """
    if selection.find and not order.chosen:
        return _best(_shown(selection.filtered().search(selection.find)), after, size)
    rows = list(order.after(_shown(selection.queryset()), after)[: size + 1])
    return rows[:size], len(rows) > size


def key(value: str) -> int:
    """An id from the address; 0 where there is none. Raises `BadInput` naming `after`."""
    if value and not (value.isascii() and value.isdigit() and len(value) < 19):
        raise BadInput(_("after: must be the number of a facility"), field="after", value=value)
    return int(value or 0)


def _best(ranked: FacilityQuerySet, after: int, size: int) -> tuple[list[Facility], bool]:
    ids = list(ranked.values_list("pk", flat=True)) if after else []
    start = ids.index(after) + 1 if after in ids else 0
    rows = list(ranked[start : start + size + 1])
    return rows[:size], len(rows) > size


def _shown(found: FacilityQuerySet) -> FacilityQuerySet:
    return found.prefetch_related("licences").defer("footprint", "shape", "mercator", "search_text")


def _loosened(title: str, selection: Selection) -> Loosened:
    return Loosened(title, selection.address(), count(selection.queryset(), at_most=_LOOSENED))
