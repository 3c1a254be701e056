"""Path data as lines of points."""

import math

import pytest

from tiles.sprite.outline import lines
from tiles.sprite.signs import drawn


def test_a_square_is_a_closed_ring() -> None:
    (square,) = lines("M-1 -1H1V1H-1Z")
    assert square.closed
    assert square.points == ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))


def test_numbers_may_run_into_one_another() -> None:
    (line,) = lines("M.5-.25L-1.5.75")
    assert line.points == ((0.5, -0.25), (-1.5, 0.75))


def test_each_part_is_a_line_of_its_own() -> None:
    first, second = lines("M0 0L1 1M2 2L3 3")
    assert not first.closed
    assert second.points == ((2, 2), (3, 3))


@pytest.mark.parametrize(("sweep", "side"), [(1, -1), (0, 1)])
def test_half_a_circle_goes_round_its_side(sweep: int, side: int) -> None:
    (arc,) = lines(f"M-2 0A2 2 0 0 {sweep} 2 0")
    assert all(math.hypot(x, y) == pytest.approx(2) for x, y in arc.points)
    assert min(y * side for _x, y in arc.points) > -1e-9
    assert max(y * side for _x, y in arc.points) == pytest.approx(2)


def test_the_large_arc_of_the_pin_goes_over_its_head() -> None:
    (pin,) = lines(drawn()["shapes"]["pin"]["path"])
    assert min(y for _x, y in pin.points) == pytest.approx(-2.4, abs=0.01)
    assert max(y for _x, y in pin.points) == pytest.approx(0, abs=0.01)


def test_curves_end_where_they_are_said_to() -> None:
    (curve,) = lines("M0 0C0 1 1 1 1 0Q2 -1 3 0")
    assert curve.points[-1] == pytest.approx((3, 0))
    assert max(y for _x, y in curve.points) == pytest.approx(0.75)
