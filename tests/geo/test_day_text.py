"""Days as people in Thailand type them."""

from datetime import date

import pytest

from geo.day_text import parse_day
from geo.errors import BadInput


@pytest.mark.parametrize(
    "text",
    [
        "12 มี.ค. 2568",
        "12 มีนาคม 2568",
        "12 มี.ค.2568",
        "12 มีนาคม พ.ศ. 2568",
        "๑๒ มี.ค. ๒๕๖๘",
        "12/3/2568",
        "๑๒/๐๓/๒๕๖๘",
        "12.03.2025",
        "2025-03-12",
        "2568-03-12",
        "12 Mar 2025",
        "12 March 2025",
        "  12  มี.ค.  2568 ",
    ],
)
def test_a_day_is_read_in_either_era(text: str) -> None:
    assert parse_day(text, "from") == date(2025, 3, 12)


@pytest.mark.parametrize(
    "text", ["", "วันนี้", "31/2/2568", "12/3/68", "12 สิงหา 2568", "2025-13-01", "12 มี.ค.", "0/0/2568", "9999999-1-1"]
)
def test_what_is_no_day_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(text, "from")
    assert refused.value.fields["field"] == "from"
