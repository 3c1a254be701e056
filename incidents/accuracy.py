"""How often the ranking of likely sites was right, by category, as far as officers have said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from geo.layers import Viewer
from incidents.models import Category, Confirmation, Report, Verdict

MISSES_SHOWN = 50
_TOP = 5
_COUNTS = (
    "count",
    "first",
    "top",
    "with_site",
    "first_with_site",
    "top_with_site",
    "nearest_first",
    "nearest_top",
)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts of one category, or of all together where `category` is None.

    `count` are the reports with a site or "no registered site" as the officer's word; the nearest can never say the
    latter, so `with_site` counts those that name a site, and the nearest is measured on these.
    """

    category: Category | None
    count: int
    first: int
    top: int
    with_site: int
    first_with_site: int
    top_with_site: int
    nearest_first: int
    nearest_top: int

    @property
    def counts(self) -> tuple[int, ...]:
        """All of them, in their order."""
        return tuple(getattr(self, name) for name in _COUNTS)

    @property
    def rates(self) -> dict[str, int | None]:
        """Per cent; None where nothing was judged."""
        whole, sites = self.count, self.with_site
        return {
            "first": _percent(self.first, whole),
            "top": _percent(self.top, whole),
            "first_with_site": _percent(self.first_with_site, sites),
            "top_with_site": _percent(self.top_with_site, sites),
            "nearest_first": _percent(self.nearest_first, sites),
            "nearest_top": _percent(self.nearest_top, sites),
        }


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included, by when the officer said it; None: open on that side."""

    since: date | None = None
    until: date | None = None


def judged(period: Period, viewer: Viewer) -> "QuerySet[Confirmation]":
    """The newest word on each report this viewer may know of, where it says something about the list."""
    newer = Confirmation.objects.filter(report=OuterRef("report"), id__gt=OuterRef("id"))
    rows = Confirmation.objects.filter(~Exists(newer), report__in=Report.objects.seen_by(viewer))
    rows = rows.exclude(verdict=Verdict.NO_SITE).filter(listed__gt=0)
    if period.since:
        rows = rows.filter(at__date__gte=period.since)
    return rows.filter(at__date__lte=period.until) if period.until else rows


def accuracies(rows: "QuerySet[Confirmation]") -> list[Accuracy]:
    """By category in the order of the form, then all together. Empty without any."""
    site = Q(verdict=Verdict.SITE)
    counted = (
        rows.order_by()
        .values("category")
        .annotate(
            count=Count("id"),
            first=Count("id", filter=Q(rank=1)),
            top=Count("id", filter=Q(rank__lte=_TOP)),
            with_site=Count("id", filter=site),
            first_with_site=Count("id", filter=site & Q(rank=1)),
            top_with_site=Count("id", filter=site & Q(rank__lte=_TOP)),
            nearest_first=Count("id", filter=site & Q(nearest_rank=1)),
            nearest_top=Count("id", filter=site & Q(nearest_rank__lte=_TOP)),
        )
    )
    categories = Category.objects.in_bulk()
    lines = [_line(categories[code], counts) for code, *counts in counted.values_list("category", *_COUNTS)]
    lines.sort(key=_on_the_form)
    return [*lines, _together(lines)] if lines else []


def misses(rows: "QuerySet[Confirmation]") -> "QuerySet[Confirmation]":
    """Those whose true answer was not first, newest first."""
    missed = rows.filter(Q(rank__isnull=True) | Q(rank__gt=1))
    return missed.select_related("report", "facility", "category").order_by("-id")


def _together(lines: list[Accuracy]) -> Accuracy:
    return _line(None, [sum(counts) for counts in zip(*(line.counts for line in lines), strict=True)])


def _line(category: Category | None, counts: Sequence[int]) -> Accuracy:
    return Accuracy(category, *counts)


def _on_the_form(line: Accuracy) -> tuple[int, str]:
    return (line.category.position, line.category.pk) if line.category else (0, "")


def _percent(count: int, of: int) -> int | None:
    return round(100 * count / of) if of else None
