"""Cases that came in and came to an end, week by week, from the kept counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from geo.templatetags.phangut import thai_date
from incidents.board import Filters
from incidents.dashboard.asked import Asked
from incidents.dashboard.tables import Cell, Column, Row, Table
from incidents.dashboard.weeks import mondays
from incidents.models import Category, KeptFigures, Urgency, WeekCount

WEEKS = 52


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: a value per week, oldest first; the last week is not over yet."""

    name: str
    title: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Of the last year; `weeks` are the Mondays."""

    weeks: tuple[date, ...]
    received: Series
    ended: Series


def trend(asked: Asked) -> Trend:
    """Of what was asked, whatever its period: a year shows whether it is the season."""
    weeks = tuple(mondays(asked.now, WEEKS))
    counted = {week: (received, ended) for week, received, ended in _counts(asked)}
    pairs = [counted.get(week, (0, 0)) for week in weeks]
    received, ended = (tuple(pair[place] for pair in pairs) for place in (0, 1))
    return Trend(
        weeks,
        Series("received", pgettext("number of cases", "Received"), received),
        Series("ended", _("Brought to an end"), ended),
    )


def by_week(asked: Asked, kept: KeptFigures | None) -> Table | None:
    """The newest week first; received ones lead to the board."""
    if not asked.officer or kept is None:
        return None
    found = trend(asked)
    numbers = zip(found.weeks, found.received.values, found.ended.values, strict=True)
    return Table(
        "weeks",
        _("Received and brought to an end, week by week"),
        (Column(_("Week from Monday"), "text"), Column(found.received.title), Column(found.ended.title)),
        list(reversed([_row(asked, *one) for one in numbers])),
        note=_("Counted for the body that has the case now. The last week is not over yet."),
        as_of=kept.as_of,
        chart=found,
    )


def _counts(asked: Asked) -> Iterable[tuple[date, int, int]]:
    found: QuerySet[WeekCount] = WeekCount.objects.order_by()
    if asked.office:
        found = found.filter(office=asked.office.code)
    if asked.category:
        found = found.filter(category=asked.category.code)
    if not asked.sees_restricted:
        found = found.exclude(category__in=Category.objects.filter(urgency=Urgency.RESTRICTED).values("code"))
    return found.values_list("week").annotate(Sum("received"), Sum("ended"))


def _row(asked: Asked, week: date, received: int, ended: int) -> Row:
    last = week + timedelta(days=6)
    filters = Filters(
        lead=asked.office.code if asked.office else "",
        category=asked.category.code if asked.category else "",
        began=week,
        ended=last,
    )
    title = _("%(first)s to %(last)s") % {"first": thai_date(week), "last": thai_date(last)}
    return Row([Cell(title), Cell(received, f"/incidents/?{filters.address()}" if received else ""), Cell(ended)])
