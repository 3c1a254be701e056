"""The officers' board: filters from the address, one page of reports, where the next page begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from geo.errors import BadInput
from geo.layers import Viewer
from incidents.models import Report
from incidents.querysets.reports import ReportQuerySet
from incidents.states import State

PAGE = 50
OPEN = "open"
"""In place of a state: every state in which somebody has to act."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the board shows; empty is everything. `after` is the key of the last row of the page before."""

    state: str = ""
    category: str = ""
    province: str = ""
    lead: str = ""
    after: tuple[datetime, int] | None = None

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> "Filters":
        """From the address; the open ones where it names no state. Raises `BadInput` for what no link of ours says."""
        state = query.get("state", OPEN)
        if state not in ("", OPEN, *(member.value for member in State)):
            raise BadInput("state must be a state, open, or empty for all", field="state", value=state)
        texts = {name: query.get(name, "").replace("\0", "")[:40] for name in ("category", "province", "lead")}
        return cls(state=state, after=_parse_key(query.get("after", "")), **texts)

    def address(self, after: str = "") -> str:
        """The query that restores this view."""
        values = {"state": self.state, "category": self.category, "province": self.province, "lead": self.lead}
        chosen = {name: value for name, value in values.items() if value or name == "state"}
        return urlencode({**chosen, "after": after} if after else chosen)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, newest first, and the address of the next ones (empty on the last page)."""

    reports: list[Report]
    next_address: str


def page(filters: Filters, viewer: Viewer) -> Page:
    """One page of what the viewer may see."""
    rows = list(_filtered(filters, viewer).for_board()[: PAGE + 1])
    shown = rows[:PAGE]
    more = len(rows) > PAGE
    return Page(shown, filters.address(_key(shown[-1])) if more else "")


def _filtered(filters: Filters, viewer: Viewer) -> ReportQuerySet:
    found: ReportQuerySet = Report.objects.seen_by(viewer)
    if filters.state == OPEN:
        found = found.open()
    elif filters.state:
        found = found.filter(state=filters.state)
    if filters.category:
        found = found.of_category(filters.category)
    if filters.province:
        found = found.in_province(filters.province)
    if filters.lead:
        found = found.handled_by_office(filters.lead)
    return found.older_than(*filters.after) if filters.after else found


def _key(report: Report) -> str:
    """Microseconds since 1970 and the id: exact, so that no row is shown twice or left out."""
    since = report.received_at - datetime(1970, 1, 1, tzinfo=UTC)
    return f"{since.days * 86_400_000_000 + since.seconds * 1_000_000 + since.microseconds}-{report.pk}"


def _parse_key(text: str) -> tuple[datetime, int] | None:
    if not text:
        return None
    try:
        micros, _, number = text.partition("-")
        moment = datetime.fromtimestamp(int(micros) // 1_000_000, UTC).replace(microsecond=int(micros) % 1_000_000)
        if not 0 <= int(number) < 2**63:
            raise ValueError
        return moment, int(number)
    except (ValueError, OverflowError, OSError):
        rule = "after is the key of a row, as links to the next page give it"
        raise BadInput(rule, field="after", value=text) from None
