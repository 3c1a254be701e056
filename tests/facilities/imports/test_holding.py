"""A load that looks as if the source had changed waits for a person, who is told the numbers."""

from typing import Any

import pytest

from facilities.imports.holding import Figures, reasons

STATUSES = {"operating": 140, "struck_off": 840, "licensed": 20}
LAST = Figures(read=1000, refused=3, columns=("FID", "FNAME"), statuses=STATUSES)


def rules(last: Figures | None = LAST, **changes: Any) -> list[str]:
    """The rules that hold a load which differs so from the last one."""
    values: dict[str, Any] = {"read": 1000, "refused": 3, "columns": LAST.columns, "statuses": STATUSES, **changes}
    return [str(reason["rule"]) for reason in reasons(Figures(**values), last)]


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({}, []),
        ({"read": 5000}, []),
        ({"read": 950}, []),
        ({"read": 949}, ["rows_fell"]),
        ({"read": 500}, ["rows_fell"]),
        ({"truncated": True}, ["truncated"]),
        ({"refused": 50}, []),
        ({"refused": 51}, ["refused"]),
        ({"statuses": {"operating": 190, "struck_off": 790, "licensed": 20}}, []),
        ({"statuses": {"operating": 191, "struck_off": 789, "licensed": 20}}, ["status_shares", "status_shares"]),
        ({"statuses": {"unknown": 1000}}, ["status_shares"] * 3),
        ({"statuses": None}, []),
        ({"columns": ("FID",)}, ["columns_lost"]),
        ({"columns": ("FID", "FNAME", "NEW")}, []),
    ],
)
def test_what_holds_a_load(changes: dict[str, Any], held: list[str]) -> None:
    assert rules(**changes) == held


def test_a_first_load_is_held_only_for_what_it_shows_itself() -> None:
    assert rules(None, read=10, statuses={"unknown": 10}, refused=0) == []
    assert rules(None, truncated=True, refused=900) == ["truncated", "refused"]


def test_a_reason_says_its_numbers() -> None:
    (reason,) = reasons(Figures(read=500), Figures(read=1000))
    assert (reason["before"], reason["now"]) == (1000, 500)
    assert reason["detail"] == "500 rows, 50.0% fewer than the 1,000 of the last load; at most 5% may go"
