"""Which reports of a smell belong together."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from geo.coordinates import LonLat
from incidents.grouping import Noticed, groups

START = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)
KM = 1 / 108.5
"""A kilometre to the east at 13 N, in degrees."""


def noticed(*told: tuple[float, int]) -> list[Noticed]:
    """Kilometres to the east and minutes after eight, each by one person."""
    return [
        Noticed(number, LonLat(101 + km * KM, 13.0), START + timedelta(minutes=minutes))
        for number, (km, minutes) in enumerate(told, 1)
    ]


def keys(found: list[tuple[Noticed, ...]]) -> list[list[int]]:
    return [[one.report_id for one in group] for group in found]


@pytest.mark.parametrize(
    ("told", "together"),
    [
        pytest.param([(0, 0), (0.5, 10), (1, 20)], [[1, 2, 3]], id="near and soon"),
        pytest.param([(0, 0), (0.5, 10)], [], id="two are no episode"),
        pytest.param([(0, 0), (0.5, 10), (9, 20)], [], id="one far away"),
        pytest.param([(0, 0), (0.5, 10), (1, 75)], [], id="one too late"),
        pytest.param([(0, 0), (1.5, 50), (3, 100)], [[1, 2, 3]], id="a plume wanders"),
        pytest.param([(0, 0), (3.5, 1), (1.8, 2)], [[1, 2, 3]], id="one joins two"),
        pytest.param([(0, 0), (9, 0), (0, 5), (9, 5), (0, 9), (9, 9)], [[1, 3, 5], [2, 4, 6]], id="two at once"),
    ],
)
def test_reports_of_one_hour_and_side_are_together(told: list[tuple[float, int]], together: list[list[int]]) -> None:
    assert keys(groups(noticed(*told), 2_000)) == together


def test_the_order_in_which_they_came_changes_nothing() -> None:
    told = noticed((0, 0), (3.5, 1), (1.8, 2), (1, 50))
    assert {str(keys(groups(order, 2_000))) for order in permutations(told)} == {"[[1, 2, 3, 4]]"}
