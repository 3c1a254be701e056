"""Days in forms, in the era in which officers write them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from facilities.site_pages.day_field import DayField

DAY = date(2025, 3, 12)


@pytest.mark.parametrize(
    "typed", ["12 มี.ค. 2568", "12/3/2568", "๑๒/๓/๒๕๖๘", "12 มีนาคม พ.ศ. 2568", "12 Mar 2025", "2025-03-12", DAY]
)
def test_a_day_is_read_in_either_era(typed: Any) -> None:
    assert DayField().clean(typed) == DAY


@pytest.mark.parametrize("typed", ["12/3/68", "31/2/2568", "yesterday", "1/1/0001", "12/3/9999"])
def test_what_is_no_day_is_refused_with_the_ways_of_writing_one(typed: str) -> None:
    with override("th"), pytest.raises(ValidationError, match="12/3/2568"):
        DayField().clean(typed)


def test_nothing_is_nothing_and_a_stored_day_is_shown_in_the_readers_era() -> None:
    assert DayField(required=False).clean("") is None
    with override("th"):
        assert DayField().prepare_value(DAY) == "12 มี.ค. 2568"
