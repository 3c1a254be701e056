"""Replayed, reordered, duplicated, forged: the state is that of the messages in the order of their time."""

import itertools
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.models import InboundEvent, OutsideSystem, OutsideTicket, Report, StateChange
from incidents.outside.following import follow, word_of
from incidents.states import State, check_step
from tests.builders_outside import HOOK, LABELS, a_chat, a_new, a_status, a_system

pytestmark = pytest.mark.usefixtures("country")
STATES = st.lists(st.sampled_from(sorted(LABELS)), min_size=1, max_size=5)
_numbers = itertools.count(1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=STATES, data=st.data())
def test_the_state_is_the_truth_of_their_time_in_whatever_order_they_come(
    client: Client, states: list[str], data: st.DataObject
) -> None:
    system, key = _system(), f"2026-{next(_numbers):06d}"
    messages = [("POST", a_new(key)), ("POST", a_chat(key))]
    messages += [("PATCH", a_status(state, key, after_h=hour)) for hour, state in enumerate(states, 1)]
    order = data.draw(st.permutations(range(len(messages))))
    replays = data.draw(st.lists(st.sampled_from(range(len(messages))), max_size=4))
    for number in [*order, *replays]:
        method, body = messages[number]
        _push(client, "/hooks/traffy/forged", "PATCH", a_status("irrelevant", key, after_h=99), expect=404)
        _push(client, HOOK, method, body, expect=200)
    ticket = OutsideTicket.objects.select_related("report").get(system=system, key=key)
    truth = follow(State.RECEIVED, (word_of(state) for state in ["start", *states]))
    assert ticket.report is not None
    assert (ticket.state, ticket.state_text) == (states[-1], LABELS[states[-1]])
    assert ticket.report.state == truth
    assert Report.objects.filter(tickets__key=key).count() == 1
    _only_allowed_steps(ticket.report)


def _only_allowed_steps(report: Report) -> None:
    for step in StateChange.objects.filter(report=report, number__gt=1):
        if step.from_state != step.to_state:
            check_step(State(step.from_state), State(step.to_state))


def _system() -> object:
    return OutsideSystem.objects.filter(code="traffy").first() or a_system()


def _push(client: Client, path: str, method: str, body: object, *, expect: int) -> None:
    answer = client.generic(method, path, json.dumps(body), content_type="application/json")
    assert answer.status_code == expect, answer.content


@pytest.mark.django_db(transaction=True)
def test_messages_of_one_ticket_at_the_same_moment_make_one_case() -> None:
    a_system()
    messages = [
        ("POST", a_new()),
        *(("PATCH", a_status(s, after_h=h)) for h, s in enumerate(("inprogress", "finish"), 1)),
    ]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(_push_alone, messages * 2))
    assert Report.objects.get().state == "resolved"
    assert InboundEvent.objects.count() == 3


def _push_alone(message: tuple[str, dict[str, object]]) -> None:
    try:
        _push(Client(), HOOK, *message, expect=200)
    finally:
        connection.close()
