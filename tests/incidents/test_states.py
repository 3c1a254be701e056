"""The life of a report."""

from itertools import product

import pytest

from geo.errors import Conflict
from incidents.states import OPEN, OVER, State, check_step, steps_from


def test_every_state_can_be_reached_from_received() -> None:
    seen, todo = {State.RECEIVED}, [State.RECEIVED]
    while todo:
        fresh = [state for state in steps_from(todo.pop()) if state not in seen]
        seen.update(fresh)
        todo.extend(fresh)
    assert seen == set(State)


def test_no_state_is_a_dead_end() -> None:
    assert all(steps_from(state) for state in State)


def test_every_state_is_either_open_or_over() -> None:
    assert set(OPEN) | OVER == set(State)
    assert not set(OPEN) & OVER


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_only_the_steps_of_the_table_pass(before: State, after: State) -> None:
    if after in steps_from(before):
        check_step(before, after)
        return
    with pytest.raises(Conflict) as caught:
        check_step(before, after)
    assert caught.value.fields["allowed"] == [str(state) for state in steps_from(before)]


@pytest.mark.parametrize(
    ("before", "after"),
    [("received", "closed"), ("closed", "acting"), ("transferred", "closed"), ("refused", "accepted")],
)
def test_shortcuts_past_the_work_are_refused(before: str, after: str) -> None:
    with pytest.raises(Conflict):
        check_step(State(before), State(after))
