"""What is kept of a message until it is applied."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import LonLat
from incidents.outside.ticket_json import from_json, to_json, without_words
from incidents.outside.tickets import Event, StatedArea, Ticket, description_of, names, words

TEXT = st.text(max_size=20)
MOMENTS = st.datetimes(datetime(2000, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC))
PLACES = st.builds(LonLat, st.floats(97, 106), st.floats(5, 21))
TICKETS = st.builds(
    Ticket,
    key=st.just("2026-ABC123"),
    description=TEXT,
    reported_at=MOMENTS,
    state_at=MOMENTS,
    types=st.lists(TEXT).map(tuple),
    place=st.none() | PLACES,
    area=st.builds(StatedArea, TEXT, TEXT, TEXT),
    details=st.dictionaries(TEXT, TEXT, max_size=3),
)


@given(TICKETS, MOMENTS)
def test_an_event_comes_back_as_it_was_kept(ticket: Ticket, at: datetime) -> None:
    event = Event(ticket.key, "new", at, state_type="start", ticket=ticket, details={"note": "x"})
    assert from_json(event.key, "new", at, to_json(event)) == event


def test_words_and_place_go_once_the_report_has_them() -> None:
    body = to_json(
        Event("k", "new", datetime.now(UTC), state_type="start", ticket=Ticket("k", "โทร 081", *[_now()] * 2))
    )
    assert without_words(body) == {"state_type": "start"}


def test_names_come_from_lists_texts_and_database_dumps() -> None:
    assert names(["ถนน", "ทางเท้า"]) == names("ถนน,ทางเท้า") == names("{ถนน,ทางเท้า}") == ("ถนน", "ทางเท้า")
    assert names(None) == names("{}") == names([]) == ()


def test_a_description_that_says_nothing_says_the_type() -> None:
    assert description_of("", ("ถนน",)) == "ถนน"
    assert len(description_of(None, ())) >= 2
    assert len(description_of("ก" * 9_000, ())) == 5_000


def test_words_are_one_tidy_line_whatever_comes() -> None:
    assert words(" ก\u200b  ข\x00 ") == "ก ข"
    assert words({"a": 1}) == words(None) == words(True) == words([["deep"]]) == ""
    assert words(5) == "5"


def _now() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)
