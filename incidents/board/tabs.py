"""The states over the table, each with how many there are under the other filters."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.board.filters import Filters
from incidents.board.paging import Counted
from incidents.standing import OPEN, OVERDUE, SOON, WAITING
from incidents.states import State
from incidents.words import state_name, state_tone

_TITLES: dict[str, str | Promise] = {
    OPEN: _("All open ones"),
    OVERDUE: _("Overdue"),
    SOON: _("Due within 7 days"),
    WAITING: _("Not accepted yet"),
    "": _("All"),
}
_ORDER = (OPEN, OVERDUE, SOON, WAITING, *(state.value for state in State), "")
_ALWAYS = frozenset(_TITLES)


@dataclass(frozen=True, slots=True)
class Tab:
    """One state; `tone` is its colour, empty for what stands for several."""

    state: str
    title: str | Promise
    tone: str
    counted: Counted
    address: str
    current: bool


def tabs(filters: Filters, counted: Mapping[str, Counted]) -> list[Tab]:
    """Those that hold anything, and those that are always there."""
    return [
        Tab(
            state=state,
            title=_TITLES[state] if state in _TITLES else state_name(state),
            tone="" if state in _TITLES else state_tone(state),
            counted=counted.get(state, Counted(state, 0, False)),
            address=filters.address(state=state),
            current=state == filters.state,
        )
        for state in _ORDER
        if state in _ALWAYS or state in counted or state == filters.state
    ]
