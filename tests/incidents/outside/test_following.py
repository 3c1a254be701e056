"""Where a case stands after the words of another system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.outside.following import Word, advance, follow, path
from incidents.states import State, check_step

WORDS = st.lists(st.sampled_from([*Word, None]), max_size=8)
S, W = State, Word


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ([], S.RECEIVED),
        ([W.WAITING], S.RECEIVED),
        ([W.WAITING, W.WORKING], S.ACCEPTED),
        ([W.WAITING, W.WORKING, W.DONE], S.RESOLVED),
        ([W.DONE, W.WAITING], S.REOPENED),
        ([W.DONE, W.WORKING], S.ACCEPTED),
        ([W.DROPPED], S.REFUSED),
        ([W.WORKING, W.DROPPED], S.ACCEPTED),
        ([None], S.RECEIVED),
    ],
)
def test_words_lead_on(said: list[Word | None], stands: State) -> None:
    assert follow(S.RECEIVED, said) is stands


@pytest.mark.parametrize("state", [S.TRANSFERRED, S.DUPLICATE])
@pytest.mark.parametrize("word", list(Word))
def test_no_word_moves_what_waits_for_people(state: State, word: Word) -> None:
    assert advance(state, word) is state


@pytest.mark.parametrize(
    ("state", "word"), [(S.INSPECTED, W.WORKING), (S.CLOSED, W.DONE), (S.ASSIGNED, W.WAITING), (S.ACTING, W.DROPPED)]
)
def test_a_word_that_says_what_is_moves_nothing(state: State, word: Word) -> None:
    assert advance(state, word) is state


@given(WORDS, WORDS)
def test_wherever_words_lead_a_way_of_allowed_steps_is_there(first: list[Word], then: list[Word]) -> None:
    before, after = follow(S.RECEIVED, first), follow(S.RECEIVED, first + then)
    way = path(before, after)
    assert way is not None
    for here, there in zip((before, *way), way, strict=False):
        check_step(here, there)
    assert ((before, *way)[-1]) is after


@given(st.sampled_from(list(State)), st.sampled_from(list(Word)))
def test_a_way_gives_no_proof_and_no_receiver_on_the_way(state: State, word: Word) -> None:
    way = path(state, advance(state, word)) or ()
    assert not {S.CLOSED, S.TRANSFERRED, S.DUPLICATE, S.INSPECTED} & set(way)
