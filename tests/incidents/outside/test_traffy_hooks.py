"""The three messages that Traffy pushes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import LonLat
from geo.errors import BadInput
from incidents.outside.ticket_json import to_json
from incidents.outside.traffy.hooks import parse
from tests.builders_outside import AT, KEY, a_chat, a_new, a_status

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def test_a_new_issue_is_a_whole_ticket() -> None:
    event = parse("POST", a_new())
    assert (event.key, event.kind, event.at, event.state_type) == (KEY, "new", AT, "start")
    assert event.ticket is not None
    assert (event.ticket.place, event.ticket.types) == (LonLat(101.5, 13.5), ("เสียงรบกวน", "19"))
    assert event.ticket.organisations == ("หน่วยงานทดสอบ",)


def test_a_status_keeps_the_label_beside_the_type() -> None:
    event = parse("PATCH", a_status("finish"))
    assert (event.kind, event.state_type, event.state_text) == ("status", "finish", "เสร็จสิ้น")
    own = parse("PATCH", a_status(status="ส่งช่างแล้ว"))
    assert (own.state_type, own.state_text, own.says_state) == ("", "ส่งช่างแล้ว", True)


@pytest.mark.parametrize("kind", ["chat", "rating", "comment", "chat_staff_only"])
def test_talk_keeps_neither_words_nor_person(kind: str) -> None:
    event = parse("POST", a_chat(event=kind))
    assert (event.kind, event.says_state) == (kind, False)
    assert not [secret for secret in ("0812345678", "สมหญิง", "5") if secret in str(to_json(event))]


@pytest.mark.parametrize(
    ("method", "body", "field"),
    [
        ("POST", [], "body"),
        ("POST", a_new(ticket_id="26-1"), "ticket_id"),
        ("POST", a_new(ticket_id=None), "ticket_id"),
        ("POST", a_new(timestamp="2026-03-12T02:00:00Z"), "timestamp"),
        ("POST", a_new(latitude="north"), "lat"),
        ("POST", a_chat(event="like"), "event"),
        ("PATCH", a_status(status=""), "status"),
        ("PATCH", a_status(timestamp=None), "timestamp"),
    ],
)
def test_what_is_wrong_is_named(method: str, body: Any, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(method, body)
    assert refused.value.fields["field"] == field


@given(st.sampled_from(["POST", "PATCH"]), st.sampled_from([a_new, a_status, a_chat]), st.text(max_size=12), JSON)
def test_whatever_stands_in_a_field_is_read_or_refused(method: str, build: Any, field: str, value: Any) -> None:
    for name in (field, *build()):
        try:
            parse(method, {**build(), name: value})
        except BadInput:
            continue
