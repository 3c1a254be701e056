"""Each source writes time in its own way; what another source writes is refused, not guessed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadInput
from incidents.outside.moments import BANGKOK, bangkok, with_offset

NINE = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2000, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC))


@pytest.mark.parametrize("text", ["2026-03-12 09:00:00", "2026-03-12 09:00:00.000000", " 2026-03-12T09:00:00.0 "])
def test_naive_text_is_thai_time(text: str) -> None:
    assert bangkok(text, "timestamp") == NINE


@pytest.mark.parametrize(
    "text", ["2026-03-12 02:00:00+00", "2026-03-12T02:00:00Z", "2026-03-12T09:00:00+07:00", "2026-03-11 21:30:00-0430"]
)
def test_an_offset_that_is_said_is_used(text: str) -> None:
    assert with_offset(text, "timestamp") == NINE


@pytest.mark.parametrize("text", ["2026-03-12 02:00:00+00", "2569-03-12 09:00:00", "1970-01-01 00:00:00", "", None, 7])
def test_naive_sources_refuse_offsets_other_eras_and_nothing(text: object) -> None:
    with pytest.raises(BadInput) as refused:
        bangkok(text, "timestamp")
    assert refused.value.fields["field"] == "timestamp"


@pytest.mark.parametrize(
    "text", ["2026-03-12 09:00:00", "2026-02-30 09:00:00Z", "12/03/2569 09:00", True, "2026-03-12 09:00:00+99"]
)
def test_sources_with_offsets_refuse_naive_time_and_days_that_are_not(text: object) -> None:
    with pytest.raises(BadInput):
        with_offset(text, "timestamp")


@given(MOMENTS)
def test_what_is_written_comes_back_to_the_microsecond(moment: datetime) -> None:
    assert bangkok(moment.astimezone(BANGKOK).strftime("%Y-%m-%d %H:%M:%S.%f"), "t") == moment
    assert with_offset(moment.isoformat(sep=" ").replace("+00:00", "+00"), "t") == moment
