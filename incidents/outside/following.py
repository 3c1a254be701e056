"""Where a case stands after the words of another system: a fold over all of them in the order of their time. Pure.

The order in which they came in plays no part. Words move a case only along allowed steps, never into a state that
wants something only people here can give: a receiver, a proof, an original.
"""

from collections import deque
from collections.abc import Iterable
from enum import StrEnum

from incidents.states import OVER, State, steps_from


class Word(StrEnum):
    """What a state type of another system says about the case."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    DROPPED = "dropped"


WORD_OF = {
    "start": Word.WAITING,
    "forward": Word.WAITING,
    "inprogress": Word.WORKING,
    "follow": Word.WORKING,
    "finish": Word.DONE,
    "irrelevant": Word.DROPPED,
    "open": Word.WAITING,
    "closed": Word.DONE,
}
"""State types of Traffy, and the two of Open311. Any other says nothing."""

_MEANT = {
    Word.WORKING: {State.ACCEPTED, State.INSPECTED, State.ACTING},
    Word.DONE: {State.RESOLVED, State.CLOSED},
    Word.DROPPED: {State.REFUSED},
}
_PEOPLES = {State.TRANSFERRED, State.DUPLICATE}
"""A transfer is the receiver's to accept, a duplicate follows its original: no word from outside moves these."""

_BETWEEN = {State.ASSIGNED, State.ACCEPTED, State.RESOLVED, State.REOPENED}


def word_of(state_type: str) -> Word | None:
    """None for a type that says nothing, the empty one too."""
    return WORD_OF.get(state_type)


def word_for(state: State) -> Word:
    """What our own state would be called outside."""
    return next((word for word, states in _MEANT.items() if state in states), Word.WAITING)


def advance(state: State, word: Word | None) -> State:
    """The state after one more word. Equal where the case stands so already, or where the word is for people to judge:
    a case that is worked on is not dropped, and one that is accepted not un-accepted, by a word from outside.
    """
    if word is None or state in _PEOPLES or state in _MEANT.get(word, ()):
        return state
    match word:
        case Word.WAITING:
            return State.REOPENED if state in OVER else state
        case Word.WORKING:
            return State.ACCEPTED
        case Word.DONE:
            return State.RESOLVED
        case Word.DROPPED:
            return State.REFUSED if word_for(state) is Word.WAITING else state


def follow(base: State, words: Iterable[Word | None]) -> State:
    """The state after all words, oldest first."""
    for word in words:
        base = advance(base, word)
    return base


def path(before: State, after: State) -> tuple[State, ...] | None:
    """The shortest way of allowed steps, without the first state; `()` where both are one; None where there is none."""
    ways: deque[tuple[State, ...]] = deque([()])
    known = {before}
    while ways:
        way = ways.popleft()
        here = way[-1] if way else before
        if here is after:
            return way
        if way and here not in _BETWEEN:
            continue
        for state in steps_from(here):
            if state not in known:
                known.add(state)
                ways.append((*way, state))
    return None
