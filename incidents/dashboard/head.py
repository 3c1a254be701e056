"""The four numbers at the top of the dashboard, each with the way to its cases, and the last quarter as a line."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.dashboard import links
from incidents.dashboard.asked import Asked
from incidents.dashboard.open_cases import Counts

_TITLES: tuple[tuple[str, str | Promise], ...] = (
    ("overdue", _("Overdue")),
    ("soon", _("Due within 7 days")),
    ("waiting", _("Not accepted yet")),
    ("open", _("Open")),
)


@dataclass(frozen=True, slots=True)
class Number:
    """One count; the addresses are empty where there is nothing to look at."""

    state: str
    title: str | Promise
    count: int
    board_address: str
    map_address: str


def of(asked: Asked) -> list[Number]:
    """Of the chosen office, or of all; nothing for those who may not see reports."""
    if not asked.officer:
        return []
    counts: Counts = asked.open_cases.of_office(asked.office.code if asked.office else None).total
    return [_number(asked, state, title, getattr(counts, state)) for state, title in _TITLES]


def _number(asked: Asked, state: str, title: str | Promise, count: int) -> Number:
    board = links.board(asked, state) if count else ""
    return Number(state, title, count, board, links.incidents_map(asked, state) if count else "")
