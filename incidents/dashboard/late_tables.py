"""Which cases are the longest overdue, and in which areas: what a head of office asks first."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Max, Q, When
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo import area_names
from geo.models import Level
from incidents.dashboard import links
from incidents.dashboard.asked import Asked
from incidents.dashboard.tables import Cell, Column, Row, Table
from incidents.due import due_of, overdue_at
from incidents.models import Report, ReportArea
from incidents.querysets.reports import ReportQuerySet
from incidents.shown_place import sees_place
from incidents.standing import NOT_ACCEPTED, soon
from incidents.templatetags.incidents import place_words, public_areas
from incidents.words import state_name

_LONGEST = 10
_AREAS = 12


def longest(asked: Asked) -> Table | None:
    """The ten whose limit has been over the longest, each with its dossier."""
    if not asked.officer:
        return None
    late = _of(asked).filter(overdue_at(asked.now)).annotate(was_due=_was_due()).order_by("was_due", "pk")
    # First which, from an index alone, then those ten rows: thousands are overdue.
    found = late.filter(pk__in=list(late.values_list("pk", flat=True)[:_LONGEST]))
    found = found.select_related("category", "handled_by").prefetch_related("areas")
    return Table(
        "longest",
        _("Longest overdue"),
        (
            Column(_("Tracking code"), "text"),
            Column(_("Subject"), "text"),
            Column(_("Place"), "text"),
            Column(_("Body in charge"), "text"),
            Column(_("State"), "text"),
            Column(_("Was due on"), "date"),
            Column(_("Working days over")),
        ),
        [_case_row(report, asked) for report in found],
        empty=_("Nothing is overdue."),
    )


def by_area(asked: Asked) -> Table | None:
    """Open and overdue cases of the chosen office by district, as the board knows areas.

    Not of the whole country: there the offices themselves say where.
    """
    if not asked.officer or asked.office is None:
        return None
    rows = [_area_row(row, asked) for row in _districts(asked)]
    if not rows:
        # Nothing is open, which is said elsewhere, or no boundaries of districts are loaded.
        return None
    return Table(
        "areas",
        _("Open cases by district"),
        (Column(_("Area"), "text"), Column(_("Open")), Column(_("Overdue")), Column(_("Due within 7 days"))),
        rows,
        shown=_AREAS,
    )


def _of(asked: Asked) -> ReportQuerySet:
    """Open cases as the dashboard was asked."""
    found = Report.objects.seen_by(asked.viewer).open()
    if asked.office:
        found = found.handled_by_office(asked.office.code)
    return found.of_category(asked.category.code) if asked.category else found


def _was_due() -> Case:
    return Case(When(Q(state__in=NOT_ACCEPTED, accept_by__isnull=False), then=F("accept_by")), default=F("finish_by"))


def _case_row(report: Report, asked: Asked) -> Row:
    due = due_of(report, asked.now)
    day: date | None = timezone.localdate(due.at) if due else None
    return Row(
        [
            Cell(report.tracking_code, f"/incidents/{report.pk}/"),
            Cell(report.category.name),
            Cell(place_words(public_areas(report.areas.all()))),
            Cell(report.handled_by.name),
            Cell(str(state_name(report.state))),
            Cell(day),
            Cell(-due.working_days if due else None, late=True),
        ],
        map_address=f"/?sel=incidents:{report.pk}",
    )


def _districts(asked: Asked) -> list[tuple[Any, ...]]:
    """By code. Where an area has been renamed, reports keep the name of their day: one of them is shown."""
    within = ReportArea.objects.filter(level=Level.DISTRICT, report__in=_of(asked).order_by())
    asked_of = {"late": overdue_at(asked.now), "near": soon(asked.now)}
    counts = {name: Count("pk", filter=_through_report(condition)) for name, condition in asked_of.items()}
    names = {"thai": Max("name_th"), "english": Max("name_en")}
    grouped = within.order_by().values_list("code").annotate(**names, open=Count("pk"), **counts)
    return sorted(grouped, key=lambda row: (-row[4], -row[3], row[0]))


def _through_report(condition: Q) -> Q:
    """The same condition, asked of the row of an area."""
    parts: list[Any] = condition.children
    children = [_through_report(part) if isinstance(part, Q) else (f"report__{part[0]}", part[1]) for part in parts]
    return Q(*children, _connector=condition.connector, _negated=condition.negated)


def _area_row(row: tuple[Any, ...], asked: Asked) -> Row:
    code, name_th, name_en, count, late, near = row
    english = (get_language() or "").startswith("en") and name_en
    name = area_names.full_name(Level.DISTRICT, code, english or name_th)
    cells = [
        Cell(number, links.board(asked, state, area=code) if number else "", late=state == "overdue" and number > 0)
        for state, number in (("open", count), ("overdue", late), ("soon", near))
    ]
    # On the map, who may not know exact places is told by the blurred one: those are other cases beside a border.
    exact = sees_place(asked.viewer)
    return Row([Cell(name), *cells], map_address=links.area_map(asked, code) if exact else "")
