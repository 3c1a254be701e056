"""Labels of agencies and the types behind them."""

import pytest

from incidents.outside.following import WORD_OF
from incidents.outside.statuses import TYPES, type_of


@pytest.mark.parametrize(
    ("label", "stated", "expected"),
    [
        ("รอรับเรื่อง", "", "start"),
        ("รอรับเรื่อง", "inprogress", "start"),
        ("ส่งต่อ(ใหม่)", "inprogress", "forward"),
        ("เสร็จสิ้น", "finish", "finish"),
        ("คำของหน่วยงานเอง", "inprogress", "inprogress"),
        ("", "waiting", "start"),
        ("", "report", "start"),
        ("", "", ""),
        ("คำของหน่วยงานเอง", "something new", ""),
    ],
)
def test_a_known_label_goes_before_what_is_stated(label: str, stated: str, expected: str) -> None:
    assert type_of(label, stated) == expected


def test_every_type_says_something() -> None:
    assert set(TYPES) <= set(WORD_OF)
