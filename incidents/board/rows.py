"""A row of the board as the page shows it: what is due, what stands out, and only what this viewer may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from geo.layers import Viewer
from incidents.due import Due, due_of
from incidents.models import Likely, Report, Verdict
from incidents.shown_place import shown_text


@dataclass(frozen=True, slots=True)
class Row:
    """`mark` changes whenever anything shown here may have changed. `joined`: how many duplicates it has."""

    report: Report
    due: Due | None
    text: str
    unlicensed: bool
    joined: int

    @property
    def mark(self) -> str:
        """Of one state of the row."""
        late = int(bool(self.due and self.due.overdue))
        return f"{self.report.chain_length}-{late}-{self.joined}-{self.report.episode_id or 0}"


def rows(reports: Sequence[Report], viewer: Viewer, now: datetime) -> list[Row]:
    """In the same order; two statements for all of them."""
    keys = [report.pk for report in reports]
    joined = dict(
        Report.objects.filter(duplicate_of__in=keys).order_by().values_list("duplicate_of").annotate(Count("pk"))
    )
    first = Likely.objects.filter(attribution__in=keys, rank=1, facility__isnull=True)
    unlicensed = set(first.values_list("attribution", flat=True))
    return [
        Row(
            report=report,
            due=due_of(report, now),
            text=shown_text(report, viewer),
            unlicensed=_unlicensed(report, report.pk in unlicensed),
            joined=joined.get(report.pk, 0),
        )
        for report in reports
    ]


def _unlicensed(report: Report, presumed: bool) -> bool:
    """An officer's word counts before the list's."""
    verdict = report.attribution.verdict
    return verdict == Verdict.UNLICENSED or (presumed and not verdict)
