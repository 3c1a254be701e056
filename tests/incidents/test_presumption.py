"""Which facility a report is presumed to be about."""

import pytest

from incidents.presumption import presume


@pytest.mark.parametrize(
    ("distance_m", "report_m", "facility_m", "about"),
    [
        (0, 20, 50, True),
        (500, None, None, True),
        (500.1, None, None, False),
        (570, 20, 50, True),
        (571, 20, 50, False),
        (3_400, 20, 3_000, True),
        (10, 5_001, 0, False),
        (10, 3_000, 3_000, False),
    ],
)
def test_the_nearest_counts_within_500_m_and_both_radii(
    distance_m: float, report_m: float | None, facility_m: float | None, about: bool
) -> None:
    found = presume(distance_m, report_error_m=report_m, facility_error_m=facility_m)
    assert found.about_nearest is about


def test_the_reason_gives_the_sum_in_numbers() -> None:
    found = presume(108.4, report_error_m=12, facility_error_m=50)
    assert "108 m away, within 562 m (500 + 12 of the report + 50 of the register)" in found.reason_en
    assert "สันนิษฐาน" in found.reason_th
    assert "562" in found.reason_th


def test_unstated_errors_are_called_unstated() -> None:
    assert "error of the report not stated" in presume(900, report_error_m=None, facility_error_m=1).reason_en


def test_an_empty_register_is_no_presumption() -> None:
    assert not presume(None, report_error_m=1, facility_error_m=None).about_nearest
