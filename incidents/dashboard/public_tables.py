"""What everybody may know of reports: how many of each subject were made in each province."""

from collections import Counter

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from facilities.provinces import PROVINCES, Province
from geo import area_names
from geo.models import Level, Office, OfficeKind
from incidents.dashboard import links
from incidents.dashboard.asked import Asked
from incidents.dashboard.tables import Cell, Column, Row, Table
from incidents.models import Category, KeptFigures, ProvinceCount

_SHOWN = 12


def by_province(asked: Asked, kept: KeptFigures | None) -> Table | None:
    """Provinces down, subjects across; only for those who may not see more."""
    if asked.officer or kept is None:
        return None
    counts = {(one.province, one.category): one.reports for one in ProvinceCount.objects.all()}
    categories = [one for one in Category.objects.all() if any(category == one.code for _place, category in counts)]
    if asked.category:
        categories = [one for one in categories if one == asked.category]
    provinces = sorted(_provinces(asked), key=lambda one: -sum(counts.get((one.code, c.code), 0) for c in categories))
    offices = {one.province_code: one for one in Office.objects.filter(kind=OfficeKind.PIO)}
    rows = [_row(one, categories, counts, offices.get(one.code)) for one in provinces]
    rows = [row for row in rows if row.cells[-1].value]
    return Table(
        "provinces",
        _("Reports by province and subject"),
        (Column(_("Province"), "text"), *(Column(one.name) for one in categories), Column(_("All"))),
        [*rows, _whole(rows)] if rows else [],
        note=_("Places are known to about 1 km here: beside a border a report may count for the neighbour."),
        as_of=kept.as_of,
        empty=_("There are no reports here."),
        shown=_SHOWN,
    )


def _provinces(asked: Asked) -> list[Province]:
    code = asked.office.province_code if asked.office else ""
    return [one for one in PROVINCES if not code or one.code == code]


def _row(
    province: Province, categories: list[Category], counts: dict[tuple[str, str], int], office: Office | None
) -> Row:
    english = (get_language() or "").startswith("en")
    name = area_names.full_name(Level.PROVINCE, province.code, province.name_en if english else province.name_th)
    numbers = [counts.get((province.code, one.code), 0) for one in categories]
    return Row(
        [Cell(name), *map(Cell, numbers), Cell(sum(numbers))],
        map_address=links.map_address("incidents", {"area": province.code}, office),
    )


def _whole(rows: list[Row]) -> Row:
    sums: Counter[int] = Counter()
    for row in rows:
        for place, cell in enumerate(row.cells[1:]):
            sums[place] += int(cell.value) if isinstance(cell.value, int) else 0
    return Row([Cell(_("All together")), *(Cell(sums[place]) for place in range(len(rows[0].cells) - 1))], whole=True)
