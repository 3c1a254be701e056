"""Open cases by office and by subject, as they are at this moment."""

from collections.abc import Callable
from dataclasses import astuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.models import Office
from incidents.dashboard import links
from incidents.dashboard.asked import Asked
from incidents.dashboard.open_cases import STATES, Counts
from incidents.dashboard.tables import Cell, Column, Row, Table
from incidents.models import Category

_COUNTED = (
    Column(gettext_lazy("Open")),
    Column(gettext_lazy("Overdue")),
    Column(gettext_lazy("Due within 7 days")),
    Column(gettext_lazy("Not accepted yet")),
    Column(gettext_lazy("Transferred, waiting for the receiver")),
    Column(gettext_lazy("Reopened, to be sorted anew")),
)
_SHOWN = 12


def by_office(asked: Asked) -> Table | None:
    """Every office that has any, the most overdue first; the chosen one above all."""
    if not asked.officer:
        return None
    chosen = asked.office or asked.own
    offices = {office.code: office for office in Office.objects.all()}
    found = sorted(asked.open_cases.by_office().items(), key=lambda one: _urgent(one[1], one[0]))
    found.sort(key=lambda one: bool(chosen) and one[0] != getattr(chosen, "code", ""))
    rows = [_office_row(asked, offices[code], counts, chosen) for code, counts in found]
    total = asked.open_cases.total
    return Table(
        "offices",
        _("Open cases of every office"),
        (Column(_("Body in charge"), "text"), *_COUNTED),
        [*rows, _whole(total, lambda state: _everywhere(asked, state))] if rows else [],
        empty=_("No case is open."),
        shown=_SHOWN,
    )


def by_subject(asked: Asked) -> Table | None:
    """The open cases of the chosen office, or of all, by what they are about."""
    if not asked.officer:
        return None
    found = asked.open_cases.of_office(asked.office.code if asked.office else None)
    names = Category.objects.in_bulk()
    some = sorted(found.by_category().items(), key=lambda one: _urgent(one[1], one[0]))
    rows = [_subject_row(asked, names[code], counts) for code, counts in some]
    return Table(
        "subjects",
        _("Open cases by subject"),
        (Column(_("Subject"), "text"), *_COUNTED),
        [*rows, _whole(found.total, lambda state: links.board(asked, state))] if rows else [],
        empty=_("No case is open."),
    )


def _urgent(counts: Counts, code: str) -> tuple[int, int, str]:
    return -counts.overdue, -counts.open, code


def _everywhere(asked: Asked, state: str) -> str:
    everywhere = Asked(asked.viewer, asked.now, asked.own, None, asked.category, asked.weeks)
    return links.board(everywhere, state)


def _office_row(asked: Asked, office: Office, counts: Counts, chosen: Office | None) -> Row:
    name = Cell(office.name, f"?{asked.address(office=office)}")
    return Row(
        [name, *_cells(counts, lambda state: links.board(asked, state, office=office.code))],
        chosen=chosen is not None and chosen.code == office.code,
        map_address=links.incidents_map(asked, "open", office=office),
    )


def _subject_row(asked: Asked, category: Category, counts: Counts) -> Row:
    name = Cell(category.name, f"?{asked.address(category=category)}")
    return Row(
        [name, *_cells(counts, lambda state: links.board(asked, state, category=category.code))],
        chosen=asked.category == category,
        map_address=links.incidents_map(asked, "open", category=category.code),
    )


def _whole(counts: Counts, address: Callable[[str], str]) -> Row:
    return Row([Cell(_("All together")), *_cells(counts, address)], whole=True)


def _cells(counts: Counts, address: Callable[[str], str]) -> list[Cell]:
    return [
        Cell(number, address(state) if number else "", late=state == "overdue" and number > 0)
        for state, number in zip(STATES, astuple(counts), strict=True)
    ]
