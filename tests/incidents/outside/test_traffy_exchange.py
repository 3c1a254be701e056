"""Answers of the exchange: the token in both places, lists, one issue, refusals and warnings."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from geo.coordinates import LonLat
from geo.errors import BadInput
from incidents.outside.traffy import exchange
from tests.builders_outside import AT, LABELS, an_issue, thai

NOW = datetime(2026, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one]])
def test_a_token_stands_in_results_or_in_the_first_of_them(wrap: Any) -> None:
    found = exchange.token({"results": wrap({"token": "x", "expire_timestamp": "2026-03-12 09:00:00"})}, NOW)
    assert (found.text, found.ends_at) == ("x", AT)


def test_a_token_without_an_end_is_kept_for_an_hour() -> None:
    assert exchange.token({"results": {"token": "x"}}, NOW).ends_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize("results", [None, [], {}, [{"token": 5}], "x"])
def test_an_answer_without_a_token_is_refused(results: object) -> None:
    with pytest.raises(BadInput):
        exchange.token({"results": results}, NOW)


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        ({"status": "success", "message": ""}, False),
        ({"status": "warning", "message": "Almost running out of API usage quota"}, False),
        ({"status": "success", "message": "Almost running out of API usage quota"}, False),
        ({"status": "fail", "message": "Running out of API usage quota"}, True),
        ({"status": "warning", "message": "Running out of API usage quota"}, True),
        ({"status": "fail"}, True),
        ([], True),
    ],
)
def test_a_warning_is_no_refusal(answer: object, refused: bool) -> None:
    assert bool(exchange.refusal(answer)) is refused


def test_an_issue_is_read_with_its_newest_moment() -> None:
    last = AT + timedelta(days=3)
    ticket = exchange.parse_issue(an_issue(last_activity=thai(last), timestamp_inprogress=thai(AT + timedelta(days=1))))
    assert (ticket.reported_at, ticket.state_at, ticket.place) == (AT, last, LonLat(101.5, 13.5))
    assert ticket.organisations == ("หน่วยงานทดสอบ", "อีกหน่วยงาน")


def test_one_issue_says_its_type_of_status() -> None:
    row = an_issue(status="ของหน่วยงานเอง", status_type="inprogress")
    assert exchange.parse_issue(row).state_type == "inprogress"


def test_a_row_of_the_csv_reads_like_the_row_it_was_made_of() -> None:
    cells = {name: "" if value is None else str(value) for name, value in an_issue().items()}
    read, written = exchange.parse_issue(an_issue()), exchange.parse_issue(cells)
    assert (read.key, read.place, read.state_at, read.types) == (
        written.key,
        written.place,
        written.state_at,
        written.types,
    )


@pytest.mark.parametrize(
    ("field", "value"), [("ticket_id", "1"), ("timestamp", ""), ("last_activity", "soon"), ("latitude", "x")]
)
def test_what_is_wrong_with_a_row_is_named(field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        exchange.parse_issue(an_issue(**{field: value}))
    assert refused.value.fields["field"] in (field, "lat")


def test_an_empty_state_says_nothing() -> None:
    ticket = exchange.parse_issue(an_issue(status="", status_type=""))
    assert (ticket.state_type, ticket.state_text) == ("", "")
    assert LABELS["start"] not in ticket.state_text
