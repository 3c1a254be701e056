"""How fast cases are accepted and resolved, beside what is laid down; what came back, what was passed on."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from geo.models import Office
from incidents.dashboard.asked import Asked
from incidents.dashboard.tables import Cell, Column, Row, Table
from incidents.deadlines import Measure, rules
from incidents.models import Category, KeptFigures, Pace, Stage, Urgency

_DAY_S = 86_400
_EVERYTHING = "*"
_SHOWN = 12


def by_subject(asked: Asked, kept: KeptFigures | None) -> Table | None:
    """Each subject of the chosen office, or of all, with the limits that are laid down for it."""
    if not asked.officer or kept is None:
        return None
    office = asked.office.code if asked.office else ""
    found = {one.category: one for one in Pace.objects.filter(weeks=asked.weeks, office=office)}
    known = [category for category in Category.objects.all() if _counts_for(asked, category)]
    rows = [_row(Cell(category.name), found.get(category.code), category) for category in known]
    rows = [row for row in rows if any(cell.value for cell in row.cells[1:])]
    whole = found.get(_EVERYTHING if asked.sees_restricted else "")
    last = [] if asked.category else [_row(Cell(_("All together")), whole, None, whole=True)]
    return _table(asked, kept, "pace", _("How fast, by subject"), _("Subject"), [*rows, *last] if rows else [])


def by_office(asked: Asked, kept: KeptFigures | None) -> Table | None:
    """Every office, the slowest to resolve first."""
    if not asked.officer or kept is None:
        return None
    whole = _EVERYTHING if asked.sees_restricted else ""
    category = asked.category.code if asked.category else whole
    found = {one.office: one for one in Pace.objects.filter(weeks=asked.weeks, category=category)}
    chosen = asked.office or asked.own
    offices = [office for office in Office.objects.all() if _worth(found.get(office.code))]
    offices.sort(key=lambda office: (office != chosen, *_slowest(found[office.code])))
    rows = [
        _row(Cell(one.name, f"?{asked.address(office=one)}"), found[one.code], asked.category, chosen=one == chosen)
        for one in offices
    ]
    last = [_row(Cell(_("All together")), found.get(""), asked.category, whole=True)] if rows else []
    return _table(asked, kept, "pace-offices", _("How fast, by office"), _("Body in charge"), [*rows, *last], _SHOWN)


def _counts_for(asked: Asked, category: Category) -> bool:
    if asked.category is not None:
        return asked.category == category
    return asked.sees_restricted or category.urgency != Urgency.RESTRICTED


def _worth(pace: Pace | None) -> bool:
    return pace is not None and bool(pace.received or pace.accepted or pace.resolved)


def _slowest(pace: Pace) -> tuple[float, str]:
    return -(pace.resolve_median_s or 0), pace.office


def _table(
    asked: Asked, kept: KeptFigures, name: str, title: str, first: str, rows: list[Row], shown: int = 0
) -> Table:
    return Table(
        name,
        title,
        (
            Column(first, "text"),
            Column(pgettext("number of cases", "Received")),
            Column(_("Days until accepted (median)"), "days"),
            Column(_("Accepted in time"), "share"),
            Column(_("Days until resolved (median)"), "days"),
            Column(_("Resolved in time"), "share"),
            Column(pgettext("number of cases", "Reopened")),
            Column(pgettext("number of cases", "Transferred")),
        ),
        rows,
        note=_since(asked.weeks),
        as_of=kept.as_of,
        empty=_("No case came in or was worked on in this time."),
        shown=shown,
    )


def _since(weeks: int) -> str:
    """Every period is of several weeks."""
    looked = _("Over the last %(weeks)s weeks and this one.") % {"weeks": weeks}
    return f"{looked} {_('Days are calendar days; in time is within the limit of the case.')}"


def _row(name: Cell, pace: Pace | None, category: Category | None, *, chosen: bool = False, whole: bool = False) -> Row:
    pace = pace or Pace()
    return Row(
        [
            name,
            Cell(pace.received),
            Cell(_days(pace.accept_median_s), note=_limit(category, Stage.ACCEPT)),
            Cell(_percent(pace.accepted_in_time, pace.accepted)),
            Cell(_days(pace.resolve_median_s), note=_limit(category, Stage.FINISH)),
            Cell(_percent(pace.resolved_in_time, pace.resolved)),
            Cell(pace.reopened),
            Cell(pace.transferred),
        ],
        chosen=chosen,
        whole=whole,
    )


def _days(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / _DAY_S


def _percent(part: int, whole: int) -> int | None:
    """Never 100 where one was late."""
    return 100 * part // whole if whole else None


def _limit(category: Category | None, stage: Stage) -> str:
    measure = rules().measure(category, stage) if category else None
    return _in_words(measure) if measure else ""


def _in_words(measure: Measure) -> str:
    if measure.hours is not None:
        return ngettext("limit %(count)s hour", "limit %(count)s hours", measure.hours) % {"count": measure.hours}
    days = measure.working_days or 0
    return ngettext("limit %(count)s working day", "limit %(count)s working days", days) % {"count": days}
